// Goal: what is in doubt is looked at again at half the interval, and nothing else is. Method: the
// home's own loops over a clock that passes only by sleeping, with probes answered by the test.
import { describe, expect, it } from 'vitest';
import type { Engine } from '../../app/engine.ts';
import type { Ports, ProbeRequest } from '../../app/ports.ts';
import { initialState } from '../../core/incident/initial-state.ts';
import type { State } from '../../core/incident/state.ts';
import { step } from '../../core/incident/step.ts';
import { type DurationMs, epochMs } from '../../core/units.ts';
import { runLoops } from '../../home/run-loops.ts';
import { testPolicy } from '../fixtures/policy.ts';

const policy = testPolicy(['nord', 'sud']);

describe('the rounds of a home', () => {
  it('come at the interval while all is well', async () => {
    const asked = await roundsOf({}, 30);
    expect(asked.nord).toEqual([0, 10, 20]);
  });

  it('come at half the interval for a platform in doubt and its controls, and no other', async () => {
    const asked = await roundsOf({ nord: (sec) => sec < 5 }, 30);
    expect(asked.nord).toEqual([0, 5, 10, 20]);
    expect(asked.temoin).toEqual([0, 5, 10, 20]);
    expect(asked.sud).toEqual([0, 10, 20]);
  });

  it('make a fall at the first confirmation, half an interval after the first bad round', async () => {
    const fallen = await fallOf({ nord: () => true }, 30);
    expect(fallen).toBe(5);
  });
});

describe('a home that ends', () => {
  it('decides nothing on what it sees then: network and platforms may end with it', async () => {
    const { rounds } = await play({}, 30, 10);
    expect(rounds).toEqual(['nord', 'sud', 'temoin'].map((platform) => ({ platform, sec: 0 })));
  });
});

type Fails = Readonly<Record<string, (sec: number) => boolean>>;

async function roundsOf(fails: Fails, untilSec: number) {
  const { asked } = await play(fails, untilSec);
  const of = (id: string) => asked.filter(({ platform }) => platform === id).map(({ sec }) => sec);
  return { nord: of('nord'), sud: of('sud'), temoin: of('temoin') };
}

async function fallOf(fails: Fails, untilSec: number): Promise<number | null> {
  const { fell } = await play(fails, untilSec);
  return fell;
}

/** @param endsAtSec the home is told to end while it probes then. @default never */
async function play(fails: Fails, untilSec: number, endsAtSec = Number.POSITIVE_INFINITY) {
  const ending = new AbortController();
  const asked: { platform: string; sec: number }[] = [];
  const rounds: { platform: string; sec: number }[] = [];
  const time = pausingClock(untilSec * 1_000, ending);
  let state: State = initialState(policy);
  let fell: number | null = null;
  const engine = {
    state: () => state,
    handle: async (event: Parameters<Engine['handle']>[0]) => {
      if (event.kind === 'round-observed')
        rounds.push({ platform: event.platform, sec: event.at / 1_000 });
      state = step(state, event, policy).state;
      const down = Object.values(state.platforms).some(({ standing }) => standing === 'down');
      if (down) fell ??= time.now() / 1_000;
      return null;
    },
  };
  const probe = async ({ platform, vantage, target }: ProbeRequest) => {
    const sec = time.now() / 1_000;
    if (sec >= endsAtSec) ending.abort();
    if (target === 'origin' && vantage === policy.vantages[0]?.id) asked.push({ platform, sec });
    const bad = target === 'origin' && fails[platform]?.(sec) === true;
    const failure = bad ? { stage: 'http' as const, kind: 'http-503' as const, detail: '' } : null;
    return { platform, vantage, target, at: epochMs(time.now()), failure, timesMs: {}, totalMs: 1 };
  };
  const ports = {
    clock: time,
    prober: { probe },
    dns: { askAuthorities: async () => [] },
    observations: { add: async () => undefined },
    mirrors: { manifest: async () => null },
  } as unknown as Ports;
  const settings = {
    language: 'fr' as const,
    probeBudgetMs: 100,
    onRound: () => undefined,
    onError: (error: unknown) => {
      throw error;
    },
  };
  await runLoops(ports, engine as unknown as Engine, policy, settings, ending.signal);
  return { asked, fell, rounds };
}

/** Wakes sleepers in the order of their hours, one at a time; ends the loops at `untilMs`. */
function pausingClock(untilMs: number, ending: AbortController) {
  let now = 0;
  const sleepers: { at: number; wake: () => void }[] = [];
  const wakeNext = (): void => {
    sleepers.sort((one, other) => one.at - other.at);
    const next = sleepers.shift();
    if (next === undefined) return;
    now = Math.max(now, next.at);
    if (now >= untilMs) {
      ending.abort();
      for (const { wake } of sleepers.splice(0)) wake();
    }
    next.wake();
  };
  return {
    now: () => epochMs(now),
    real: (by: DurationMs) => by as number,
    sleep: (by: DurationMs) =>
      new Promise<void>((resolve) => {
        if (ending.signal.aborted) return resolve();
        sleepers.push({ at: now + by, wake: resolve });
        setImmediate(() => setImmediate(wakeNext));
      }),
  };
}
