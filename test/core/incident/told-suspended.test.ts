import { describe, expect, test } from 'vitest';
import type { Action } from '../../../core/incident/action.ts';
import type { Event } from '../../../core/incident/event.ts';
import { type EpochMs, epochMs, hours } from '../../../core/units.ts';
import type { Policy } from '../../../core/policy.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL, fitMirror, roundOf, startRun } from '../../fixtures/timeline.ts';

// Goal: schools that were told of a fall read that its owner closed the platform, once, whatever was said
// or was leaving when a person said so. Method: one fall in rounds and ticks of 10 s; the shell plans at
// once, and mails are taken as a test says.

const by = { role: 'cellule de crise', name: 'A.' };
const base = testPolicy();

/** @param takes whether a message of this phase is taken at once */
function fall(takes: (phase: string) => boolean = () => true, policy = withLater()) {
  const run = startRun(policy, { shell: 'none' });
  let done = 0;
  const take = (event: Event): void => {
    run.take(event);
    for (; done < run.actions.length; done += 1) {
      const { at, action } = run.actions[done] ?? {};
      if (at !== undefined && action !== undefined)
        answer(action, at).forEach((one) => run.take(one));
    }
  };
  const answer = (action: Action, at: EpochMs): readonly Event[] => {
    if (action.kind === 'plan-notice')
      return [{ kind: 'notice-planned', at, notice: action.notice, plan: PLAN }];
    if (action.kind !== 'send-notice' || !takes(action.content.phase)) return [];
    return takenBy(action.notice, at);
  };
  const play = (votes: string): void => {
    for (const vote of votes) {
      const at = epochMs(run.at + 10_000);
      take({ kind: 'tick', at, seenAt: at });
      take(roundOf('nord', at, vote.repeat(3)));
    }
  };
  take(fitMirror('nord', BELL));
  play('xx');
  return {
    run,
    play,
    taken: (notice: string) => takenBy(notice, run.at).forEach(take),
    signal: (...features: readonly string[]) => {
      const incident = run.platform('nord')?.incident ?? '';
      const signals = features.map((feature) => ({
        feature,
        at: run.at,
        provenance: 'measured' as const,
        source: 'test',
        statement: `${feature} vu`,
      }));
      take({ kind: 'signals-collected', at: run.at, incident, signals } as Event);
    },
    suspend: () =>
      take({ kind: 'person-suspended', at: run.at, platform: nord, by, reason: 'fermé' } as Event),
    cancel: (notice: string) => take({ kind: 'person-cancelled-notice', at: run.at, notice, by }),
    sent: () =>
      run.actions.flatMap(({ action }) =>
        action.kind === 'send-notice' ? [`${action.content.phase}:${action.content.cause}`] : [],
      ),
    planned: () =>
      run.actions.flatMap(({ action }) => (action.kind === 'plan-notice' ? [action.notice] : [])),
  };
}

const nord = 'nord';
const PLAN = {
  recipients: 3,
  mails: 3,
  sms: 1,
  smsSegments: 1,
  costEuros: 0.07,
  durationSec: 1,
  unreachable: 0,
};

function withLater(): Policy {
  return { ...base, cause: { ...base.cause, laterReviewsMs: [hours(24)] } };
}

function takenBy(notice: string, at: EpochMs): readonly Event[] {
  const deliveries = { accepted: 4, failed: 0, unknown: 0, pending: 0 };
  return [
    { kind: 'notice-first-accepted', at, notice },
    { kind: 'notice-finished', at, notice, deliveries },
  ] as const satisfies readonly Event[];
}

const OVERLOAD = ['amplified-known', 'first-remote-day'];
const ROUNDS = (count: number): string => 'x'.repeat(count);

describe('a platform that a person says is closed on purpose', () => {
  test('is told as such where no cause was said, and once', () => {
    const { play, suspend, sent } = fall();
    play(ROUNDS(70));
    suspend();
    play(ROUNDS(400));
    expect(sent()).toEqual(['outage:undetermined', 'cause:suspended']);
  });

  test('is a correction to those who read another cause', () => {
    const { play, signal, suspend, sent, planned, run } = fall();
    signal(...OVERLOAD);
    play(ROUNDS(80));
    expect(sent().at(-1)).toBe('cause:overload');
    suspend();
    expect(planned().at(-1)).toMatch(/\/correction\/1$/);
    play(ROUNDS(400));
    expect(sent()).toEqual(['outage:undetermined', 'cause:overload', 'correction:suspended']);
    const last = run.actions.findLast(({ action }) => action.kind === 'send-notice')?.action;
    expect(last).toMatchObject({ content: { corrects: { cause: 'overload' } } });
  });

  test('is told once another word that was leaving has left, as the correction that it is', () => {
    const { play, signal, suspend, sent, run, taken } = fall((phase) => phase === 'outage');
    signal(...OVERLOAD);
    play(ROUNDS(80));
    suspend();
    play(ROUNDS(20));
    taken(`${run.platform('nord')?.incident}/cause/1`);
    play(ROUNDS(400));
    expect(sent()).toEqual(['outage:undetermined', 'cause:overload', 'correction:suspended']);
  });

  test('is told once a word without a cause that was leaving has left', () => {
    const { play, suspend, sent, run, taken } = fall((phase) => phase === 'outage');
    play(ROUNDS(220));
    expect(sent()).toEqual(['outage:undetermined', 'cause:undetermined']);
    suspend();
    play(ROUNDS(20));
    taken(`${run.platform('nord')?.incident}/cause/1`);
    play(ROUNDS(400));
    expect(sent()).toEqual(['outage:undetermined', 'cause:undetermined', 'cause:suspended']);
  });

  test('early on is told when causes may be', () => {
    const { play, suspend, sent, run } = fall();
    play(ROUNDS(10));
    suspend();
    play(ROUNDS(400));
    expect(sent().filter((one) => one.endsWith(':suspended'))).toHaveLength(1);
    expect(sent().length).toBeLessThanOrEqual(3);
    const first = run.actions.find(
      ({ action }) => action.kind === 'send-notice' && action.content.cause === 'suspended',
    );
    expect((first?.at ?? 0) - BELL).toBeGreaterThanOrEqual(base.cause.firstWordMs);
  });

  test('is told to nobody who heard of no fall, and not again once a person cancelled it', () => {
    const silent = fall(() => false);
    silent.play(ROUNDS(70));
    silent.suspend();
    silent.play(ROUNDS(100));
    expect(silent.sent()).toEqual(['outage:undetermined']);
    const { play, suspend, cancel, sent, planned } = fall();
    play(ROUNDS(70));
    suspend();
    cancel(planned().at(-1) ?? '');
    play(ROUNDS(400));
    expect(sent()).toEqual(['outage:undetermined']);
  });

  test('under a policy of before is told as it was then', () => {
    const { play, signal, suspend, sent } = fall(undefined, base);
    signal(...OVERLOAD);
    play(ROUNDS(80));
    suspend();
    play(ROUNDS(400));
    expect(sent()).toEqual(['outage:undetermined', 'cause:overload', 'cause:suspended']);
  });
});
