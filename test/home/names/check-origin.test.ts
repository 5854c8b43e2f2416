import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hearChecker, newPanel } from '../../../core/shelter/check-panel.ts';
import { confirmation } from '../../../home/names/check-confirmation.ts';
import { checkTiming } from '../../../home/names/check-timing.ts';
import type { ProbeListener } from '../../../home/names/probe-connection.ts';
import { chanceOf, DEFAULTS, FASTEST, jumpingClock, watched } from './check-fixture.ts';
import { aSpec } from './names-fixture.ts';

// Goal: a death is told at once, chance turns nobody, and the way back is not hurried.
// Method: the checks of one origin under a clock that jumps, with seeded chance.

const MINUTES_MS = 60_000;
const alive = { passed: true, afterMs: 5 };
const dies = { refused: { passed: false, afterMs: 1 }, hung: { passed: false, afterMs: Infinity } };

describe('chance', () => {
  test('a platform that fails a fifth of its requests never falls, in 1,000 times five minutes', () => {
    for (let seed = 1; seed <= 1_000; seed += 1) {
      const chance = chanceOf(seed);
      const { run, turns } = watched(DEFAULTS, () => ({
        passed: chance() >= 0.2,
        afterMs: 5 + chance() * 50,
      }));
      run(5 * MINUTES_MS);
      expect(turns, `seed ${seed}`).toEqual([]);
    }
  });

  test('nor, asked as fast as is sensible, in 100 times', () => {
    for (let seed = 1; seed <= 100; seed += 1) {
      const chance = chanceOf(seed);
      const { run, turns } = watched(FASTEST, () => ({ passed: chance() >= 0.2, afterMs: 5 }));
      run(5 * MINUTES_MS);
      expect(turns, `seed ${seed}`).toEqual([]);
    }
  });

  test('one lost packet turns nobody, however fast', () => {
    const { run, turns } = watched(FASTEST, (at) => (at === 400 ? dies.hung : alive));
    run(MINUTES_MS);
    expect(turns).toEqual([]);
  });
});

describe('what this machine could not look at', () => {
  const blind = { passed: false, afterMs: 1, unseen: true } as const;

  test('is not heard, however long, and costs one look an interval', () => {
    const { run, turns, panel, probes } = watched(FASTEST, () => blind);
    run(MINUTES_MS);
    expect(turns).toEqual([]);
    expect(panel()).toEqual(Array(5).fill({ healthy: null, against: 0 }));
    expect(probes).toHaveLength(MINUTES_MS / FASTEST.intervalMs + 1);
  });

  test('ends no confirmation: a death that is seen again falls', () => {
    const dead = (at: number) => (at < 1_000 || (at > 1_010 && at < 2_000) ? blind : dies.refused);
    const { run, turns } = watched(DEFAULTS, (at) => (at < 20_000 ? alive : dead(at - 20_000)));
    run(MINUTES_MS);
    expect(turns).toMatchObject([{ healthy: false }]);
  });
});

test('a question that is late twice counts once: each checker asks one at a time afterwards', () => {
  const timing = { ...DEFAULTS, checkers: 2, threshold: 10, confirmAfterMs: 0 };
  const clock = jumpingClock();
  let asked = 0;
  let underWay = 0;
  let most = 0;
  const probe = ({ late, done }: ProbeListener) => {
    asked += 1;
    underWay += 1;
    const isFirst = asked === 1;
    if (isFirst) for (const at of [10, 20]) clock.after(at, late);
    else if (clock.now() > 30) most = Math.max(most, underWay);
    clock.after(isFirst ? 30 : asked % 2 === 0 ? 100 : 7, () => {
      underWay -= 1;
      done({ passed: false, reason: 'down' });
    });
  };
  let panel = newPanel(2, null);
  const crew = confirmation(
    {
      clock,
      probe: { turn: probe, confirm: probe },
      panel: () => panel,
      isDisabled: () => false,
      hear(checker, passed) {
        panel = hearChecker(panel, checker, passed, timing.threshold);
      },
    },
    timing,
  );
  crew.check(0, 'turn', () => {});
  clock.run(2_000);
  expect(asked).toBeGreaterThan(10);
  expect(most).toBe(2);
});

describe('a sure death', () => {
  const anySettings = fc.record({
    intervalMs: fc.integer({ min: 100, max: 30_000 }),
    budgetMs: fc.integer({ min: 50, max: 10_000 }),
    threshold: fc.integer({ min: 1, max: 10 }),
    checkers: fc.integer({ min: 1, max: 16 }),
  });

  test('always makes it fall, within an interval and the budgets of the threshold', () => {
    const when = fc.double({ min: 0, max: 1, noNaN: true });
    const kind = fc.constantFrom('refused' as const, 'hung' as const);
    fc.assert(
      fc.property(anySettings, when, kind, (setting, part, death) => {
        const timing = { ...DEFAULTS, ...setting };
        const { intervalMs, budgetMs, threshold, confirmAfterMs } = timing;
        const deadAt = intervalMs * (3 + part);
        const { run, turns } = watched(timing, (at) => (at < deadAt ? alive : dies[death]));
        const longest = intervalMs + threshold * Math.max(confirmAfterMs, budgetMs) + budgetMs;
        run(deadAt + 2 * longest);
        expect(turns).toMatchObject([{ healthy: false }]);
        expect((turns[0]?.at ?? 0) - deadAt).toBeLessThanOrEqual(longest + 5);
      }),
    );
  });

  test.each([
    ['refused', 'fastest', 230],
    ['hung', 'fastest', 700],
    ['refused', 'default', 10_510],
    ['hung', 'default', 20_000],
  ] as const)('%s, at the %s settings, is told within %i ms', (death, settings, worstMs) => {
    const timing = settings === 'default' ? DEFAULTS : FASTEST;
    for (let part = 0; part < 1; part += 0.05) {
      const deadAt = timing.intervalMs * (10 + part);
      const { run, turns } = watched(timing, (at) => (at < deadAt ? alive : dies[death]));
      run(deadAt + worstMs);
      expect(turns).toMatchObject([{ healthy: false }]);
    }
  });

  test('is confirmed once its connection closes, without waiting for a turn', () => {
    const { run, closed, turns } = watched(DEFAULTS, (at) => (at < 12_000 ? alive : dies.refused));
    run(12_000);
    closed();
    run(12_600);
    expect(turns).toEqual([{ at: 12_504, healthy: false }]);
  });

  test('makes each checker say down by as many failures as the threshold', () => {
    const { run, panel, probes } = watched(FASTEST, () => dies.refused);
    run(FASTEST.intervalMs / 2);
    expect(panel()).toEqual(Array(5).fill({ healthy: false, against: 0 }));
    expect(probes).toHaveLength(5 * FASTEST.threshold);
  });
});

describe('the way back', () => {
  test('takes the threshold at the ordinary interval, and then all are heard at once', () => {
    const { run, turns, probes, panel } = watched(DEFAULTS, () => alive, false);
    run(19_999);
    expect(turns).toEqual([]);
    run(20_005);
    expect(turns).toEqual([{ at: 20_005, healthy: true }]);
    run(21_000);
    expect(panel().every(({ healthy }) => healthy)).toBe(true);
    expect(probes).toHaveLength(3 + 4 * DEFAULTS.threshold);
  });

  test('a failure on it begins it anew', () => {
    const { run, turns } = watched(DEFAULTS, (at) => (at === 10_000 ? dies.refused : alive), false);
    run(60_000);
    expect(turns).toEqual([{ at: 40_005, healthy: true }]);
  });

  test('nothing is confirmed while it is down: one check an interval', () => {
    const { run, probes, closed } = watched(DEFAULTS, () => dies.refused, false);
    run(5_000);
    closed();
    run(99_000);
    expect(probes.map(({ at, how }) => `${at} ${how}`)).toEqual(
      Array.from({ length: 10 }, (_, turn) => `${turn * 10_000} turn`),
    );
  });
});

describe('the load on an origin', () => {
  test('in peace is one check an interval, on a grid', () => {
    const { run, probes } = watched(FASTEST, () => alive);
    run(1_000);
    expect(probes.map(({ at }) => at)).toEqual([0, 200, 400, 600, 800, 1_000]);
  });

  test('a closing costs one check, and leaves the grid as it is', () => {
    const { run, closed, probes, turns } = watched(DEFAULTS, () => alive);
    run(2_000);
    closed();
    run(30_000);
    expect(probes.map(({ at, how }) => `${at} ${how}`)).toEqual([
      '0 turn',
      '2000 confirm',
      '10000 turn',
      '20000 turn',
      '30000 turn',
    ]);
    expect(turns).toEqual([]);
  });

  test('a doubt that is not confirmed costs one check by each, the one that doubts included', () => {
    const { run, probes } = watched(DEFAULTS, (at) => (at === 10_000 ? dies.refused : alive));
    run(19_000);
    expect(probes.filter(({ how }) => how === 'confirm')).toHaveLength(5);
  });

  test('one that is always slow is confirmed once in a while, not with every check', () => {
    const slow = { passed: true, afterMs: FASTEST.budgetMs * 0.8 };
    const { run, probes, turns } = watched(FASTEST, () => slow);
    run(MINUTES_MS);
    const confirmations = probes.filter(({ how }) => how === 'confirm').length;
    expect(confirmations).toBeLessThanOrEqual(13 * 5 * FASTEST.threshold);
    expect(turns).toEqual([]);
  });

  test('whatever it does, each checker checks three thresholds an interval at most', () => {
    const chances = fc.tuple(fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }));
    fc.assert(
      fc.property(chances, ([seed, share]) => {
        const chance = chanceOf(seed);
        const { run, probes } = watched(FASTEST, () => ({
          passed: chance() >= share,
          afterMs: chance() * 400,
        }));
        run(10_000);
        const most = (10_000 / FASTEST.intervalMs + 1) * (1 + 5 * 3 * FASTEST.threshold);
        expect(probes.length).toBeLessThanOrEqual(most);
      }),
      { numRuns: 50 },
    );
  });

  test('a disabled check asks nothing, and asks again when it is enabled', () => {
    const { run, probes, disable, closed } = watched(FASTEST, () => alive);
    disable(true);
    run(1_000);
    closed();
    expect(probes).toEqual([]);
    disable(false);
    run(1_200);
    expect(probes).toHaveLength(1);
  });

  test('nothing is asked once it is stopped, in the middle of a confirmation too', () => {
    const { run, probes, stop, turns } = watched(FASTEST, () => dies.hung);
    run(130);
    const asked = probes.length;
    expect(asked).toBeGreaterThan(1);
    stop();
    run(MINUTES_MS);
    expect(probes).toHaveLength(asked);
    expect(turns).toEqual([]);
  });
});

test('what a spec leaves open: five checkers, kept connections, a short pause', () => {
  const { confirmAfterMs: _, ...spec } = aSpec('', [], { checkIntervalMs: 200 });
  expect(checkTiming(spec)).toMatchObject({
    checkers: 5,
    keepConnections: true,
    confirmAfterMs: 25,
    renewAfterMs: 5_000,
  });
  expect(checkTiming({ ...spec, checkIntervalMs: 10_000 })).toMatchObject({
    confirmAfterMs: 250,
    renewAfterMs: 50_000,
  });
  expect(checkTiming({ ...spec, checkers: 3, confirmAfterMs: 7, keepConnections: false })).toEqual({
    intervalMs: 200,
    budgetMs: 1_000,
    threshold: 2,
    checkers: 3,
    confirmAfterMs: 7,
    keepConnections: false,
    renewAfterMs: 5_000,
  });
});
