import { describe, expect, test } from 'vitest';
import type { SpokenCause } from '../../../core/cause/cause.ts';
import type { Policy } from '../../../core/policy.ts';
import { type EpochMs, epochMs, hours } from '../../../core/units.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL, fitMirror, type Run, roundOf, startRun } from '../../fixtures/timeline.ts';

// Goal: what was said of a cause is taken back from its readers when it does not hold, also once all
// is over; what people record is kept, and an incident is looked at again, late. Method: whole falls,
// in rounds and ticks of 10 s, with a shell that succeeds at once; signals are put in by hand.

const by = { role: 'cellule de crise', name: 'A.' };
const DAY = hours(24);

function policyOf(laterReviews = true): Policy {
  const policy = testPolicy();
  const laterReviewsMs = [DAY, hours(7 * 24)];
  return { ...policy, cause: { ...policy.cause, ...(laterReviews && { laterReviewsMs }) } };
}

/** 'x' is a bad round and '.' a good one, each of all vantages. */
function play(run: Run, votes: string): void {
  for (const vote of votes) {
    const at = epochMs(run.at + 10_000);
    run.take({ kind: 'tick', at, seenAt: at });
    run.take(roundOf('nord', at, vote.repeat(3)));
  }
}

function fallen(policy = policyOf()): Run {
  const run = startRun(policy);
  run.take(fitMirror('nord', BELL));
  play(run, 'xx');
  return run;
}

function incidentOf(run: Run) {
  const [incident] = Object.values(run.state.incidents);
  if (incident === undefined) throw new Error('nothing has fallen');
  return incident;
}

function signal(run: Run, ...features: readonly string[]): void {
  const { id } = incidentOf(run);
  const signals = features.map((feature) => ({
    feature,
    at: run.at,
    provenance: 'measured' as const,
    source: 'test',
    statement: `${feature} vu`,
  }));
  run.take({ kind: 'signals-collected', at: run.at, incident: id, signals });
}

const record = (run: Run, cause: SpokenCause, confidence = 0.9, source = 'réunion') =>
  run.take({
    kind: 'person-recorded-cause',
    at: run.at,
    incident: incidentOf(run).id,
    cause,
    confidence,
    source,
    by,
  });

const sent = (run: Run) =>
  run.actions.flatMap(({ action }) => (action.kind === 'send-notice' ? [action.content] : []));
const corrections = (run: Run) => sent(run).filter(({ phase }) => phase === 'correction');
const tickAt = (run: Run, at: number) => run.take({ kind: 'tick', at: at as EpochMs });

/** Fallen, told an overload, and back: closed. */
function overloadTold(policy?: Policy): Run {
  const run = fallen(policy);
  signal(run, 'amplified-known', 'first-remote-day');
  play(run, 'x'.repeat(80));
  play(run, '.'.repeat(300));
  expect(sent(run).map(({ phase, cause }) => `${phase} ${cause}`)).toContain('cause overload');
  expect(incidentOf(run).closedAt).not.toBeNull();
  return run;
}

describe('while it is down', () => {
  test('a cause that the evidence leaves for none is corrected once, and not again and again', () => {
    const run = fallen();
    signal(run, 'amplified-known', 'first-remote-day');
    play(run, 'x'.repeat(80));
    run.take({
      kind: 'person-claimed',
      at: run.at,
      platform: incidentOf(run).platform,
      claim: {
        at: run.at,
        role: 'owner',
        asserts: 'application',
        denies: false,
        statement: 'un défaut',
        source: 'au téléphone',
      },
      by,
    });
    expect(incidentOf(run).verdict?.cause).toBe('undetermined');
    play(run, 'x'.repeat(120));
    expect(corrections(run)).toHaveLength(1);
    expect(corrections(run)[0]).toMatchObject({
      cause: 'undetermined',
      corrects: { cause: 'overload' },
    });
  });

  test('a lower rung of the same cause corrects nothing, and is told with the next word', () => {
    const run = fallen();
    signal(run, 'amplified-known', 'first-remote-day');
    play(run, 'x'.repeat(80));
    run.take({
      kind: 'person-claimed',
      at: run.at,
      platform: incidentOf(run).platform,
      claim: {
        at: run.at,
        role: 'owner',
        asserts: 'overload',
        denies: true,
        statement: 'pas de monde',
        source: 'au téléphone',
      },
      by,
    });
    expect(incidentOf(run).verdict).toMatchObject({ cause: 'overload', rung: 'possible' });
    play(run, 'x'.repeat(260));
    expect(corrections(run)).toEqual([]);
    expect(sent(run).at(-1)).toMatchObject({ cause: 'overload', rung: 'possible' });
  });

  test('another cause that the operator confirms is told to those who read the first', () => {
    const run = fallen();
    signal(run, 'amplified-known', 'first-remote-day');
    play(run, 'x'.repeat(80));
    const { id: incident } = incidentOf(run);
    run.take({ kind: 'person-confirmed-cause', at: run.at, incident, cause: 'application', by });
    play(run, 'x'.repeat(20));
    const first = sent(run).findIndex(({ cause }) => cause === 'overload');
    expect(first).toBeGreaterThan(0);
    expect(corrections(run)).toMatchObject([
      {
        cause: 'application',
        rung: 'confirmée',
        corrects: { cause: 'overload', notice: `${incident}/cause/1` },
      },
    ]);
  });

  test('nothing is recorded of it yet, nor ever of a drill', () => {
    const run = fallen();
    const before = run.state;
    record(run, 'overload');
    expect(run.state).toBe(before);
    const drill = startRun(policyOf());
    drill.take(fitMirror('nord', BELL));
    play(drill, '....');
    const platform = Object.values(drill.state.platforms)[0] && 'nord';
    drill.take({
      kind: 'person-started-drill',
      at: drill.at,
      platform: platform as never,
      by,
    });
    drill.take({ kind: 'person-ended-drill', at: drill.at, platform: platform as never, by });
    play(drill, '.'.repeat(60));
    expect(incidentOf(drill)).toMatchObject({ drill: true });
    record(drill, 'overload');
    expect(incidentOf(drill).recorded).toBeUndefined();
  });
});

describe('once it is over', () => {
  test('a recorded cause that is not the one that was told is told to its readers, once', () => {
    const run = overloadTold();
    const before = sent(run).length;
    record(run, 'application');
    play(run, '.'.repeat(40));
    expect(sent(run).slice(before)).toMatchObject([
      {
        phase: 'correction',
        cause: 'application',
        rung: 'confirmée',
        facts: [],
        nextWordAt: null,
        corrects: { cause: 'overload' },
      },
    ]);
  });

  test.each([
    ['the cause that was told', 'overload', 0.9, 0],
    ['a cause that is hardly known', 'application', 0.5, 1],
    ['that nobody knows', 'undetermined', 0.9, 1],
  ] as const)('records %s: corrections as the readers need', (_, cause, confidence, count) => {
    const run = overloadTold();
    record(run, cause, confidence);
    play(run, '.'.repeat(40));
    expect(corrections(run)).toHaveLength(count);
    for (const content of corrections(run)) expect(content.cause).toBe('undetermined');
  });

  test('a later record replaces the first for whoever speaks, and both are kept', () => {
    const run = overloadTold();
    record(run, 'application', 0.9, 'réunion');
    play(run, '.'.repeat(40));
    record(run, 'application', 0.9, 'réunion');
    record(run, 'overload', 0.95, 'rapport');
    play(run, '.'.repeat(40));
    expect(incidentOf(run).recorded?.map(({ cause }) => cause)).toEqual([
      'application',
      'overload',
    ]);
    expect(corrections(run).map(({ cause }) => cause)).toEqual(['application', 'overload']);
    expect(corrections(run)[1]?.corrects?.notice).toContain('/correction/1');
  });

  test('after a month a record stands in the files alone', () => {
    const run = overloadTold();
    tickAt(run, BELL + 31 * DAY);
    record(run, 'application');
    play(run, '.'.repeat(40));
    expect(incidentOf(run).recorded).toHaveLength(1);
    expect(corrections(run)).toEqual([]);
  });

  test('it is looked at again a day and a week after the fall, and at no other time', () => {
    const run = overloadTold();
    const asked = () =>
      run.actions.flatMap(({ at, action }) =>
        action.kind === 'collect-signals' && action.until !== undefined ? [at] : [],
      );
    for (let hour = 1; hour <= 9 * 24; hour += 1) tickAt(run, BELL + hours(hour));
    expect(asked().map((at) => (at - incidentOf(run).fellAt) / hours(1))).toEqual([
      expect.closeTo(25, 0),
      expect.closeTo(169, 0),
    ]);
  });

  test('a home that was stopped for days does without what was due meanwhile', () => {
    const run = overloadTold();
    tickAt(run, BELL + 20 * DAY);
    expect(run.actions.some(({ action }) => 'until' in action)).toBe(false);
  });

  test('what a late look finds corrects what was said', () => {
    const run = overloadTold();
    tickAt(run, BELL + DAY + hours(1));
    signal(run, 'http-500', 'deploy');
    expect(incidentOf(run).verdict?.cause).not.toBe('overload');
    play(run, '.'.repeat(40));
    expect(corrections(run)).toHaveLength(1);
  });

  test('a policy of before decides as it did: no late look, no late correction', () => {
    const run = overloadTold(policyOf(false));
    tickAt(run, BELL + DAY + hours(1));
    signal(run, 'http-500', 'deploy');
    play(run, '.'.repeat(40));
    expect(corrections(run)).toEqual([]);
    expect(run.actions.some(({ action }) => 'until' in action)).toBe(false);
  });
});

describe('a correction that goes further after it was sent', () => {
  /** Of a correction of an overload, whose mails came back: what its SMS would say. */
  function cameBack(cause: SpokenCause) {
    const run = fallen();
    signal(run, 'amplified-known', 'first-remote-day');
    play(run, 'x'.repeat(80));
    const { id: incident } = incidentOf(run);
    run.take({ kind: 'person-confirmed-cause', at: run.at, incident, cause, by });
    play(run, 'x'.repeat(20));
    const notice = `${incident}/correction/1`;
    expect(corrections(run)).toMatchObject([{ cause, corrects: { cause: 'overload' } }]);
    run.take({ kind: 'mails-came-back', at: run.at, notice, schools: 2 });
    const content = run.actions.flatMap(({ action }) =>
      action.kind === 'escalate-notice' ? [action.content] : [],
    )[0];
    if (content === undefined) throw new Error('no fallback');
    const outcome = { schools: 2, acknowledged: 0, sms: 2, telephone: 0 };
    run.take({ kind: 'notice-escalated', at: run.at, notice, step: 1, outcome, content });
    return [content, sent(run).at(-1)];
  }

  test.each<SpokenCause>(['application', 'undetermined'])(
    'still takes back what it took back, and not itself: %s',
    (cause) => {
      const words = cameBack(cause);
      expect(words).toHaveLength(2);
      for (const content of words)
        expect(content).toMatchObject({
          phase: 'correction',
          cause,
          corrects: { cause: 'overload', notice: expect.stringMatching(/cause\/1$/u) as string },
        });
    },
  );
});

describe('a correction whose plan is given up at once, again and again', () => {
  test('is owed still, and asked for every ten minutes, not at every tick', () => {
    const run = overloadTold();
    const { id } = incidentOf(run);
    record(run, 'application');
    const asked = () => incidentOf(run).notices.filter((one) => one.includes('/correction/'));
    const bare = startRun(policyOf(), { shell: 'none' });
    bare.state = run.state;
    bare.at = run.at;
    for (let tick = 1; tick <= 360; tick += 1) {
      bare.take({ kind: 'tick', at: epochMs(bare.at + 10_000) });
      const planning = Object.values(bare.state.notices).filter(
        ({ stage }) => stage === 'planning',
      );
      for (const { id: notice } of planning)
        bare.take({
          kind: 'action-failed',
          at: bare.at,
          action: `${notice}/plan`,
          detail: 'x',
          final: true,
        });
    }
    run.state = bare.state;
    expect(asked().length).toBeGreaterThanOrEqual(5);
    expect(asked().length).toBeLessThanOrEqual(7);
    expect(incidentOf(run).saidCause).toMatchObject({ cause: 'overload' });
    tickAt(run, bare.at + 600_000);
    play(run, '.'.repeat(60));
    expect(corrections(run).at(-1)).toMatchObject({ incident: id, cause: 'application' });
  });
});
