import { describe, expect, test } from 'vitest';
import { epochMs } from '../../../core/units.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL, fitMirror, type Run, roundOf, startRun } from '../../fixtures/timeline.ts';

// Goal: a notice whose plan or sending was given up mutes nothing but itself. Method: a shell that
// answers nothing by itself; `action-failed` and what else it would have answered are put in by hand.

function play(run: Run, votes: string, count: number): void {
  for (let index = 0; index < count; index += 1) {
    const at = epochMs(run.at + 10_000);
    run.take({ kind: 'tick', at });
    run.take(roundOf('nord', at, votes));
  }
}

const fail = (run: Run, action: string, final = true): void =>
  run.take({
    kind: 'action-failed',
    at: run.at,
    action,
    detail: 'le serveur ne répond pas',
    final,
  });

const PLAN = { recipients: 1, mails: 1, sms: 0, smsSegments: 0, costEuros: 0, durationSec: 0 };

function plan(run: Run, notice: string): void {
  run.take({ kind: 'notice-planned', at: run.at, notice, plan: { ...PLAN, unreachable: 0 } });
}

/** Down, its mirror unfit so that nothing else goes on, its outage planned. */
function fallen(): { readonly run: Run; readonly outage: string } {
  const run = startRun(testPolicy(), { shell: 'none' });
  run.take(fitMirror('nord', BELL, false));
  play(run, 'xxx', 2);
  return { run, outage: Object.keys(run.state.notices)[0] ?? '' };
}

const stages = (run: Run) => Object.values(run.state.notices).map(({ stage }) => stage);
const phases = (run: Run) => Object.values(run.state.notices).map(({ content }) => content.phase);
const keysOf = (run: Run, kind: string) =>
  run.actions.flatMap(({ action }) => (action.kind === kind ? [action.key] : []));
const incidents = (run: Run) => Object.values(run.state.incidents);

describe('a notice that was given up', () => {
  test.each(['plan', 'send'])('in its %s has failed, and an operator is told', (part) => {
    const { run, outage } = fallen();
    if (part === 'send') plan(run, outage);
    play(run, 'xxx', 8);
    expect(stages(run)).toEqual([part === 'send' ? 'sending' : 'planning']);
    fail(run, `${outage}/${part}`);
    expect(stages(run)).toEqual(['failed']);
    expect(run.state.tasks[`${outage}/${part}/task/failed`]).toMatchObject({
      platform: 'nord',
      task: { kind: 'notice-given-up', phase: 'outage', detail: 'le serveur ne répond pas' },
    });
  });

  test.each(['plan', 'send'])(
    'in its %s lets its incident end, and the next one be told',
    (part) => {
      const { run, outage } = fallen();
      if (part === 'send') plan(run, outage);
      play(run, 'xxx', 8);
      fail(run, `${outage}/${part}`);
      play(run, '...', 10);
      expect(phases(run)).toEqual(['outage']);
      expect(incidents(run).map(({ closedAt }) => closedAt === null)).toEqual([false]);
      expect(run.platform('nord')?.incident).toBeNull();
      play(run, 'xxx', 60);
      expect(incidents(run)).toHaveLength(2);
      expect(keysOf(run, 'plan-notice')).toHaveLength(2);
    },
  );

  test('is planned anew when the platform falls again within the same incident', () => {
    const { run, outage } = fallen();
    fail(run, `${outage}/plan`);
    for (const votes of ['...', '...', '...', 'xxx', 'xxx'])
      run.take(roundOf('nord', epochMs(run.at + 10_000), votes));
    expect(incidents(run)[0]).toMatchObject({ backAt: null, relapses: 1 });
    expect(stages(run)).toEqual(['failed', 'planning']);
    expect(phases(run)).toEqual(['outage', 'outage']);
  });

  test('after some of its readers had it counts as told: they read of the recovery', () => {
    const { run, outage } = fallen();
    plan(run, outage);
    play(run, 'xxx', 8);
    run.take({ kind: 'notice-first-accepted', at: run.at, notice: outage });
    fail(run, `${outage}/send`);
    play(run, '...', 10);
    expect(phases(run)).toEqual(['outage', 'recovery']);
    expect(incidents(run)[0]?.closedAt).toBeNull();
    const recovery = Object.keys(run.state.notices)[1] ?? '';
    fail(run, `${recovery}/plan`);
    play(run, '...', 1);
    expect(stages(run)).toEqual(['failed', 'failed']);
    expect(incidents(run)[0]?.closedAt).not.toBeNull();
  });

  test('is sent after all when the last of its messages is accounted for', () => {
    const { run, outage } = fallen();
    plan(run, outage);
    play(run, 'xxx', 8);
    fail(run, `${outage}/send`);
    const deliveries = { accepted: 1, failed: 0, unknown: 0, pending: 0 };
    run.take({ kind: 'notice-finished', at: run.at, notice: outage, deliveries });
    expect(run.state.notices[outage]).toMatchObject({ stage: 'sent', deliveries });
  });

  test('holds: a person who held it before its plan failed cannot release what was never planned', () => {
    const { run, outage } = fallen();
    const by = { role: 'cellule de crise', name: 'A.' };
    run.take({ kind: 'person-held-notice', at: run.at, notice: outage, by });
    fail(run, `${outage}/plan`);
    run.take({ kind: 'person-released-notice', at: run.at, notice: outage, by });
    expect(stages(run)).toEqual(['failed']);
  });

  test('is not failed by a try that will be made again, nor by one that came too late', () => {
    const { run, outage } = fallen();
    fail(run, `${outage}/plan`, false);
    expect(stages(run)).toEqual(['planning']);
    plan(run, outage);
    fail(run, `${outage}/plan`);
    expect(stages(run)).toEqual(['waiting']);
    fail(run, 'nord/nothing/plan');
    expect(stages(run)).toEqual(['waiting']);
  });
});

describe('a notice that a person held while it was being planned', () => {
  const by = { role: 'cellule de crise', name: 'A.' };

  test('stays held when its plan comes, and leaves when it is released', () => {
    const { run, outage } = fallen();
    run.take({ kind: 'person-held-notice', at: run.at, notice: outage, by });
    plan(run, outage);
    play(run, 'xxx', 12);
    expect(stages(run)).toEqual(['held']);
    run.take({ kind: 'person-released-notice', at: run.at, notice: outage, by });
    play(run, 'xxx', 1);
    expect(keysOf(run, 'send-notice')).toEqual([`${outage}/send`]);
  });

  test('and released before its plan came leaves when it comes', () => {
    const { run, outage } = fallen();
    run.take({ kind: 'person-held-notice', at: run.at, notice: outage, by });
    run.take({ kind: 'person-released-notice', at: run.at, notice: outage, by });
    plan(run, outage);
    play(run, 'xxx', 1);
    expect(keysOf(run, 'send-notice')).toEqual([`${outage}/send`]);
  });
});
