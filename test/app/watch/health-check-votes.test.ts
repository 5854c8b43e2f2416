// Goal: Route 53's checkers have one vote of n where they are asked and can tell, and none where they
// cannot (P7). Method: rounds of two own vantages and a panel of checkers, as strings, through the core.
import { describe, expect, it } from 'vitest';
import { createCheckersTurns } from '../../../app/watch/checkers-turns.ts';
import type { CheckersWord } from '../../../app/watch/checkers.ts';
import { observeRound } from '../../../app/watch/observe-round.ts';
import type { WatchPorts } from '../../../app/watch/watch-round.ts';
import type { Engine } from '../../../app/engine.ts';
import type { Event } from '../../../core/incident/event.ts';
import type { Policy } from '../../../core/policy.ts';
import { signalsFromProbes } from '../../../core/cause/signals-from-probes.ts';
import { epochMs, type PlatformId, platformId, seconds } from '../../../core/units.ts';
import { healthCheckVantage } from '../../../core/watch/health-check-vantage.ts';
import type { Observation } from '../../../core/watch/observation.ts';
import { speech } from '../../fixtures/cause/speech.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL, fitMirror, startRun } from '../../fixtures/timeline.ts';

const base = testPolicy(['nord', 'sud']);
const policy: Policy = {
  ...base,
  vantages: [...base.vantages.slice(0, 2), healthCheckVantage],
};

describe('where the own vantages differ', () => {
  it('two of three votes make a fall, and without the third nothing is decided', async () => {
    expect(await morning({ v1: 'xxxx', v2: '....', checkers: 'xxxx' })).toBe('SDDD');
    expect(await morning({ v1: 'xxxx', v2: '....', checkers: 'tttt' })).toBe('UUUU');
  });

  it('a healthy word of Route 53 outvotes the one that fails', async () => {
    expect(await morning({ v1: 'xxxx', v2: '....', checkers: '....' })).toBe('UUUU');
  });

  it.each([
    ['throttled', 't'],
    ['silent', 'd'],
    ['stale', 's'],
    ['divided', '5'],
  ])('checkers that are %s have no vote, neither way, and it is told why', async (_, mark) => {
    const stage = stageOf({ v1: 'xxx', v2: '...', checkers: mark.repeat(3) });
    expect(await stage.run()).toBe('UUU');
    const [last] = stage.rounds('nord').slice(-1);
    expect(last?.votes.map(({ says }) => says)).toEqual(['down', 'up', 'blind']);
    expect(last?.votes[2]?.failure?.detail).toMatch(/Throttling|us-east-1|0 of 16|8 of 16/);
    expect(stage.state().platforms[platformId('nord')]?.blind).toEqual([]);
  });
});

describe('where one own vantage is blind', () => {
  it('Route 53 stands in for it, and a fall is seen all the same', async () => {
    const blind = { v1: 'xxxx', v2: 'bbbb' };
    expect(await morning({ ...blind, checkers: 'xxxx' })).toBe('SDDD');
    expect(await morning({ ...blind, checkers: 'ssss' })).toBe('UUUU');
  });

  it('and both are, its word alone decides nothing', async () => {
    expect(await morning({ v1: 'bbbb', v2: 'bbbb', checkers: 'xxxx' })).toBe('UUUU');
  });
});

describe('where everything falls at once', () => {
  it('its word proves nobody’s sight: a watcher that may be sick does not act on it', async () => {
    const all = { sud: 'x.' };
    const stage = stageOf({ v1: 'xxxx', v2: 'bbbb', checkers: 'xxxx' }, policy, all);
    expect(await stage.run()).toBe('SSSS');
    const seeing = stageOf({ v1: 'xxxx', v2: 'xxxx', checkers: 'dddd' }, policy, { sud: 'xx' });
    expect(await seeing.run()).toBe('SDDD');
  });
});

describe('where the own vantages agree', () => {
  it('a fall needs nobody else: the API may be down', async () => {
    expect(await morning({ v1: 'xxxx', v2: 'xxxx', checkers: 'dddd' })).toBe('SDDD');
  });

  it('they fall against Route 53, which takes a fifth of its checkers for healthy', async () => {
    expect(await morning({ v1: 'xxxx', v2: 'xxxx', checkers: '....' })).toBe('SDDD');
  });

  it('the turn says how many voted, and not how many there are', async () => {
    const stage = stageOf({ v1: 'xx', v2: 'xx', checkers: 'xd' });
    await stage.run();
    expect(stage.turns()).toEqual([{ kind: 'fell', against: 2, of: 2 }]);
    const all = stageOf({ v1: 'xx', v2: 'xx', checkers: 'xx' });
    await all.run();
    expect(all.turns()).toEqual([{ kind: 'fell', against: 3, of: 3 }]);
  });
});

describe('a recovery', () => {
  it('counts Route 53’s good word with one own, and never its silence or division', async () => {
    const fallen = { v1: 'xx....', v2: 'xxxxxx' };
    expect(await morning({ ...fallen, checkers: 'xx....' })).toBe('SDDDUU');
    expect(await morning({ ...fallen, checkers: 'xxdddd' })).toBe('SDDDDD');
    expect(await morning({ ...fallen, checkers: 'xx5555' })).toBe('SDDDDD');
    expect(await morning({ ...fallen, checkers: 'xxssss' })).toBe('SDDDDD');
  });
});

describe('who is asked', () => {
  it('is nobody on a quiet day, and nobody of a platform that is well', async () => {
    const quiet = stageOf({ v1: '...', v2: '...', checkers: 'xxx' });
    await quiet.run();
    expect(quiet.asked).toEqual([]);
    const ill = stageOf({ v1: 'x..', v2: '...', checkers: '...' });
    await ill.run();
    // Once more beside the next probes: its word was wanted in the round before.
    expect(ill.asked).toEqual(['nord', 'nord']);
  });

  it('is asked for as long as the incident lasts, though the own vantages are content', async () => {
    const stage = stageOf({ v1: 'xx..', v2: 'xx..', checkers: 'xx..' });
    await stage.run();
    expect(stage.asked).toEqual(['nord', 'nord', 'nord', 'nord']);
  });

  it('is asked of what a person keeps on its mirror, well as it is', async () => {
    const stage = stageOf({ v1: '..', v2: 'bb', checkers: '..' });
    const about = { at: BELL, platform: platformId('nord'), reason: 'essai' };
    await stage.engine.handle({
      kind: 'person-shared',
      ...about,
      share: 0.5,
      by: { role: 'operator', name: 'A' },
    });
    await stage.run();
    expect(stage.asked).toEqual(['nord', 'nord']);
    expect(stage.rounds('nord')[0]?.votes.map(({ says }) => says)).toEqual(['up', 'blind', 'up']);
  });

  it('is asked when an alarm calls, and then has one vote of three', async () => {
    const stage = stageOf({ v1: '.', v2: '.', checkers: 'x' });
    expect(await stage.run([platformId('nord')])).toBe('U');
    expect(stage.asked).toEqual(['nord']);
    expect(stage.rounds('nord')[0]?.votes.map(({ says }) => says)).toEqual(['up', 'up', 'down']);
  });

  it('is not asked of a control, which has no health check', async () => {
    const stage = stageOf({ v1: 'b', v2: 'b', checkers: 'x' });
    await stage.run([platformId('temoin')]);
    expect(stage.asked).toEqual([]);
  });

  it('is first asked of what its word decides, each in its turn', async () => {
    const sick = { nord: 'xx', sud: 'x.', ouest: 'x.' } as const;
    const wide = { ...testPolicy(['nord', 'sud', 'ouest']), vantages: policy.vantages };
    const stage = stageOf({ v1: 'xx', v2: '..', checkers: 'tt' }, wide, sick);
    await stage.run();
    expect(stage.asked.slice(0, 3).at(-1)).toBe('nord');
    expect(stage.asked.slice(3).at(-1)).toBe('nord');
    const later = stageOf({ v1: 'x', v2: '.', checkers: 't' }, wide, sick, 10_000);
    await later.run();
    expect(later.asked[0]).not.toBe(stage.asked[0]);
  });
});

describe('its word', () => {
  it('is evidence of how many see it, at the instant of their latest look', async () => {
    const stage = stageOf({ v1: 'x', v2: '.', checkers: 'x' });
    await stage.run();
    const kept = stage.kept.filter(({ by }) => by === 'health-check');
    expect(kept).toMatchObject([
      {
        platform: 'nord',
        vantage: 'route-53',
        at: BELL - 3_000,
        checkers: { passing: 0, of: 16 },
        failure: {
          stage: 'check',
          kind: 'check-unhealthy',
          detail: '0 of 16 checkers pass; Failure: 503',
        },
        timesMs: {},
        totalMs: 0,
      },
    ]);
  });

  it('is no probe: no signal of a cause, and no part of the errors of a window', async () => {
    const stage = stageOf({
      v1: 'x.x.x.x.x.x.x.',
      v2: '..............',
      checkers: 'xxxxxxxxxxxxxx',
    });
    await stage.run();
    const [fault] = stage.state().platforms[platformId('nord')]?.faults ?? [];
    expect(fault).toMatchObject({ by: ['v1'], asked: 2 });
    const about = { at: epochMs(BELL + 200_000), fellAt: epochMs(0), calmUntil: BELL, speech };
    const observations = stage.kept.filter(({ by }) => by === 'health-check');
    expect(observations.length).toBeGreaterThan(3);
    expect(signalsFromProbes({ ...about, observations })).toEqual([]);
  });
});

it('a home without the port has the votes of its own vantages alone', async () => {
  const stage = stageOf({ v1: 'xx', v2: 'xx', checkers: 'xx' });
  const { checkers: _none, ...ports } = stage.ports;
  expect(await stage.run([], ports)).toBe('SD');
  expect(stage.rounds('nord').map(({ votes }) => votes.length)).toEqual([2, 2]);
});

interface Morning {
  /** A character a round: '.' sees nord well, 'x' sees it fail, 'b' sees nothing at all. */
  readonly v1: string;
  readonly v2: string;
  /** '.' all pass, 'x' none, '5' half, 's' looked long ago, 't' throttled, 'd' no answer. */
  readonly checkers: string;
}

const morning = (seen: Morning): Promise<string> => stageOf(seen).run();

const panel = (at: number, passing: number): CheckersWord => ({
  kind: 'told',
  statuses: Array.from({ length: 16 }, (_, place) => ({
    passed: place < passing,
    at: epochMs(at),
    says: place < passing ? 'Success: 200' : 'Failure: 503',
  })),
});

function wordOf(mark: string, now: number): CheckersWord {
  switch (mark) {
    case 't':
      return { kind: 'silent', why: 'Throttling: Rate exceeded' };
    case 'd':
      return { kind: 'silent', why: 'TimeoutError: us-east-1' };
    case 's':
      return panel(now - 40_000, 0);
    default:
      return panel(now - 3_000, { '.': 16, '5': 8 }[mark] ?? 0);
  }
}

type Round = Extract<Event, { kind: 'round-observed' }>;
const LETTERS = { up: 'U', suspect: 'S', down: 'D', suspended: '-' } as const;

function stageOf(
  seen: Morning,
  by = policy,
  sick: Readonly<Record<string, string>> = {},
  begin = 0,
) {
  const asked: PlatformId[] = [];
  const kept: Observation[] = [];
  const events: Round[] = [];
  const run = startRun(by);
  let round = 0;
  const now = () => epochMs(BELL + begin + round * seconds(10));
  for (const { id, mirror } of by.platforms) if (mirror) run.take(fitMirror(id, now()));
  const marks = (vantage: string) => (vantage === 'v1' ? seen.v1 : seen.v2);
  const failing = (platform: string, vantage: string): boolean => {
    const mark = marks(vantage)[round];
    if (mark === 'b') return true;
    const own = sick[platform]?.[vantage === 'v1' ? 0 : 1];
    if (own !== undefined) return own === 'x';
    return platform === 'nord' && mark === 'x';
  };
  const ports: WatchPorts = {
    clock: { now, sleep: async () => undefined, real: (ms) => ms },
    prober: {
      probe: async ({ platform, vantage, target }) => ({
        platform,
        vantage,
        target,
        at: now(),
        failure: failing(platform, vantage)
          ? { stage: 'http', kind: 'http-503', detail: '503' }
          : null,
        timesMs: {},
        totalMs: 12,
      }),
    },
    dns: { askAuthorities: async () => [] },
    observations: {
      add: async (observations) => void kept.push(...observations),
      between: async () => [],
    },
    checkers: {
      intervalMs: seconds(10),
      turns: createCheckersTurns(3),
      ask: async (platform) => {
        asked.push(platform);
        return wordOf(seen.checkers[round] ?? 'd', now());
      },
    },
  };
  const engine = {
    state: () => run.state,
    handle: async (event: Event) => {
      if (event.kind === 'round-observed') events.push(event);
      run.take(event);
      return null;
    },
  } as unknown as Engine;
  return {
    asked,
    engine,
    kept,
    ports,
    state: () => run.state,
    rounds: (platform: string) => events.filter((event) => event.platform === platform),
    turns: () =>
      run.actions.flatMap(({ action }) => (action.kind === 'turn-dns' ? [action.why] : [])),
    /** Nord's standing after each round: Up, Suspect, Down. */
    async run(alarmed: readonly PlatformId[] = [], through: WatchPorts = ports): Promise<string> {
      let standings = '';
      for (round = 0; round < seen.v1.length; round += 1) {
        await observeRound(through, engine, by, { probeBudgetMs: 900 }, undefined, alarmed);
        const standing = run.platform('nord')?.standing ?? 'suspended';
        standings += LETTERS[standing];
      }
      return standings;
    },
  };
}
