// Goal: what a turn still owes once its hold shelters is set later, or a person is told; it is never
// forgotten. Method: the real core over a journal in memory, and a DNS whose control plane is cut.
import { describe, expect, it } from 'vitest';
import { hashOf } from '../../../adapters/local/hash.ts';
import { type Engine, openEngine } from '../../../app/engine.ts';
import { carryOut, TRIES_MAX } from '../../../app/perform/carry-out.ts';
import { performTurn } from '../../../app/perform/perform-turn.ts';
import type { Dns, Outbox } from '../../../app/ports.ts';
import { PreauError } from '../../../core/errors.ts';
import type { Action } from '../../../core/incident/action.ts';
import type { Event } from '../../../core/incident/event.ts';
import type { JournalEntry } from '../../../core/journal/entry.ts';
import { durationMs, epochMs, platformId } from '../../../core/units.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL, fitMirror } from '../../fixtures/timeline.ts';

type TurnDns = Extract<Action, { kind: 'turn-dns' }>;
const nord = platformId('nord');

describe('weights that cannot be set while the hold shelters', () => {
  it('are owed: the turn is told as done once, and tried again until they are set', async () => {
    const stage = await open();
    const action = await stage.says('person-sheltered');
    stage.cut.share = true;
    for (let tries = 0; tries < 3; tries += 1)
      await expect(stage.perform(action)).rejects.toMatchObject({
        code: 'dns-unreachable',
        retryable: true,
      });
    expect(stage.turned()).toMatchObject([{ verified: true, detail: { kind: 'hold-alone' } }]);
    stage.cut.share = false;
    await stage.perform(action);
    expect(stage.share()).toBe(1);
    expect(stage.turned().map(({ detail }) => detail)).toMatchObject([
      { kind: 'hold-alone' },
      { kind: 'hold-and-weights' },
    ]);
  });

  it('are owed no more once a later turn has overtaken theirs', async () => {
    const stage = await open();
    const action = await stage.says('person-sheltered');
    stage.cut.share = true;
    await expect(stage.perform(action)).rejects.toThrow('coupé');
    await stage.says('person-released');
    stage.cut.share = false;
    await stage.perform(action);
    expect(stage.share()).toBe(0);
    expect(stage.turned()).toHaveLength(1);
  });

  it('become a person’s task when all tries have failed, and the turn stays done', async () => {
    const stage = await open();
    const action = await stage.says('person-sheltered');
    stage.cut.share = true;
    await stage.perform(action).catch(() => undefined);
    const end = await carryOut(
      { outbox: { done: async () => undefined } as unknown as Outbox, clock: stage.clock },
      stage.engine,
      (one) => stage.perform(one as TurnDns),
      { action, seq: 1, tries: TRIES_MAX - 1 },
      new AbortController().signal,
    );
    expect(end).toEqual({ kind: 'done' });
    const { tasks, platforms } = stage.engine.state();
    expect(Object.values(tasks).map(({ task }) => task)).toMatchObject([
      { kind: 'action-failed', action: action.key },
    ]);
    expect(platforms[nord]?.shelter).toMatchObject({ verified: true, givenUpAt: null });
  });
});

describe('a turn out that waited for its provider', () => {
  it('is not begun any more once the mirror is bad and the origin answers, and is when it is well', async () => {
    const stage = await open();
    const action = await stage.says('person-sheltered');
    await stage.measures(false);
    await expect(stage.perform(action)).rejects.toMatchObject({
      code: 'mirror-unverified',
      retryable: true,
    });
    expect(stage.share()).toBe(0);
    await stage.measures(true);
    await stage.perform(action);
    expect(stage.share()).toBe(1);
  });
});

describe('a step of the way back that waited for its provider', () => {
  it('is taken though the mirror has gone bad meanwhile: it leads away from there', async () => {
    const stage = await open();
    await stage.perform(await stage.says('person-sheltered'));
    const step = await stage.says('person-released');
    expect(step.mirrorShare).toBeGreaterThan(0);
    await stage.measures(false);
    await stage.perform(step);
    expect(stage.share()).toBe(step.mirrorShare);
  });
});

describe('an order to stay that cannot be lifted', () => {
  it('is remembered though the name servers answer the mirror, and lifted by a later try', async () => {
    const stage = await open();
    await stage.perform(await stage.says('person-vetoed'));
    const action = await stage.says('person-sheltered');
    expect(action.stay).toBe(false);
    stage.cut.stay = true;
    await expect(stage.perform(action)).rejects.toThrow('coupé');
    const shelter = () => stage.engine.state().platforms[nord]?.shelter;
    expect(shelter()).toMatchObject({ verified: true, mayStay: true });
    stage.cut.stay = false;
    await stage.perform(action);
    expect(shelter()).toMatchObject({ verified: true, mayStay: false });
  });

  it('is lifted by the turn back when no try came before it', async () => {
    const stage = await open();
    await stage.perform(await stage.says('person-vetoed'));
    const action = await stage.says('person-sheltered');
    stage.cut.stay = true;
    await expect(stage.perform(action)).rejects.toThrow('coupé');
    expect(await stage.says('person-released')).toMatchObject({ stay: false });
  });
});

/** A home with one platform, whose mirror is fit. */
async function open() {
  const policy = testPolicy(['nord']);
  const entries: JournalEntry[] = [];
  const engine: Engine = await openEngine(
    {
      head: async () => entries.at(-1) ?? null,
      append: async (entry) => void entries.push(entry),
      read: async function* (from) {
        yield* entries.filter(({ seq }) => seq >= from);
      },
    },
    policy,
    hashOf,
  );
  let now = BELL as number;
  const clock = {
    now: () => epochMs(now),
    real: () => durationMs(0),
    sleep: async (by: number) => void (now += by),
  };
  await engine.handle(fitMirror('nord', BELL));
  const pair = { hold: false, stay: false, share: 0 };
  const cut = { share: false, stay: false };
  const orCut = (isCut: boolean): void => {
    if (isCut) throw new PreauError('dns-unreachable', 'coupé', { retryable: true });
  };
  const dns: Dns = {
    setHold: async (_, on) => void (pair.hold = on),
    setStay: async (_, on) => {
      orCut(cut.stay);
      pair.stay = on;
    },
    setShare: async (_, share) => {
      orCut(cut.share);
      pair.share = share;
      return 'C1';
    },
    changeState: async () => 'insync',
    askAuthorities: async () => [
      {
        server: 'ns1',
        name: 'nord.example',
        type: 'A',
        answers: ['127.0.0.1'],
        ttlSec: 60,
        mirrorShare: pair.hold && !pair.stay ? 1 : pair.share,
      },
    ],
  };
  return {
    engine,
    clock,
    cut,
    share: () => pair.share,
    perform: (action: TurnDns) => performTurn({ dns, clock }, engine, action),
    /** The mirror is found to be so. */
    measures: async (fit: boolean) => {
      now += 60_000;
      await engine.handle(fitMirror('nord', epochMs(now), fit));
    },
    /** What a person asks for, and the turn that it leads to. */
    says: async (kind: 'person-sheltered' | 'person-released' | 'person-vetoed') => {
      now += 60_000;
      const by = { role: 'cellule de crise', name: 'A.' };
      const event = { kind, at: epochMs(now), platform: nord, by, reason: 'essai' } as const;
      const entry = await engine.handle(event);
      const turn = entry?.actions.find((action) => action.kind === 'turn-dns');
      if (turn === undefined) throw new Error(`${kind} led to no turn`);
      return turn;
    },
    turned: () =>
      entries
        .map(({ event }) => event)
        .filter(
          (event): event is Extract<Event, { kind: 'dns-turned' }> => event.kind === 'dns-turned',
        ),
  };
}
