// Goal: each judge can say no. Method: a Préau with one thing wrong for each promise; the simulation
// must see it broken, and then shorten the list of faults that shows it.
import { describe, expect, test } from 'vitest';
import { PLANTED } from './planted/defects.ts';
import { shrink } from './simulate/shrink.ts';
import { simulate } from './simulate/simulate.ts';
import { playWorld, scheduleOf } from './world/play-world.ts';

/** What a check may take to see a defect, at most. */
const WORLDS_MOST = 2_000;
const TIMEOUT_MS = 600_000;

describe('a planted defect', () => {
  test('is there for each promise', () => {
    const promises = new Set(PLANTED.map(({ promise }) => promise));
    expect([...promises].toSorted()).toEqual(
      ['P1', 'P10', 'P2', 'P3', 'P4', 'P5', 'P6', 'P7', 'P8', 'P9'].toSorted(),
    );
  });

  test.each(PLANTED)(
    'is seen: $what ($promise)',
    async ({ promise, mutations }) => {
      const sees = ({ broken }: { readonly broken: readonly { readonly promise: string }[] }) =>
        broken.some((one) => one.promise === promise);
      const found = await simulate({
        seed: 1,
        mutations,
        isEnough: (so) => sees(so) || so.worlds >= WORLDS_MOST,
      });
      expect(sees(found)).toBe(true);
    },
    TIMEOUT_MS,
  );

  test(
    'is told with no fault that it does not need',
    async () => {
      const planted = PLANTED.find(({ what }) => what.startsWith('an SMS that is sent again'));
      const mutations = planted?.mutations ?? {};
      const { broken } = await simulate({
        seed: 1,
        mutations,
        isEnough: (so) => so.broken.length > 0 || so.worlds >= WORLDS_MOST,
      });
      const seed = broken[0]?.seed ?? 0;
      const whole = scheduleOf(seed);
      const shortest = await shrink(seed, 'P3', whole, { mutations });
      expect(shortest.length).toBeLessThan(whole.length);
      expect(shortest.map(({ kind }) => kind)).toContain('sms-answer-lost');
      const again = await playWorld(seed, { mutations, schedule: shortest });
      expect(again.broken.map(({ promise }) => promise)).toContain('P3');
    },
    TIMEOUT_MS,
  );
});

test(
  'without one, some hundreds of incidents break nothing',
  async () => {
    const isEnough = ({ incidents }: { readonly incidents: number }) => incidents >= 400;
    const { broken } = await simulate({ seed: 10_000, isEnough });
    expect(broken).toEqual([]);
  },
  TIMEOUT_MS,
);
