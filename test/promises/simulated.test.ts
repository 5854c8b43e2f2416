// Goal: what Préau promises holds in simulated mornings of every kind of fault, and a seed gives all of
// one. Method: some worlds of fixed seeds with the real core and app; `npm run simulate` plays more.
import { expect, test } from 'vitest';
import { simulate } from './simulate/simulate.ts';
import { playWorld } from './world/play-world.ts';

/** On a machine that does much else. */
const TIMEOUT_MS = 120_000;
/** So many take a moment; the heavier checks play more. */
const WORLDS = 5;

test(
  'no promise is broken, whatever goes wrong',
  async () => {
    const isEnough = ({ worlds }: { readonly worlds: number }) => worlds >= WORLDS;
    const { broken, incidents, faults } = await simulate({ seed: 15, isEnough });
    expect(broken).toEqual([]);
    expect(incidents).toBeGreaterThan(WORLDS);
    expect(Object.keys(faults).length).toBeGreaterThan(12);
  },
  TIMEOUT_MS,
);

test(
  'one seed gives one morning, to the letter',
  async () => {
    const logOf = async (seed: number) => {
      const lines: string[] = [];
      const onWorld = ({ log }: { readonly log: readonly string[] }) => void lines.push(...log);
      await simulate({ seed, withLog: true, isEnough: () => true, onWorld });
      return lines.join('\n');
    };
    const first = await logOf(17);
    expect(first.split('\n').length).toBeGreaterThan(50);
    expect(await logOf(17)).toBe(first);
  },
  TIMEOUT_MS,
);

test('a world without end is broken, and ends', async () => {
  const { broken, steps } = await playWorld(17, { stepsMost: 200 });
  expect(broken[0]).toMatchObject({ promise: 'P10', why: 'no end after 200 steps' });
  expect(steps).toBeLessThan(250);
});

test('two deliveries of one message are one word, and do not beget four', async () => {
  // Rounds that confirm a doubt, all delivered twice, while neither journal nor ledger can be had.
  const { broken, steps } = await playWorld(24_579);
  expect(broken).toEqual([]);
  expect(steps).toBeLessThan(20_000);
});
