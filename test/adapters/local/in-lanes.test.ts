// Goal: bounded work side by side keeps its order and leaves nothing behind. Method: work that
// ends when the test says so.
import { describe, expect, it } from 'vitest';
import { inLanes } from '../../../adapters/local/in-lanes.ts';

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('work in lanes', () => {
  it('gives results in order, with no more at a time than there are lanes', async () => {
    let busy = 0;
    let most = 0;
    const results = await inLanes([5, 1, 3, 2, 4], 2, async (turns, index) => {
      busy += 1;
      most = Math.max(most, busy);
      for (let n = 0; n < turns; n += 1) await turn();
      busy -= 1;
      return `${index}:${turns}`;
    });
    expect(results).toEqual(['0:5', '1:1', '2:3', '3:2', '4:4']);
    expect(most).toBe(2);
  });

  it('begins nothing after a failure, and throws it once the rest has ended', async () => {
    const ended: number[] = [];
    const work = inLanes([0, 1, 2, 3], 2, async (item) => {
      if (item === 0) throw new Error('first');
      await turn();
      ended.push(item);
    });
    await expect(work).rejects.toThrow('first');
    expect(ended).toEqual([1]);
  });

  it('does nothing for nothing', async () => {
    expect(await inLanes([], 4, async () => 1)).toEqual([]);
  });
});
