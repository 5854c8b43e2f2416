import { describe, expect, test } from 'vitest';
import type { PlanSummary } from '../../../core/notice/notice.ts';
import type { Policy } from '../../../core/policy.ts';
import { epochMs, minutes } from '../../../core/units.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL, fitMirror, type Run, roundOf, startRun } from '../../fixtures/timeline.ts';

// Goal: pin which notices one incident gives, when, and with what cause. Method: rounds and ticks
// every 10 s with a shell that succeeds at once; signals are put in by hand.

const LIFE = 300;

/** Plays `count` rounds of one kind from where the run stands. */
function play(run: Run, votes: string, count: number): void {
  for (let index = 0; index < count; index += 1) {
    const at = epochMs(run.at + 10_000);
    run.take({ kind: 'tick', at });
    run.take(roundOf('nord', at, votes));
  }
}

function fallen(policy: Policy = testPolicy()): Run {
  const run = startRun(policy);
  run.take(fitMirror('nord', BELL));
  play(run, 'xxx', 2);
  return run;
}

const sent = (run: Run) =>
  run.actions.flatMap(({ at, action }) =>
    action.kind === 'send-notice'
      ? [{ phase: action.content.phase, cause: action.content.cause, afterSec: (at - BELL) / 1000 }]
      : [],
  );

function signal(run: Run, feature: string): void {
  const incident = run.platform('nord')?.incident;
  if (!incident) throw new Error('no incident to signal to');
  run.take({
    kind: 'signals-collected',
    at: run.at,
    incident,
    signals: [
      { feature, at: run.at, provenance: 'measured', source: 'test', statement: `${feature} vu` },
    ],
  });
}

describe('notices of an incident', () => {
  test('the outage leaves one veto time after the fall is confirmed', () => {
    const run = fallen();
    play(run, 'xxx', 7);
    expect(sent(run)).toEqual([{ phase: 'outage', cause: 'undetermined', afterSec: 80 }]);
  });

  test('a held notice waits for a person, a cancelled one never leaves', () => {
    const run = fallen();
    const [notice] = Object.keys(run.state.notices);
    const by = { role: 'cellule de crise', name: 'A.' };
    run.take({ kind: 'person-held-notice', at: run.at, notice: notice ?? '', by });
    play(run, 'xxx', 30);
    expect(sent(run)).toEqual([]);
    run.take({ kind: 'person-released-notice', at: run.at, notice: notice ?? '', by });
    play(run, 'xxx', 1);
    expect(sent(run)).toHaveLength(1);
    const other = fallen();
    const [second] = Object.keys(other.state.notices);
    other.take({ kind: 'person-cancelled-notice', at: other.at, notice: second ?? '', by });
    play(other, 'xxx', 30);
    expect(sent(other)).toEqual([]);
  });

  test('the cause is told when the evidence carries it, not before the tenth minute', () => {
    const run = fallen();
    signal(run, 'amplified-known');
    signal(run, 'first-remote-day');
    play(run, 'xxx', 100);
    const [, cause] = sent(run);
    expect(cause).toMatchObject({ phase: 'cause', cause: 'overload' });
    expect(cause?.afterSec).toBeGreaterThanOrEqual(600);
  });

  test('without a cause the promised next word leaves all the same, and says so', () => {
    const run = fallen();
    play(run, 'xxx', 220);
    expect(sent(run).map(({ phase, cause }) => `${phase}:${cause}`)).toEqual([
      'outage:undetermined',
      'cause:undetermined',
    ]);
    const promised = Object.values(run.state.notices)[0]?.content.nextWordAt ?? 0;
    expect(promised - BELL).toBe(minutes(35));
    expect(sent(run)[1]?.afterSec).toBe((promised - BELL) / 1000);
  });

  test('a cause that the evidence leaves is corrected', () => {
    const run = fallen();
    signal(run, 'amplified-known');
    signal(run, 'first-remote-day');
    play(run, 'xxx', 80);
    expect(sent(run).at(-1)).toMatchObject({ phase: 'cause', cause: 'overload' });
    signal(run, 'http-500');
    signal(run, 'deploy');
    play(run, 'xxx', 20);
    expect(sent(run).at(-1)).toMatchObject({ phase: 'correction' });
    expect(sent(run).at(-1)?.cause).not.toBe('overload');
    const correction = run.actions.flatMap(({ action }) =>
      action.kind === 'send-notice' && action.content.phase === 'correction' ? [action] : [],
    )[0];
    expect(correction?.content.corrects).toMatchObject({ cause: 'overload' });
    expect(correction?.content.corrects?.notice).toContain('/cause/1');
  });

  test('the recovery is told once visitors are back, then the incident is closed', () => {
    const run = fallen();
    play(run, '...', LIFE);
    const phases = sent(run).map(({ phase }) => phase);
    expect(phases.at(-1)).toBe('recovery');
    const [incident] = Object.values(run.state.incidents);
    expect(incident?.backAt).not.toBeNull();
    expect(incident?.closedAt).not.toBeNull();
    expect(run.platform('nord')?.incident).toBeNull();
  });

  test('a fall that nobody was told of ends in silence', () => {
    const base = testPolicy();
    const policy = { ...base, notices: { ...base.notices, vetoMs: minutes(300) } };
    const run = startRun(policy);
    play(run, 'xxx', 2);
    play(run, '...', 10);
    expect(sent(run)).toEqual([]);
    expect(Object.values(run.state.incidents)[0]?.closedAt).not.toBeNull();
  });

  describe('beyond the budget', () => {
    const base = testPolicy();
    const policy = { ...base, notices: { ...base.notices, budgetEuros: 0.01 } };
    const PLAN = {
      recipients: 3,
      mails: 3,
      sms: 0,
      smsSegments: 0,
      costEuros: 0,
      durationSec: 1,
      unreachable: 0,
    };
    const plannedAs = (plan: PlanSummary) => {
      const run = startRun(policy, { shell: 'none' });
      run.take(fitMirror('nord', BELL));
      play(run, 'xxx', 2);
      const [notice = ''] = Object.keys(run.state.notices);
      run.take({ kind: 'notice-planned', at: run.at, notice, plan });
      play(run, 'xxx', 30);
      return run;
    };
    const tasks = (run: Run) => Object.values(run.state.tasks).map(({ task }) => task);

    test('a notice leaves without its SMS, and a task says so', () => {
      const overBudget = { costEuros: 0.14, leftEuros: 0.01 };
      const run = plannedAs({ ...PLAN, leftOut: { budget: 2 }, overBudget });
      expect(sent(run).map(({ phase }) => phase)).toEqual(['outage']);
      expect(tasks(run)).toContainEqual({
        kind: 'sms-over-budget',
        sms: 2,
        ...overBudget,
        budgetEuros: 0.01,
      });
    });

    test('a journal of a version that then sent nothing is replayed so', () => {
      const refused = '0.14 euros, budget 0.01 euros';
      const run = plannedAs({ ...PLAN, sms: 2, costEuros: 0.14, refused });
      expect(sent(run)).toEqual([]);
      expect(tasks(run)).toContainEqual({
        kind: 'over-budget',
        costEuros: 0.14,
        budgetEuros: 0.01,
      });
    });
  });
});
