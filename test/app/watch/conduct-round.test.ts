// Goal: where only messages keep time, what is in doubt is looked at again at half the interval.
// Method: a conductor over the real core, with probes answered by the test and rounds written down.
import { describe, expect, it } from 'vitest';
import type { Engine } from '../../../app/engine.ts';
import { type Conductor, conductRound } from '../../../app/watch/conduct-round.ts';
import { initialState } from '../../../core/incident/initial-state.ts';
import { step } from '../../../core/incident/step.ts';
import { type DurationMs, epochMs } from '../../../core/units.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL } from '../../fixtures/timeline.ts';

const policy = testPolicy(['nord']);

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

  it('gives no vote to the blind, who are in no doubt', async () => {
    const stage = stageOf(() => true);
    await conductRound(stage.conductor, BELL, 'a');
    expect(stage.posted).toEqual([]);
  });
});

function stageOf(fails: (platform: string) => boolean) {
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
        probe: async ({ platform, vantage, target }: Parameters<Probe>[0]) => ({
          platform,
          vantage,
          target,
          at: epochMs(now),
          timesMs: {},
          totalMs: 1,
          failure: fails(platform) ? { stage: 'http', kind: 'http-503', detail: '' } : null,
        }),
      },
      dns: { askAuthorities: async () => [] },
      observations: { add: async () => undefined },
      mirrors: { manifest: async () => null },
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
  return { conductor, posted, pass: (ms: number) => void (now += ms) };
}

type Probe = Conductor['ports']['prober']['probe'];
