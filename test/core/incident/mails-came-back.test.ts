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

  test('of a word that is no longer the latest, of a fall that is over, or of nothing, lead to none', () => {
    const { run, notice } = told();
    back(run, 'nothing/outage/1');
    for (let round = 0; round < 20 && isOn(run); round += 1) play(run, '...', 30);
    expect(isOn(run)).toBe(false);
    back(run, notice);
    expect(fallbacks(run)).toEqual([]);
  });
});
