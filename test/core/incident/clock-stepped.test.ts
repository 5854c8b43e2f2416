// Goal: a clock that was set is written down, is a person's task where it matters, and ends no limit. Method:
// a notice that waits out its veto time, by a home's time beside a machine whose clock is set meanwhile.
import { describe, expect, it } from 'vitest';
import type { Event } from '../../../core/incident/event.ts';
import { initialState } from '../../../core/incident/initial-state.ts';
import { basicInstant } from '../../../core/incident/instant.ts';
import { step } from '../../../core/incident/step.ts';
import { instantOf, keepTime, startTime } from '../../../core/keep-time.ts';
import { after, minutes, seconds } from '../../../core/units.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL, fitMirror, roundOf, startRun } from '../../fixtures/timeline.ts';

const policy = testPolicy(['nord']);
const HOUR = 3_600_000;
const PLAN = {
  recipients: 1,
  mails: 1,
  sms: 0,
  smsSegments: 0,
  costEuros: 0,
  durationSec: 0,
  unreachable: 0,
};
const state = initialState(policy);
const stepped = (aheadMs: number): Event => ({
  kind: 'clock-stepped',
  at: BELL,
  byMs: -aheadMs,
  aheadMs,
});

describe('a clock that was set', () => {
  it('is a line of the journal, and nobody’s task, where little is to be made up', () => {
    const { state: next, actions } = step(state, stepped(minutes(4)), policy);
    expect(next).not.toBe(state);
    expect(actions).toEqual([]);
  });

  it.each([
    [HOUR, 'ahead'],
    [-HOUR, 'behind'],
  ] as const)('by more is a task that says by how much: %i', (aheadMs, home) => {
    const { actions, state: next } = step(state, stepped(aheadMs), policy);
    const task = { kind: 'clock-stepped', home, minutes: 60 };
    const key = `home/task/clock-${basicInstant(BELL)}`;
    expect(actions).toEqual([{ kind: 'raise-task', key, task }]);
    expect(next.tasks[key]).toEqual({ key, at: BELL, task });
  });
});

describe('a notice that people may stop', () => {
  const unset = sentAfterSec(0);

  it.each([
    ['an hour back', -HOUR],
    ['an hour forward', HOUR],
  ])('leaves at most a twelfth sooner or later when the clock is set %s meanwhile', (_, setMs) => {
    expect(unset).toBeGreaterThanOrEqual(60);
    const leaves = sentAfterSec(setMs);
    expect(Math.abs(leaves - unset)).toBeLessThanOrEqual(Math.ceil(unset / 11));
    expect(leaves).not.toBe(unset);
  });
});

/** Real seconds of a home that ticks each second; its machine's clock is set in the thirtieth. */
function sentAfterSec(setMs: number): number {
  const run = startRun(policy, { shell: 'none' });
  run.take(fitMirror('nord', BELL, false));
  for (const passed of [10, 20]) run.take(roundOf('nord', after(BELL, seconds(passed)), 'xxx'));
  const from = run.at;
  const [id = ''] = Object.keys(run.state.notices);
  run.take({ kind: 'notice-planned', at: from, notice: id, plan: PLAN });
  let kept = startTime({ wallMs: from, upMs: 0 }, from);
  for (let passed = 1; passed < 7_200; passed += 1) {
    const upMs = seconds(passed);
    kept = keepTime(kept, { wallMs: from + upMs + (passed > 30 ? setMs : 0), upMs });
    run.take({ kind: 'tick', at: instantOf(kept) });
    if (run.state.notices[id]?.stage === 'sending') return passed;
  }
  return Number.POSITIVE_INFINITY;
}
