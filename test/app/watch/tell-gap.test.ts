// Goal: it is written down when nobody looked for more than five minutes, and not otherwise.
// Method: an engine that writes down what it is asked.
import { expect, test } from 'vitest';
import { tellGap } from '../../../app/watch/tell-gap.ts';
import { epochMs, minutes } from '../../../core/units.ts';

const now = epochMs(minutes(600));
const told = async (before: number | null) => {
  const events: unknown[] = [];
  const engine = { handle: async (event: unknown) => (events.push(event), null) } as never;
  await tellGap(engine, before === null ? null : epochMs(before), now);
  return events;
};

test.each([null, now, now - minutes(5), now + minutes(9)])('%s is no gap', async (before) => {
  expect(await told(before)).toEqual([]);
});

test('longer than five minutes is one', async () => {
  const before = now - minutes(5) - 1;
  expect(await told(before)).toEqual([{ kind: 'watch-resumed', at: now, unseenSince: before }]);
});
