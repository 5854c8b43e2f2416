import { describe, expect, test } from 'vitest';
import { afterEnd } from '../../../core/incident/after-end.ts';
import { countFaults } from '../../../core/incident/count-faults.ts';
import type { Event } from '../../../core/incident/event.ts';
import { onClockStepped } from '../../../core/incident/on-clock-stepped.ts';
import {
  lastFallbackAt,
  mayFallBack,
  onMailsCameBack,
} from '../../../core/incident/on-mails-came-back.ts';
import { askForPicture } from '../../../core/incident/on-names-pictured.ts';
import { onNoticeEscalated } from '../../../core/incident/on-notice-escalated.ts';
import {
  onFirstAccepted,
  onNoticeFinished,
  onNoticePlanned,
  onSignals,
  weigh,
} from '../../../core/incident/on-outcome.ts';
import type { Incident } from '../../../core/incident/state.ts';
import type { Notice, NoticeStage } from '../../../core/notice/notice.ts';
import type { Policy } from '../../../core/policy.ts';
import { hours, incidentId, minutes, seconds } from '../../../core/units.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL, roundOf } from '../../fixtures/timeline.ts';
import { after, changeOf, nord, platformOf, type Said } from '../shelter/a-platform.ts';

// Goal: what is heard of a notice, or after an incident, counts once and only while it may. Method: one
// notice of one incident as a test says, and one outcome.

const policy = testPolicy();
const id = incidentId('nord-1');
const INCIDENT = {
  id,
  platform: nord,
  drill: false,
  fellAt: BELL,
  recoveredAt: null,
  backAt: null,
  closedAt: null,
  notices: ['n'],
  signals: [],
  claims: [],
  verdict: null,
  confirmedCause: null,
  firstNoticeAt: null,
  saidCause: null,
  nextWordAt: null,
  reference: 'P-0001',
  collections: 2,
} as unknown as Incident;
const CONTENT = { phase: 'outage', platform: nord, incident: id } as never;
/** Under it the incident's platform is configured no more: there is nothing to say of it. */
const WITHOUT_IT: Policy = { ...policy, platforms: [] };

function changeWith(
  notice: Partial<Notice> | null,
  incident: Partial<Incident> | null = {},
  said: Said = {},
) {
  const change = changeOf(policy, { nord: said });
  return {
    ...change,
    state: {
      ...change.state,
      incidents: incident === null ? {} : { [id]: { ...INCIDENT, ...incident } },
      notices:
        notice === null
          ? {}
          : { n: { id: 'n', content: CONTENT, stage: 'sent', ...notice } as Notice },
    },
  };
}
type Before = ReturnType<typeof changeWith>;
const notice = ({ state }: { state: Before['state'] | Parameters<typeof mayFallBack>[0] }) =>
  (state.notices as Record<string, Notice>)['n'];

describe('a plan', () => {
  const PLAN = {
    recipients: 1,
    mails: 1,
    sms: 0,
    smsSegments: 0,
    costEuros: 3,
    durationSec: 0,
    unreachable: 0,
  };
  const planned = (before: Before, plan: object = {}) =>
    onNoticePlanned(
      before,
      { kind: 'notice-planned', at: BELL, notice: 'n', plan: { ...PLAN, ...plan } },
      policy,
    );

  test.each<[NoticeStage, NoticeStage]>([
    ['planning', 'waiting'],
    ['held', 'held'],
    ['waiting', 'waiting'],
  ])('of a notice that is %s lets it be %s', (stage, then) => {
    const next = planned(changeWith({ stage }));
    expect(notice(next)).toMatchObject({ stage: then, plan: PLAN });
    expect(next.actions).toEqual([]);
  });

  test('is taken once, of what has not left', () => {
    for (const stage of ['sending', 'sent', 'cancelled', 'failed'] as const) {
      const before = changeWith({ stage });
      expect(planned(before)).toBe(before);
    }
    for (const before of [changeWith({ stage: 'held', plan: PLAN }), changeWith(null)])
      expect(planned(before)).toBe(before);
  });

  test('that keeps SMS back, or was refused by an older version, is a task', () => {
    const over = planned(changeWith({ stage: 'planning' }), {
      overBudget: { costEuros: 9 },
      leftOut: { budget: 4 },
    });
    expect(over.actions).toEqual([
      {
        kind: 'raise-task',
        key: 'n/task/budget',
        task: { kind: 'sms-over-budget', sms: 4, costEuros: 9, budgetEuros: 100 },
        platform: nord,
      },
    ]);
    const none = planned(changeWith({ stage: 'planning' }), { overBudget: { costEuros: 9 } });
    expect(none.actions).toMatchObject([{ task: { sms: 0 } }]);
    const refused = planned(changeWith({ stage: 'planning' }), { refused: 'over-budget' });
    expect(notice(refused)?.stage).toBe('refused');
    expect(refused.actions).toEqual([
      {
        kind: 'raise-task',
        key: 'n/task/budget',
        task: { kind: 'over-budget', costEuros: 3, budgetEuros: 100 },
        platform: nord,
      },
    ]);
  });
});

describe('a first reader, and the last', () => {
  const accepted = (before: Before) =>
    onFirstAccepted(before, { kind: 'notice-first-accepted', at: BELL, notice: 'n' });
  const deliveries = { accepted: 1, failed: 0, unknown: 0, pending: 0 };
  const finished = (before: Before) =>
    onNoticeFinished(before, { kind: 'notice-finished', at: BELL, notice: 'n', deliveries });

  test('are remembered, of the notice and of its incident', () => {
    const next = accepted(changeWith({ stage: 'sending' }));
    expect(notice(next)?.firstAcceptedAt).toBe(BELL);
    expect(next.state.incidents[id]?.firstNoticeAt).toBe(BELL);
    const later = accepted(changeWith({}, { firstNoticeAt: after(-5) }));
    expect(later.state.incidents[id]?.firstNoticeAt).toBe(BELL - 5);
    const orphan = accepted(changeWith({}, null));
    expect(notice(orphan)?.firstAcceptedAt).toBe(BELL);
    expect(orphan.state.incidents).toEqual({});
    for (const stage of ['sending', 'failed'] as const)
      expect(notice(finished(changeWith({ stage })))).toMatchObject({
        stage: 'sent',
        deliveries,
        finishedAt: BELL,
      });
  });

  test('are heard once', () => {
    for (const before of [changeWith({ firstAcceptedAt: after(-5) }), changeWith(null)])
      expect(accepted(before)).toBe(before);
    for (const before of [
      changeWith({ stage: 'sent' }),
      changeWith({ stage: 'waiting' }),
      changeWith(null),
    ])
      expect(finished(before)).toBe(before);
  });
});

describe('mails that came back', () => {
  const back = (before: Before, at = BELL, of = policy) =>
    onMailsCameBack(before, { kind: 'mails-came-back', at, notice: 'n', schools: 1 }, of);
  const may = (before: Before) => mayFallBack(before.state, 'n');
  const fallback = (ms: number, sms?: number) => ({
    level: 'fallback' as const,
    at: after(ms),
    ...(sms === undefined ? {} : { outcome: { schools: 1, acknowledged: 0, sms, telephone: 0 } }),
  });

  test('may be followed by SMS while the notice is the latest word', () => {
    expect(may(changeWith({}))).toBe(true);
    expect(may(changeWith(null))).toBe(false);
    expect(may(changeWith({}, null))).toBe(false);
    expect(may(changeWith({}, { drill: true }))).toBe(false);
    expect(may(changeWith({ stage: 'waiting' }))).toBe(false);
    expect(may(changeWith({}, { notices: [] }))).toBe(false);
    expect(may(changeWith({}, { backAt: BELL }))).toBe(false);
    expect(may(changeWith({}, { closedAt: BELL }))).toBe(false);
    const recovery = { content: { phase: 'recovery', platform: nord, incident: id } as never };
    expect(may(changeWith(recovery, { backAt: BELL }))).toBe(true);
    expect(may(changeWith(recovery))).toBe(true);
  });

  test('are followed five times, rounds without a number not counted', () => {
    const rounds = (count: number, sms?: number) => ({
      escalations: Array.from({ length: count }, () => fallback(-9, sms)),
    });
    expect(may(changeWith(rounds(4, 1)))).toBe(true);
    expect(may(changeWith(rounds(5, 1)))).toBe(false);
    expect(may(changeWith(rounds(5)))).toBe(false);
    expect(may(changeWith(rounds(9, 0)))).toBe(true);
    const others = Array.from({ length: 6 }, () => ({ level: 'people' as never, at: BELL }));
    expect(may(changeWith({ escalations: others }))).toBe(true);
  });

  test('are followed once a minute', () => {
    const minute = seconds(60);
    const said = (ms: number) =>
      changeWith({ escalations: [fallback(0 - ms), { level: 'people' as never, at: BELL }] });
    expect(lastFallbackAt(said(5).state, 'n')).toBe(BELL - 5);
    expect(lastFallbackAt(changeWith({}).state, 'n')).toBeNull();
    expect(lastFallbackAt(changeWith(null).state, 'n')).toBeNull();
    const others = changeWith({ escalations: [{ level: 'people' as never, at: BELL }] });
    expect(lastFallbackAt(others.state, 'n')).toBeNull();
    const early = said(minute - 1);
    expect(back(early)).toBe(early);
    const next = back(said(minute));
    expect(next.actions).toMatchObject([
      { kind: 'escalate-notice', key: 'n/escalate/3', level: 'fallback', notice: 'n' },
    ]);
    expect(notice(next)?.escalations?.at(-1)).toEqual({ level: 'fallback', at: BELL });
    expect(back(changeWith({})).actions).toMatchObject([
      { key: 'n/escalate/1', content: { nextWordAt: null } },
    ]);
    for (const before of [changeWith(null), changeWith({}, null), changeWith({}, { drill: true })])
      expect(back(before)).toBe(before);
    const unsaid = changeWith({});
    expect(back(unsaid, BELL, WITHOUT_IT)).toBe(unsaid);
  });
});

describe('a level that was carried out', () => {
  const level = { level: 'people' as never, at: after(-9) };
  const escalated = (before: Before, outcome: object = {}, step = 1, of = policy) =>
    onNoticeEscalated(
      before,
      {
        kind: 'notice-escalated',
        at: BELL,
        notice: 'n',
        step,
        outcome: { schools: 3, acknowledged: 0, sms: 2, telephone: 0, ...outcome },
        content: CONTENT,
      } as Extract<Event, { kind: 'notice-escalated' }>,
      of,
    );

  test('sends what it planned, and lists whom to telephone', () => {
    const next = escalated(changeWith({ escalations: [level, level] }), { telephone: 2 }, 2);
    expect(next.actions).toMatchObject([
      {
        kind: 'raise-task',
        key: 'n/task/telephone',
        task: { kind: 'schools-silent', notice: 'n', silent: 2, schools: 3 },
        platform: nord,
      },
      { kind: 'send-notice', key: 'n/send/escalation-2', notice: 'n' },
    ]);
    expect(notice(next)?.escalations).toEqual([
      level,
      { ...level, outcome: { schools: 3, acknowledged: 0, sms: 2, telephone: 2 } },
    ]);
    expect(escalated(changeWith({ escalations: [level] }), { sms: 0 }).actions).toEqual([]);
    expect(escalated(changeWith({ escalations: [level] }, null), {}).actions).toEqual([]);
    const unsaid = escalated(changeWith({ escalations: [level] }), {}, 1, WITHOUT_IT);
    expect(unsaid.actions).toEqual([]);
    expect(notice(unsaid)?.escalations?.[0]?.outcome).toMatchObject({ sms: 2 });
  });

  test('is heard once, of what was asked for', () => {
    const done = { ...level, outcome: { schools: 0, acknowledged: 0, sms: 0, telephone: 0 } };
    for (const before of [changeWith(null), changeWith({}), changeWith({ escalations: [done] })])
      expect(escalated(before)).toBe(before);
    const before = changeWith({ escalations: [level] });
    expect(escalated(before, {}, 2)).toBe(before);
  });

  test('remembers the first cause that it says', () => {
    const verdict = { cause: 'overload', rung: 'probable', open: [], for: [], at: BELL } as never;
    const content = { phase: 'cause', platform: nord, incident: id } as never;
    const FIRST = policy.cause.firstWordMs;
    const told = (incident: Partial<Incident>) =>
      escalated(
        changeWith({ escalations: [level], content }, { fellAt: after(0 - FIRST), ...incident }),
      ).state.incidents[id]?.saidCause;
    expect(told({ verdict })).toEqual({
      cause: 'overload',
      rung: 'probable',
      at: BELL,
      notice: 'n',
    });
    expect(told({})).toBeNull();
    const before = { cause: 'attack', rung: 'possible', at: BELL, notice: 'm' } as never;
    expect(told({ verdict, saidCause: before })).toEqual(before);
  });
});

describe('an incident that is over', () => {
  const DAY = hours(24);
  const WEEK = hours(7 * 24);
  const later: Policy = { ...policy, cause: { ...policy.cause, laterReviewsMs: [DAY, WEEK] } };
  const OVER = { fellAt: BELL, recoveredAt: after(5), backAt: after(9), closedAt: after(10) };
  const looked = (ms: number, incident: Partial<Incident> = {}, by = later) => {
    const before = changeWith({ stage: 'sent' }, { ...OVER, ...incident });
    const next = afterEnd(before, after(ms), by);
    return { same: next === before, next, actions: next.actions };
  };

  test('is looked at again when it is time, with what was measured by then', () => {
    expect(looked(DAY - 1).same).toBe(true);
    const { next, actions } = looked(DAY);
    expect(actions).toEqual([
      {
        kind: 'collect-signals',
        key: 'nord-1/signals/3',
        incident: id,
        platform: nord,
        fellAt: BELL,
        until: BELL + 5,
      },
    ]);
    expect(next.state.incidents[id]).toMatchObject({
      lateLooks: 1,
      collections: 3,
      collectedAt: BELL + DAY,
    });
    expect(looked(DAY, { recoveredAt: null }).actions).toMatchObject([{ until: BELL + 9 }]);
    expect(looked(DAY, { lateLooks: 1 }).same).toBe(true);
    expect(looked(WEEK, { lateLooks: 1 }).next.state.incidents[id]?.lateLooks).toBe(2);
  });

  test('is not looked at a day late, nor by policies of before, nor while it goes on, nor a drill', () => {
    expect(looked(2 * DAY - 1).same).toBe(false);
    expect(looked(2 * DAY).same).toBe(true);
    expect(looked(DAY, {}, policy).same).toBe(true);
    expect(looked(DAY, { backAt: null }).same).toBe(true);
    expect(looked(DAY, { drill: true }).same).toBe(true);
    const month = {
      ...policy,
      cause: { ...policy.cause, laterReviewsMs: [30 * DAY - 1, 30 * DAY] as never },
    };
    expect(looked(30 * DAY - 1, {}, month).same).toBe(false);
    expect(looked(30 * DAY, {}, month).same).toBe(true);
  });
});

describe('a correction that an incident owes', () => {
  const later: Policy = { ...policy, cause: { ...policy.cause, laterReviewsMs: [hours(24)] } };
  const verdict = { cause: 'attack', rung: 'probable', open: [], for: [], at: BELL } as never;
  const said = (cause: string) => ({ cause, rung: 'probable', at: BELL, notice: 'n' }) as never;
  const OVER = { verdict, saidCause: said('overload'), backAt: after(9), closedAt: after(10) };
  const owed = (incident: Partial<Incident> = {}, readers: Partial<Notice> = {}) =>
    afterEnd(
      changeWith({ firstAcceptedAt: BELL, ...readers }, { ...OVER, ...incident }),
      after(hours(1)),
      later,
    ).actions;

  test('is planned once it is closed, for those who read another cause', () => {
    expect(owed()).toMatchObject([
      { kind: 'plan-notice', content: { phase: 'correction', cause: 'attack' } },
    ]);
    expect(owed({ saidCause: said('attack') })).toEqual([]);
    expect(owed({}, { firstAcceptedAt: undefined } as never)).toEqual([]);
  });

  test('waits while its recovery is still to be told', () => {
    expect(owed({ closedAt: null })).toEqual([]);
  });
});

describe('faults that are counted', () => {
  const WATCH = policy.watch;
  const heard = (said: Said, votes: string) => {
    const before = changeOf(policy, { nord: said });
    const round = roundOf('nord', BELL, votes) as Extract<Event, { kind: 'round-observed' }>;
    const next = countFaults(before, round, policy);
    return next === before ? 'no news' : platformOf(next);
  };
  const by = ['v1', 'v2'] as never;
  const fault = (beat: number) => ({ at: after(-beat * 10_000), by, asked: 3 });

  test('are those of enough who see, of what has not fallen', () => {
    expect(heard({}, 'x..')).toMatchObject({ faults: [{ at: BELL, by: ['v1'], asked: 3 }] });
    expect(heard({}, 'x.?')).toMatchObject({ faults: [{ asked: 2 }] });
    expect(heard({}, 'x??')).toBe('no news');
    expect(heard({ standing: 'down' }, 'x..')).toBe('no news');
    expect(heard({}, '...')).toBe('no news');
    const one = ['v1'] as never;
    const known = [0, 1, 2, 3, 4].map((beat) => ({ ...fault(beat + 1), by: one }));
    expect(heard({ faults: known }, 'x..')).toBe('no news');
    // Nor is it news that one of them is past by now.
    expect(heard({ faults: [{ ...fault(30), by: one }, ...known] }, 'x..')).toBe('no news');
  });

  test('make a platform degraded, and well again', () => {
    // 15 % of 90 probes are 13.5: six rounds of two are 12, seven are 14.
    const seven = (count: number) =>
      Array.from({ length: count }, (_, beat) => fault(count - beat));
    expect(heard({ faults: seven(5) }, 'xx.')).toMatchObject({ degradedSince: null });
    expect(heard({ faults: seven(6) }, 'xx.')).toMatchObject({ degradedSince: BELL });
    const since = after(-1);
    expect(heard({ degradedSince: since, faults: seven(4) }, '...')).toBe('no news');
    expect(heard({ degradedSince: since, faults: seven(3) }, '...')).toMatchObject({
      degradedSince: null,
    });
    expect(WATCH.errorShare).toBe(0.15);
  });

  test('are nobody’s of what is not known', () => {
    const before = { state: { ...changeOf(policy, {}).state, platforms: {} }, actions: [] };
    const round = roundOf('nord', BELL, 'xxx') as Extract<Event, { kind: 'round-observed' }>;
    expect(countFaults(before, round, policy)).toBe(before);
  });
});

describe('what is of nobody', () => {
  test('changes nothing', () => {
    const before = changeWith(null, null);
    expect(weigh(before, id, BELL, policy)).toBe(before);
    expect(
      onSignals(before, { kind: 'signals-collected', at: BELL, incident: id, signals: [] }, policy),
    ).toBe(before);
    expect(askForPicture(before, id, 'start', policy)).toBe(before);
    const real = changeWith(null, {});
    expect(askForPicture(real, id, 'start', policy)).toBe(real);
  });

  test('of a clock that was set is told from a bound on, which way it went', () => {
    const stepped = (aheadMs: number) =>
      onClockStepped(changeWith(null), { kind: 'clock-stepped', at: BELL, byMs: 1, aheadMs })
        .actions.length;
    expect(stepped(0)).toBe(0);
    expect(stepped(minutes(5) - 1)).toBe(0);
    expect(stepped(minutes(5))).toBe(1);
    expect(stepped(hours(1))).toBe(1);
    expect(stepped(0 - hours(1))).toBe(1);
  });
});
