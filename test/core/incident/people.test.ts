// Goal: pin when schools that do not answer are asked again, how long each phase is held, and that
// the promised word comes, with news or without. Method: rounds and ticks every 10 s with a shell
// that succeeds at once; what the ledger would count is put in by hand.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Policy } from '../../../core/policy.ts';
import { epochMs, minutes, seconds } from '../../../core/units.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL, fitMirror, type Run, roundOf, startRun } from '../../fixtures/timeline.ts';

function policyWith(notices: Partial<Policy['notices']>): Policy {
  const base = testPolicy();
  return { ...base, notices: { ...base.notices, ...notices } };
}

const ESCALATION = {
  afterMs: minutes(15),
  phases: ['outage', 'relapse'],
  levels: ['sms', 'telephone'],
} as const;

function play(run: Run, votes: string, count: number, stepMs = 10_000): void {
  for (let index = 0; index < count; index += 1) {
    const at = epochMs(run.at + stepMs);
    run.take({ kind: 'tick', at });
    run.take(roundOf('nord', at, votes));
  }
}

function fallen(policy: Policy): Run {
  const run = startRun(policy);
  run.take(fitMirror('nord', BELL));
  play(run, 'xxx', 2);
  return run;
}

const sent = (run: Run) =>
  run.actions.flatMap(({ at, action }) =>
    action.kind === 'send-notice' ? [{ at, key: action.key, content: action.content }] : [],
  );

const escalated = (run: Run) =>
  run.actions.flatMap(({ at, action }) =>
    action.kind === 'escalate-notice'
      ? [{ level: action.level, key: action.key, afterMin: Math.floor((at - BELL) / minutes(1)) }]
      : [],
  );

function answer(run: Run, step: number, sms: number, telephone: number): void {
  const action = run.actions.flatMap(({ action: one }) =>
    one.kind === 'escalate-notice' ? [one] : [],
  )[step - 1];
  if (action === undefined) throw new Error(`no level ${step}`);
  const { notice, content } = action;
  const outcome = { schools: 9, acknowledged: 5, sms, telephone };
  run.take({ kind: 'notice-escalated', at: run.at, notice, step, outcome, content });
}

describe('schools that do not confirm', () => {
  test('are asked by SMS after a quarter of an hour, and listed after two, once each', () => {
    const run = fallen(policyWith({ escalation: ESCALATION }));
    play(run, 'xxx', 400);
    const incident = Object.keys(run.state.incidents)[0];
    expect(escalated(run)).toEqual([
      { level: 'sms', key: `${incident}/outage/1/escalate/1`, afterMin: 16 },
      { level: 'telephone', key: `${incident}/outage/1/escalate/2`, afterMin: 31 },
    ]);
  });

  test('get what was planned for them; the list is one task, and told twice is one', () => {
    const run = fallen(policyWith({ escalation: ESCALATION }));
    play(run, 'xxx', 100);
    answer(run, 1, 3, 0);
    expect(sent(run).at(-1)?.key).toMatch(/\/outage\/1\/send\/escalation-1$/);
    // What was promised to all stands in what is sent again.
    expect(sent(run).at(-1)?.content.nextWordAt).toBe(sent(run)[0]?.content.nextWordAt);
    const count = run.actions.length;
    answer(run, 1, 3, 0);
    expect(run.actions).toHaveLength(count);
    play(run, 'xxx', 100);
    answer(run, 2, 0, 4);
    expect(Object.values(run.state.tasks).map(({ task }) => task)).toEqual([
      {
        kind: 'schools-silent',
        notice: expect.stringContaining('/outage/1'),
        silent: 4,
        schools: 9,
      },
    ]);
  });

  test('are left in peace when all answered', () => {
    const run = fallen(policyWith({ escalation: ESCALATION }));
    play(run, 'xxx', 200);
    const before = sent(run).length;
    answer(run, 1, 0, 0);
    answer(run, 2, 0, 0);
    expect(sent(run)).toHaveLength(before);
    expect(run.state.tasks).toEqual({});
  });

  test('are left in peace by a level that is carried out when it is over', () => {
    const run = fallen(policyWith({ escalation: { ...ESCALATION, levels: ['sms', 'telephone'] } }));
    play(run, 'xxx', 98);
    expect(escalated(run)).toHaveLength(1);
    play(run, '...', 600);
    expect(Object.values(run.state.incidents)[0]?.backAt).not.toBeNull();
    const count = run.actions.length;
    answer(run, 1, 2, 4);
    expect(run.actions.slice(count)).toEqual([]);
    const [notice] = Object.values(run.state.notices);
    expect(notice?.escalations?.[0]?.outcome).toMatchObject({ sms: 2 });
  });

  test('are left in peace once the platform is back, and where nothing is configured', () => {
    const back = fallen(policyWith({ escalation: ESCALATION, vetoMs: seconds(0) }));
    play(back, 'xxx', 20);
    play(back, '...', 600);
    const recoveredAt = Object.values(back.state.incidents)[0]?.backAt ?? 0;
    for (const { afterMin } of escalated(back))
      expect(BELL + minutes(afterMin)).toBeLessThanOrEqual(recoveredAt);
    const none = fallen(testPolicy());
    play(none, 'xxx', 400);
    expect(escalated(none)).toEqual([]);
  });

  test('of a drill are never asked again (P9)', () => {
    const run = startRun(
      policyWith({ escalation: { ...ESCALATION, phases: ['drill', 'outage'] } }),
    );
    run.take(fitMirror('nord', BELL));
    play(run, '...', 3);
    const by = { role: 'cellule', name: 'A.' };
    const platform = roundOf('nord', BELL, '...');
    if (platform.kind !== 'round-observed') throw new Error('no round');
    run.take({ kind: 'person-started-drill', at: run.at, platform: platform.platform, by });
    play(run, '...', 300);
    expect(sent(run).length).toBeGreaterThan(0);
    expect(escalated(run)).toEqual([]);
  });

  test('whatever happens, each level is reached at most once, in order, never before its time', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('xxx', '...', 'x..', 'xx.'), { minLength: 20, maxLength: 60 }),
        (rounds) => {
          const run = fallen(policyWith({ escalation: ESCALATION }));
          for (const votes of rounds) play(run, votes, 1, seconds(120));
          const keys = escalated(run).map(({ key }) => key);
          expect(new Set(keys).size).toBe(keys.length);
          for (const notice of Object.values(run.state.notices))
            for (const [index, one] of (notice.escalations ?? []).entries())
              expect(one.at - (notice.firstAcceptedAt ?? Number.NaN)).toBeGreaterThanOrEqual(
                ESCALATION.afterMs * (index + 1),
              );
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe('the time to hold a notice', () => {
  const heldSec = (run: Run, phase: string) =>
    Object.values(run.state.notices)
      .filter(({ content }) => content.phase === phase)
      .map(({ plannedAt, sendAt }) => (sendAt - plannedAt) / 1000);

  test('is its phase’s own, where it has one', () => {
    const run = fallen(policyWith({ vetoByPhase: { outage: seconds(0), recovery: seconds(120) } }));
    play(run, 'xxx', 20);
    play(run, '...', 400);
    expect(heldSec(run, 'outage')).toEqual([0]);
    expect(heldSec(run, 'recovery')).toEqual([120]);
  });

  test('of 0 lets it go with the next tick, planned and journalled all the same', () => {
    const run = fallen(policyWith({ vetoMs: seconds(0) }));
    run.take({ kind: 'tick', at: run.at });
    const kinds = run.actions.map(({ action }) => action.kind);
    expect(kinds).toContain('plan-notice');
    expect(kinds).toContain('send-notice');
    expect(sent(run)[0]?.at).toBe(run.at);
  });
});

describe('the promised word', () => {
  const WORDS = policyWith({ longestWordMs: minutes(240) });

  test('comes when it was promised, without news, and says since when there is none', () => {
    const run = fallen(WORDS);
    play(run, 'xxx', 2_000);
    const [outage, ...updates] = sent(run);
    expect(updates.length).toBeGreaterThan(2);
    let promised = outage?.content.nextWordAt ?? null;
    for (const { at, content } of updates) {
      expect(at).toBe(promised);
      expect(content.unchangedSince).toBe(outage?.at);
      promised = content.nextWordAt;
    }
    const gaps = updates.map(
      ({ at, content }) => Math.round(((content.nextWordAt ?? 0) - at) / minutes(5)) * 5,
    );
    expect(gaps.slice(0, 3)).toEqual([60, 120, 240]);
  });

  test('is not late where nobody holds notices', () => {
    const run = fallen(policyWith({ vetoMs: seconds(0) }));
    play(run, 'xxx', 900);
    const [outage, ...updates] = sent(run);
    expect(updates.length).toBeGreaterThan(2);
    let promised = outage?.content.nextWordAt ?? 0;
    for (const { at, content } of updates) {
      expect(at).toBeLessThanOrEqual(promised);
      expect(at).toBeGreaterThanOrEqual(promised - seconds(20));
      promised = content.nextWordAt ?? 0;
    }
  });

  test('is never later than the longest, but for a night, and then comes at seven', () => {
    const run = fallen(WORDS);
    play(run, 'xxx', 1_800, seconds(60));
    const updates = sent(run).slice(1);
    for (const { at, content } of updates) {
      const next = content.nextWordAt ?? 0;
      const hour = new Date(next + minutes(120)).getUTCHours();
      expect(hour).toBeGreaterThanOrEqual(7);
      expect(hour).toBeLessThan(21);
      expect(next - at <= minutes(245) || hour === 7).toBe(true);
    }
    expect(updates.length).toBeLessThan(12);
  });

  test('is close again after news', () => {
    const run = fallen(WORDS);
    play(run, 'xxx', 650);
    const { incident } = run.platform('nord') ?? {};
    if (!incident) throw new Error('no incident');
    for (const feature of ['amplified-known', 'first-remote-day'])
      run.take({
        kind: 'signals-collected',
        at: run.at,
        incident,
        signals: [{ feature, at: run.at, provenance: 'measured', source: 't', statement: 'vu' }],
      });
    play(run, 'xxx', 20);
    const last = sent(run).at(-1);
    expect(last?.content).toMatchObject({ phase: 'cause', cause: 'overload' });
    expect(last?.content.unchangedSince).toBeUndefined();
    expect((last?.content.nextWordAt ?? 0) - (last?.at ?? 0)).toBeLessThanOrEqual(minutes(35));
  });

  test('is worded as before by a policy from before', () => {
    const run = fallen(testPolicy());
    play(run, 'xxx', 900);
    for (const { content } of sent(run)) expect(content).not.toHaveProperty('unchangedSince');
  });
});
