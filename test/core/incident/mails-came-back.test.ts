// Goal: who lost a notice by its mail coming back is told by SMS, while that is still the latest word,
// a few times at most, and never in a drill. Method: a fall with a shell that succeeds at once; mails
// come back at given minutes.
import { describe, expect, test } from 'vitest';
import { epochMs, minutes } from '../../../core/units.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL, fitMirror, type Run, roundOf, startRun } from '../../fixtures/timeline.ts';

function play(run: Run, votes: string, count: number): void {
  for (let index = 0; index < count; index += 1) {
    const at = epochMs(run.at + 10_000);
    run.take({ kind: 'tick', at });
    run.take(roundOf('nord', at, votes));
  }
}

function told(): { readonly run: Run; readonly notice: string } {
  const run = startRun(testPolicy());
  run.take(fitMirror('nord', BELL));
  play(run, 'xxx', 12);
  const sent = Object.values(run.state.notices).find(({ stage }) => stage === 'sent');
  return { run, notice: sent?.id ?? '' };
}

const fallbacks = (run: Run) =>
  run.actions.flatMap(({ action }) =>
    action.kind === 'escalate-notice' && action.level === 'fallback' ? [action] : [],
  );
const isOn = ({ state }: Run) =>
  Object.values(state.incidents).some(({ backAt }) => backAt === null);
const back = (run: Run, notice: string, atMs = 0) =>
  run.take({ kind: 'mails-came-back', at: epochMs(run.at + atMs), notice, schools: 3 });

describe('mails that come back', () => {
  test('lead to SMS in the words of now, whose sending follows what was planned', () => {
    const { run, notice } = told();
    expect(notice).toMatch(/outage/u);
    back(run, notice);
    const [action] = fallbacks(run);
    expect(action).toMatchObject({
      notice,
      key: `${notice}/escalate/1`,
      content: { drill: false },
    });
    if (action === undefined) throw new Error('no fallback');
    const outcome = { schools: 3, acknowledged: 0, sms: 2, telephone: 0 };
    const { content } = action;
    run.take({ kind: 'notice-escalated', at: run.at, notice, step: 1, outcome, content });
    const keys = run.actions.flatMap(({ action: one }) =>
      one.kind === 'send-notice' ? [one.key] : [],
    );
    expect(keys.at(-1)).toBe(`${notice}/send/escalation-1`);
  });

  test('are served together: once a minute, and five times at most', () => {
    const { run, notice } = told();
    for (let second = 0; second < 59; second += 1) back(run, notice, 1_000);
    expect(fallbacks(run)).toHaveLength(1);
    for (let minute = 0; minute < 9; minute += 1) back(run, notice, minutes(1));
    expect(fallbacks(run)).toHaveLength(5);
  });

  test('of schools that have no number spend none of the five', () => {
    const { run, notice } = told();
    for (let step = 1; step <= 7; step += 1) {
      back(run, notice, minutes(1));
      const { content } = fallbacks(run).at(-1) ?? {};
      if (content === undefined) throw new Error('no fallback');
      const outcome = { schools: 1, acknowledged: 0, sms: step < 7 ? 0 : 1, telephone: 0 };
      run.take({ kind: 'notice-escalated', at: run.at, notice, step, outcome, content });
    }
    expect(fallbacks(run)).toHaveLength(7);
    for (let minute = 0; minute < 9; minute += 1) back(run, notice, minutes(1));
    expect(fallbacks(run)).toHaveLength(7 + 4);
  });

  test('of a word that is no longer the latest, of a fall that is over, or of nothing, lead to none', () => {
    const { run, notice } = told();
    back(run, 'nothing/outage/1');
    for (let round = 0; round < 20 && isOn(run); round += 1) play(run, '...', 30);
    expect(isOn(run)).toBe(false);
    back(run, notice);
    expect(fallbacks(run)).toEqual([]);
  });

  describe('when the verdict changes before they are carried out', () => {
    const SMS = { schools: 3, acknowledged: 0, sms: 2, telephone: 0 };
    const incidentOf = ({ state }: Run) => {
      const [incident] = Object.values(state.incidents);
      if (incident === undefined) throw new Error('no incident');
      return incident;
    };
    const confirm = (run: Run, cause: 'overload' | 'attack') =>
      run.take({
        kind: 'person-confirmed-cause',
        at: run.at,
        incident: incidentOf(run).id,
        cause,
        by: { role: 'cellule', name: 'A.' },
      });
    const said = (run: Run) =>
      run.actions.flatMap(({ action }) => (action.kind === 'send-notice' ? [action.content] : []));
    /** Told that no cause is known, by a word whose mails came back. */
    function withoutCause(): { readonly run: Run; readonly notice: string } {
      const { run } = told();
      for (let round = 0; round < 400 && said(run).at(-1)?.phase !== 'cause'; round += 1)
        play(run, 'xxx', 1);
      const notice = incidentOf(run).notices.at(-1) ?? '';
      expect(run.state.notices[notice]).toMatchObject({ content: { phase: 'cause' } });
      return { run, notice };
    }
    const carriedOut = (run: Run) => {
      const action = fallbacks(run).at(-1);
      if (action === undefined) throw new Error('no fallback');
      const { notice, content } = action;
      run.take({ kind: 'notice-escalated', at: run.at, notice, step: 1, outcome: SMS, content });
    };

    test('are worded as of then, and what they state is corrected like any other word', () => {
      const { run, notice } = withoutCause();
      confirm(run, 'overload');
      back(run, notice);
      confirm(run, 'attack');
      carriedOut(run);
      expect(said(run).at(-1)).toMatchObject({ phase: 'cause', cause: 'attack' });
      expect(incidentOf(run).saidCause).toMatchObject({ cause: 'attack', notice });
      confirm(run, 'overload');
      play(run, 'xxx', 60);
      expect(said(run).at(-1)).toMatchObject({
        phase: 'correction',
        cause: 'overload',
        corrects: { cause: 'attack', notice },
      });
    });

    test('do not hide from the others that what they were told is wrong', () => {
      const { run } = told();
      confirm(run, 'overload');
      for (let round = 0; round < 400 && incidentOf(run).saidCause === null; round += 1)
        play(run, 'xxx', 1);
      const notice = incidentOf(run).saidCause?.notice ?? '';
      back(run, notice);
      confirm(run, 'attack');
      carriedOut(run);
      expect(said(run).at(-1)).toMatchObject({ cause: 'attack' });
      play(run, 'xxx', 60);
      expect(said(run).at(-1)).toMatchObject({
        phase: 'correction',
        corrects: { cause: 'overload', notice },
      });
    });
  });

  test('of a recovery still lead to SMS, but not once it has fallen again', () => {
    const { run } = told();
    for (let round = 0; round < 40 && isOn(run); round += 1) play(run, '...', 30);
    const recovery = () =>
      Object.values(run.state.notices).find(({ content }) => content.phase === 'recovery');
    for (let round = 0; round < 60 && recovery()?.stage !== 'sent'; round += 1) play(run, '...', 1);
    const notice = recovery()?.id ?? '';
    const sends = () =>
      run.actions.flatMap(({ action }) => (action.kind === 'send-notice' ? [action.key] : []));
    const carriedOut = (step: number) => {
      const action = fallbacks(run).at(-1);
      if (action === undefined) throw new Error('no fallback');
      const outcome = { schools: 1, acknowledged: 0, sms: 1, telephone: 0 };
      const { content } = action;
      run.take({ kind: 'notice-escalated', at: run.at, notice, step, outcome, content });
    };
    back(run, notice);
    carriedOut(1);
    expect(sends().at(-1)).toBe(`${notice}/send/escalation-1`);
    back(run, notice, minutes(1));
    expect(fallbacks(run)).toHaveLength(2);
    play(run, 'xxx', 4);
    expect(isOn(run)).toBe(true);
    carriedOut(2);
    expect(sends().at(-1)).not.toBe(`${notice}/send/escalation-2`);
  });
});
