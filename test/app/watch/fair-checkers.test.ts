import { describe, expect, it } from 'vitest';
import type { Engine } from '../../../app/engine.ts';
import type { CheckersWord } from '../../../app/watch/checkers.ts';
import { createCheckersTurns } from '../../../app/watch/checkers-turns.ts';
import { observeRound } from '../../../app/watch/observe-round.ts';
import { NOTHING_MATTERS } from '../../../app/watch/round-matters.ts';
import { type WatchPorts, watchRound } from '../../../app/watch/watch-round.ts';
import type { Policy } from '../../../core/policy.ts';
import { epochMs, type PlatformId, platformId, seconds } from '../../../core/units.ts';
import { healthCheckVantage } from '../../../core/watch/health-check-vantage.ts';
import type { Observation } from '../../../core/watch/observation.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL, fitMirror, startRun } from '../../fixtures/timeline.ts';

// Goal: every name that only Route 53's word can decide is heard in its turn, and a fall that the own votes
// decide waits for nobody. Method: rounds of two own vantages, one of them blind, and checkers that answer
// when the test lets them, three a round.

const AT_ONCE = 3;
const names = (count: number) => Array.from({ length: count }, (_, place) => `p${place}`);
const policyOf = (ids: readonly string[]): Policy => {
  const base = testPolicy(ids);
  return { ...base, vantages: [...base.vantages.slice(0, 2), healthCheckVantage] };
};
const unhealthy = (now: number): CheckersWord => ({
  kind: 'told',
  statuses: Array.from({ length: 16 }, () => ({
    passed: false,
    at: epochMs(now - 2_000),
    says: 'Failure: 503',
  })),
});

interface Stage {
  /** What each vantage sees of each platform: 'x' it fails, 'b' the vantage sees nothing at all, else it is well. */
  readonly sees: (platform: string, vantage: string) => string;
  readonly ask: (platform: PlatformId) => Promise<CheckersWord>;
  readonly now: () => number;
}

function portsOf({ sees, ask, now }: Stage) {
  const kept: Observation[] = [];
  const ports: WatchPorts = {
    clock: { now: () => epochMs(now()), sleep: async () => undefined, real: (ms) => ms },
    prober: {
      probe: async ({ platform, vantage, target }) => ({
        platform,
        vantage,
        target,
        at: epochMs(now()),
        failure: ['x', 'b'].includes(sees(platform, vantage))
          ? { stage: 'http', kind: 'http-503', detail: '503' }
          : null,
        timesMs: {},
        totalMs: 12,
      }),
    },
    dns: { askAuthorities: async () => [] },
    observations: { add: async (more) => void kept.push(...more), between: async () => [] },
    checkers: { intervalMs: seconds(10), turns: createCheckersTurns(AT_ONCE), ask },
  };
  return { ports, kept };
}

describe('a fall of many while one own vantage is blind', () => {
  it.each([
    [10, 10_000],
    [20, 10_000],
    [30, 10_000],
    [21, 7_000],
    [30, 30_000],
  ])(
    'of %i names, watched each %i ms, is heard of all in turn, and all fall',
    async (count, beat) => {
      const ids = names(count);
      const base = policyOf([...ids, ...names(3 * count).map((id) => `well-${id}`)]);
      const policy = { ...base, watch: { ...base.watch, intervalMs: seconds(beat / 1_000) } };
      const run = startRun(policy);
      let [now, left] = [Number(BELL), 0];
      const heard = new Set<PlatformId>();
      const { ports } = portsOf({
        now: () => now,
        sees: (platform, vantage) => (vantage === 'v2' ? 'b' : ids.includes(platform) ? 'x' : '.'),
        ask: async (platform) => {
          if (left === 0) return { kind: 'unasked', why: 'not asked' };
          left -= 1;
          heard.add(platform);
          return unhealthy(now);
        },
      });
      for (const id of ids) run.take(fitMirror(id, epochMs(now)));
      const engine = {
        state: () => run.state,
        handle: async (event: Parameters<typeof run.take>[0]) => run.take(event),
      } as unknown as Engine;
      const rounds = async (many: number) => {
        for (let round = 0; round < many; round += 1) {
          now += beat;
          left = AT_ONCE;
          await observeRound(ports, engine, policy, { probeBudgetMs: 900 });
        }
      };
      await rounds(Math.ceil(count / AT_ONCE) + 1);
      expect(ids.filter((id) => !heard.has(platformId(id)))).toEqual([]);
      await rounds(policy.watch.roundsToFall * (Math.ceil(count / AT_ONCE) + 1));
      expect(ids.filter((id) => run.platform(id)?.standing !== 'down')).toEqual([]);
    },
  );
});

describe('a round whose checkers do not answer', () => {
  const policy = policyOf(['nord', 'sud', 'ouest']);
  const NORD = platformId('nord');
  /** Nord fails for both, sud for one of them, ouest for none. */
  const sees = (platform: string, vantage: string): string =>
    platform === 'nord' || (platform === 'sud' && vantage === 'v1') ? 'x' : '.';

  function stalled() {
    const asked: string[] = [];
    const answers: (() => void)[] = [];
    const stage = portsOf({
      now: () => BELL,
      sees,
      ask: (platform) => {
        asked.push(platform);
        return new Promise((resolve) => answers.push(() => resolve(unhealthy(BELL))));
      },
    });
    return { ...stage, asked, answer: () => answers.forEach((one) => one()) };
  }

  it.each([
    ['not known to be in trouble', NOTHING_MATTERS],
    ['in trouble already', { ...NOTHING_MATTERS, troubled: new Set([NORD]) }],
  ])('tells what is decided at once, also of a name that is %s', async (_, matters) => {
    const { ports, kept, asked, answer } = stalled();
    const round = watchRound(ports, policy, { probeBudgetMs: 900 }, undefined, matters);
    const first = [await round.next(), await round.next(), await round.next()];
    expect(first.map(({ value }) => value)).toMatchObject([
      { platform: 'nord', votes: [{ says: 'down' }, { says: 'down' }] },
      { platform: 'ouest', votes: [{ says: 'up' }, { says: 'up' }] },
      { platform: 'temoin' },
    ]);
    expect(asked.toSorted()).toEqual(['nord', 'sud']);
    expect(kept.some(({ by }) => by === 'health-check')).toBe(false);
    answer();
    const last = await round.next();
    expect(last.value).toMatchObject({
      platform: 'sud',
      votes: [{ says: 'down' }, { says: 'up' }, { says: 'down', by: 'health-check' }],
    });
    expect(await round.next()).toEqual({ done: true, value: undefined });
    // What came late is evidence, and was no vote.
    const late = kept.filter(({ by }) => by === 'health-check').map(({ platform }) => platform);
    expect(late.toSorted()).toEqual(['nord', 'sud']);
  });

  it('waits for the word of what is to come back from its mirror, well as it looks', async () => {
    const { ports, answer } = stalled();
    const ouest = new Set([platformId('ouest')]);
    const matters = { ...NOTHING_MATTERS, troubled: ouest, returning: ouest };
    const round = watchRound(ports, policy, { probeBudgetMs: 900 }, undefined, matters);
    const first = [await round.next(), await round.next()];
    expect(first.map(({ value }) => value)).toMatchObject([
      { platform: 'nord' },
      { platform: 'temoin' },
    ]);
    answer();
    const rest = [await round.next(), await round.next()].map(({ value }) => value);
    expect(rest).toMatchObject([
      { platform: 'sud' },
      { platform: 'ouest', votes: [{ says: 'up' }, { says: 'up' }, { says: 'down' }] },
    ]);
  });

  it('counts a word that was there when the own votes were in, on a fall that is decided', async () => {
    const { ports } = portsOf({ now: () => BELL, sees, ask: async () => unhealthy(BELL) });
    const matters = { ...NOTHING_MATTERS, troubled: new Set([NORD]) };
    const round = watchRound(ports, policy, { probeBudgetMs: 900 }, undefined, matters);
    const { value } = await round.next();
    expect(value).toMatchObject({ platform: 'nord', votes: [{}, {}, { says: 'down' }] });
    await round.return();
  });
});
