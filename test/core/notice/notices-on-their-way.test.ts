// Goal: a phase is told when nobody is being told of it already, and a fall after a told one is a
// relapse. Method: one incident and what was told of it, around each bound.
import { describe, expect, test } from 'vitest';
import type { Change } from '../../../core/incident/change.ts';
import type { Incident } from '../../../core/incident/state.ts';
import type { Notice, Phase } from '../../../core/notice/notice.ts';
import { noticesAfter } from '../../../core/notice/notices-after.ts';
import { planNotice } from '../../../core/notice/plan-notice.ts';
import { planOutage } from '../../../core/notice/plan-outage.ts';
import { withdrawNotices } from '../../../core/notice/withdraw-notices.ts';
import type { Policy } from '../../../core/policy.ts';
import { epochMs, incidentId, minutes, platformId } from '../../../core/units.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL } from '../../fixtures/timeline.ts';
import { nord } from '../shelter/a-platform.ts';
import { id, withNotices } from './a-notice.ts';

const policy = testPolicy();
const later: Policy = { ...policy, cause: { ...policy.cause, laterReviewsMs: [] } };
const NOW = epochMs(BELL + minutes(120));
const ago = (ms: number) => epochMs(NOW - ms);

const plannedIn = ({ actions }: Change) =>
  actions.map((action) => (action.kind === 'plan-notice' ? action.notice : action.kind));

describe('a notice that is asked for', () => {
  const asked = (phase: Phase, before: readonly object[] = [], by = policy) => {
    const notices = Object.fromEntries(before.map((one, place) => [`n${place}`, one]));
    return plannedIn(planNotice(withNotices({}, notices), id, phase, NOW, by));
  };
  const isPlanned = (phase: Phase, stage: string, told: object = {}) =>
    asked(phase, [{ phase, stage, ...told }]).length > 0;
  const PHASES = ['outage', 'cause', 'correction', 'recovery', 'relapse', 'drill'] as const;

  test.each(PHASES)('of phase %s waits for one that has not left', (phase) => {
    for (const stage of ['planning', 'waiting', 'held']) {
      expect([stage, isPlanned(phase, stage)]).toEqual([stage, false]);
      expect([stage, isPlanned(phase, stage, { firstAcceptedAt: BELL })]).toEqual([stage, false]);
    }
    for (const stage of ['cancelled', 'sent', 'refused', 'failed'])
      expect([stage, isPlanned(phase, stage)]).toEqual([stage, true]);
    const other = phase === 'outage' ? 'cause' : 'outage';
    expect(asked(phase, [{ phase: other, stage: 'waiting' }])).toEqual([`${id}/${phase}/1`]);
  });

  test.each([
    ['outage', false, false],
    ['correction', false, false],
    ['cause', false, true],
    ['recovery', true, true],
    ['relapse', true, true],
    ['drill', true, true],
  ] as const)('of phase %s, while one is being sent: %s, once somebody has it: %s', (...row) => {
    const [phase, unread, read] = row;
    expect(isPlanned(phase, 'sending')).toBe(unread);
    expect(isPlanned(phase, 'sending', { firstAcceptedAt: BELL })).toBe(read);
  });

  test('is of the next round, and leaves when its veto time is over', () => {
    const before = [
      { phase: 'cause', stage: 'sent' },
      { phase: 'outage', stage: 'sent' },
      { phase: 'cause', stage: 'sent' },
    ];
    expect(asked('cause', before)).toEqual([`${id}/cause/3`]);
    const { state } = planNotice(withNotices({}, {}), id, 'cause', NOW, policy);
    expect(state.incidents[id]?.notices).toEqual([`${id}/cause/1`]);
    expect(state.notices[`${id}/cause/1`]).toMatchObject({
      stage: 'planning',
      plannedAt: NOW,
      sendAt: NOW + policy.notices.vetoMs,
    });
  });

  test.each([
    ['cause', minutes(10) - 1, false],
    ['cause', minutes(10), true],
    ['correction', minutes(10) - 1, false],
    ['correction', minutes(10), true],
    ['outage', 0, true],
    ['recovery', 0, true],
    ['relapse', 0, true],
  ] as const)('of phase %s, %i ms after one was planned that was given up: %s', (...row) => {
    const [phase, ms, again] = row;
    const failed = { phase, stage: 'failed', plannedAt: ago(ms) };
    expect(asked(phase, [failed], later).length > 0).toBe(again);
    // So were the versions before: their journals are replayed.
    expect(asked(phase, [failed])).toHaveLength(1);
    expect(
      asked(phase, [failed, { phase, stage: 'sent', plannedAt: ago(ms) }], later),
    ).toHaveLength(1);
  });

  test('is none of an incident that nobody knows, nor of a platform that is gone', () => {
    const change = withNotices({}, {});
    expect(planNotice(change, incidentId('other'), 'cause', NOW, policy)).toBe(change);
    expect(planNotice(change, id, 'cause', NOW, { ...policy, platforms: [] })).toBe(change);
  });

  test('is not kept back by one that the journal lost', () => {
    const change = withNotices({ notices: ['lost'] }, {});
    expect(plannedIn(planNotice(change, id, 'cause', NOW, policy))).toEqual([`${id}/cause/1`]);
  });
});

describe('the first notice of a fall', () => {
  const OLD = incidentId('nord-0');
  const told = { phase: 'outage', stage: 'sent' };
  const base = {
    id: OLD,
    platform: nord,
    drill: false,
    closedAt: ago(minutes(60) - 1),
    notices: ['old'],
  };

  function first(...before: readonly Partial<Incident>[]) {
    const change = withNotices(
      { incident: id, notices: [] },
      { old: told, mute: { stage: 'held' } },
    );
    const olds = before.map((one, place) => [place, { ...base, ...one }]);
    const incidents = { ...change.state.incidents, ...Object.fromEntries(olds) };
    return plannedIn(
      planOutage({ ...change, state: { ...change.state, incidents } }, nord, NOW, policy),
    );
  }
  const OUTAGE = [`${id}/outage/1`];
  const RELAPSE = [`${id}/relapse/1`];

  test('is a relapse’s within a class hour of the end of one that was told', () => {
    expect(first(base)).toEqual(RELAPSE);
    expect(first({ closedAt: NOW })).toEqual(RELAPSE);
    expect(first({ closedAt: ago(minutes(60)) })).toEqual(OUTAGE);
    expect(first()).toEqual(OUTAGE);
  });

  test.each([
    ['is not over', { closedAt: null }],
    ['was a drill', { drill: true }],
    ['was another platform’s', { platform: platformId('sud') }],
    ['nobody was told of', { notices: ['mute'] }],
    ['is the very one', { id }],
  ])('is an outage’s after one that %s, and beside it another counts', (_, one) => {
    expect(first(one)).toEqual(OUTAGE);
    expect(first(one, base)).toEqual(RELAPSE);
  });

  test('is none where nothing fell', () => {
    const change = withNotices({}, {});
    expect(planOutage(change, nord, NOW, policy)).toBe(change);
    expect(planOutage(change, platformId('unknown'), NOW, policy)).toBe(change);
  });
});

describe('the notices of an incident', () => {
  const STAGES = ['planning', 'waiting', 'held', 'cancelled', 'sending', 'sent', 'failed'] as const;
  const change = withNotices({ notices: [...STAGES, 'lost'] }, stagesOf(STAGES));

  test('are withdrawn while they have not begun to leave', () => {
    const { notices } = withdrawNotices(change, change.state.incidents[id] as Incident).state;
    expect(Object.values(notices).map(({ stage }) => stage)).toEqual([
      'cancelled',
      'cancelled',
      'cancelled',
      'cancelled',
      'sending',
      'sent',
      'failed',
    ]);
    expect(Object.keys(notices)).toEqual(STAGES);
  });

  test('that followed one are told in order, and none of one that nobody knows', () => {
    expect(noticesAfter(change.state, 'planning')).toEqual([...STAGES.slice(1), 'lost']);
    expect(noticesAfter(change.state, 'failed')).toEqual(['lost']);
    expect(noticesAfter(change.state, 'unknown')).toEqual([]);
    expect(noticesAfter({ ...change.state, incidents: {} }, 'held')).toEqual([]);
  });

  function stagesOf(stages: readonly Notice['stage'][]) {
    return Object.fromEntries(stages.map((stage) => [stage, { phase: 'cause', stage }]));
  }
});
