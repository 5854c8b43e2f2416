// Goal: fuzzing can be trusted: it repeats, it finds what is planted, and what it finds is short.
// Method: readers with faults of their own; the same seed twice.
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../home/stage/seeded-random.ts';
import { PreauError } from '../../core/errors.ts';
import { fuzzTarget } from './fuzz-target.ts';
import { judgeInput } from './judge-input.ts';
import { minimise } from './minimise.ts';
import { changeOnce, mutate } from './mutate.ts';
import { type FuzzTarget, mustHold, textOf } from './target.ts';

const seeds = [Buffer.from('{"a":[1,2,{"b":"c"}]}\nune ligne\n'), Buffer.from('autre')];
const target = (run: FuzzTarget['run'], shape: FuzzTarget['shape'] = 'text'): FuzzTarget => ({
  name: 'made-up',
  shape,
  maxBytes: 2_000,
  words: ['piège', '"b"'],
  run,
});
const plan = (run: FuzzTarget['run'], seed = 1) => ({
  target: target(run),
  seeds,
  seed,
  inputs: 600,
  isOver: () => false,
});

/** Every input that a plan gives, as one text. */
async function inputsOf(seed: number): Promise<string> {
  const seen: string[] = [];
  await fuzzTarget(plan((input) => `${seen.push(Buffer.from(input).toString('hex')) % 7}`, seed));
  return seen.join('\n');
}

test('the same seed gives the same inputs, another one others', async () => {
  expect(await inputsOf(7)).toBe(await inputsOf(7));
  expect(await inputsOf(7)).not.toBe(await inputsOf(8));
});

test('timers that a reader leaves end meanwhile', async () => {
  let [left, most] = [0, 0];
  await fuzzTarget(
    plan(() => {
      left += 1;
      most = Math.max(most, left);
      setImmediate(() => (left -= 1));
      return 'read';
    }),
  );
  expect(most).toBeLessThan(600);
});

describe('a finding is', () => {
  test('whatever is thrown that is no PreauError, told once', async () => {
    const { findings } = await fuzzTarget(
      plan((input) => {
        if (textOf(input).includes('piège')) throw new TypeError('planted');
        return 'read';
      }),
    );
    expect(findings.map(({ why }) => why)).toEqual(['TypeError: planted at a library']);
  });

  test('an invariant that does not hold', async () => {
    const run = (input: Uint8Array): string => {
      mustHold(!textOf(input).includes('piège'), 'no trap');
      return 'read';
    };
    const { findings } = await fuzzTarget(plan(run));
    expect(findings[0]?.why).toMatch(/^BrokenInvariant: no trap/);
  });

  test('not a refusal in our own words', async () => {
    const refuse = (): never => {
      throw new PreauError('config-invalid', 'expected 1, got 2; write 1');
    };
    expect((await fuzzTarget(plan(refuse))).findings).toEqual([]);
  });

  test('what takes more work than its bound, three times over', async () => {
    let works = 0;
    const busyAt = (times: number) => (): string => {
      works += 1;
      if (works > times) return 'read';
      for (const from = process.threadCpuUsage(); process.threadCpuUsage(from).user < 30_000; );
      return 'read';
    };
    const judge = (times: number) => judgeInput(target(busyAt(times)), Buffer.alloc(0), 20);
    expect(await judge(2)).toMatchObject({ kind: 'read' });
    works = 0;
    expect(await judge(3)).toMatchObject({ why: 'hangs' });
  });
});

test('an input is cut down to what makes it one', async () => {
  const input = Buffer.from(`${'a'.repeat(900)}<b>${'c'.repeat(600)}`);
  const shortest = await minimise(input, async (one) => Buffer.from(one).includes('<b>'));
  expect(Buffer.from(shortest).toString()).toBe('<b>');
});

test('no input is longer than its target takes, whatever its shape', () => {
  const random = seededRandom(3, 'sizes');
  for (const shape of ['bytes', 'text', 'archive'] as const)
    for (let count = 0; count < 300; count += 1) {
      const made = mutate(
        seeds[0] ?? Buffer.alloc(0),
        Buffer.alloc(50),
        target(() => '', shape),
        random,
      );
      expect(made.length).toBeLessThanOrEqual(2_000);
    }
});

test('nor is what it is made of on the way: copies of copies would fill the memory', () => {
  const random = seededRandom(3, 'copies');
  const list = Buffer.from(JSON.stringify([['x'.repeat(50), ['y']], 'z']));
  for (let count = 0; count < 2_000; count += 1) {
    const made = changeOnce(
      list,
      Buffer.alloc(50),
      target(() => ''),
      random,
    );
    expect(made.length).toBeLessThanOrEqual(2_000);
  }
});
