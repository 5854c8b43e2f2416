// Goal: where only messages keep time, what is in doubt is looked at again at half the interval.
// Method: a conductor over the real core, with probes answered by the test and rounds written down.
import { describe, expect, it } from 'vitest';
import type { Engine } from '../../../app/engine.ts';
import { type Conductor, conductRound } from '../../../app/watch/conduct-round.ts';
import { initialState } from '../../../core/incident/initial-state.ts';
import { step } from '../../../core/incident/step.ts';
import { type DurationMs, epochMs, platformId } from '../../../core/units.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL } from '../../fixtures/timeline.ts';

const everyday = testPolicy(['nord', 'sud']);

describe('a round that messages conduct', () => {
  it('posts none after it when all is well', async () => {
    const stage = stageOf(() => false);
    expect(await conductRound(stage.conductor, BELL, 'a')).toBe('done');
    expect(stage.posted).toEqual([]);
  });

  it('that leaves a platform in doubt posts one at half the interval', async () => {
    const stage = stageOf((platform) => platform === 'nord');
    await conductRound(stage.conductor, BELL, 'a');
    expect(stage.posted).toEqual([{ due: BELL + 5_000, delaySec: 5 }]);
    stage.pass(5_000);
    expect(await conductRound(stage.conductor, epochMs(BELL + 5_000), 'b')).toBe('done');
    expect(stage.posted).toHaveLength(1);
  });

  it('that confirms looks at what is in doubt, with the controls, and at no mirror again', async () => {
    const stage = stageOf((platform) => platform === 'nord');
    await conductRound(stage.conductor, BELL, 'a');
    expect(stage.looked()).toEqual(['nord', 'sud', 'temoin']);
    expect(stage.mirrors()).toBe(2);
    stage.pass(5_000);
    await conductRound(stage.conductor, epochMs(BELL + 5_000), 'b');
    expect(stage.looked()).toEqual(['nord', 'temoin']);
    expect(stage.mirrors()).toBe(0);
  });

  it('that confirms looks at nothing when the doubt is over', async () => {
    const stage = stageOf(() => false);
    await conductRound(stage.conductor, epochMs(BELL + 5_000), 'b');
    expect(stage.looked()).toEqual([]);
  });

  it('looks at all when an alarm asks for it, whoever is in doubt', async () => {
    const stage = stageOf((platform) => platform === 'nord');
    await conductRound(stage.conductor, BELL, 'a');
    stage.looked();
    stage.pass(5_000);
    await conductRound(stage.conductor, epochMs(BELL + 5_000), 'b', platformId('nord'));
    expect(stage.looked()).toEqual(['nord', 'sud', 'temoin']);
  });

  it('that takes the place of the beat’s looks at all: no alarm keeps the others out of sight', async () => {
    const slow = { ...everyday, watch: { ...everyday.watch, roundsToFall: 9 } };
    let second = 0;
    const stage = stageOf((platform) => platform === 'nord' && second >= 6, slow);
    const looks: (readonly string[])[] = [];
    const beats = [0, 10, 20, 30, 40, 50].map((sec) => BELL + sec * 1_000);
    const alarm = BELL + 6_000;
    for (; second < 60; second += 1) {
      const now = BELL + second * 1_000;
      const posted = stage.posted.filter(({ due }) => due === now);
      const dues = [...(beats.includes(now) ? [now] : []), ...posted.map(({ due }) => due)];
      for (const due of dues) await conductRound(stage.conductor, epochMs(due), `${due}`);
      if (now === alarm)
        await conductRound(stage.conductor, epochMs(now), 'alarm', platformId('nord'));
      looks.push(stage.looked());
      stage.pass(1_000);
    }
    const full = looks.flatMap((seen, sec) => (seen.includes('sud') ? [sec] : []));
    const gaps = full.slice(1).map((sec, index) => sec - (full[index] ?? 0));
    expect(full[0]).toBe(0);
    expect(Math.max(...gaps, 60 - (full.at(-1) ?? 0))).toBeLessThanOrEqual(15);
  });

  it('gives no vote to the blind, who are in no doubt', async () => {
    const stage = stageOf(() => true);
    await conductRound(stage.conductor, BELL, 'a');
    expect(stage.posted).toEqual([]);
  });
});

function stageOf(fails: (platform: string) => boolean, policy = everyday) {
  let looked = new Set<string>();
  let mirrors = 0;
  const posted: { due: number; delaySec: number }[] = [];
  let now = BELL as number;
  let state = initialState(policy);
  const claimed: number[] = [];
  const engine = {
    state: () => state,
    handle: async (event: Parameters<Engine['handle']>[0]) => {
      state = step(state, event, policy).state;
      return null;
    },
  };
  const conductor = {
    ports: {
      clock: {
        now: () => epochMs(now),
        sleep: async () => undefined,
        real: (by: DurationMs) => by,
      },
      prober: {
        probe: async ({ platform, vantage, target }: Parameters<Probe>[0]) => {
          if (target === 'origin') looked.add(platform);
          return {
            platform,
            vantage,
            target,
            at: epochMs(now),
            timesMs: {},
            totalMs: 1,
            failure: fails(platform) ? { stage: 'http', kind: 'http-503', detail: '' } : null,
          };
        },
      },
      dns: { askAuthorities: async () => [] },
      observations: { add: async () => undefined },
      mirrors: {
        manifest: async () => {
          mirrors += 1;
          return null;
        },
      },
    },
    engine,
    policy,
    rounds: {
      begin: async (due: number, _holder: string, apartMs: number) => {
        if (claimed.some((one) => due - one < apartMs)) return false;
        claimed.push(due);
        return true;
      },
      end: async () => undefined,
      lastEnd: async () => null,
    },
    options: { probeBudgetMs: 100, language: 'fr' },
    postRound: async (due: number, delaySec: number) => void posted.push({ due, delaySec }),
    postPage: async () => undefined,
  } as unknown as Conductor;
  return {
    conductor,
    posted,
    pass: (ms: number) => void (now += ms),
    /** Whose origins were looked at since this was last asked. */
    looked: (): readonly string[] => {
      const since = [...looked].toSorted();
      looked = new Set();
      return since;
    },
    /** How many mirrors were measured since this was last asked. */
    mirrors: (): number => {
      const since = mirrors;
      mirrors = 0;
      return since;
    },
  };
}

type Probe = Conductor['ports']['prober']['probe'];
