import { describe, expect, test } from 'vitest';
import { addEscalation, FELL, id, told, withNotices as changeOf } from './a-notice.ts';
import { chooseMessage, isDrill } from '../../../core/notice/choose-message.ts';
import { contentOf } from '../../../core/notice/content-of.ts';
import { contentOfSent } from '../../../core/notice/content-of-sent.ts';
import { stateAfterAnswer, stateAfterReceipt } from '../../../core/notice/delivery-state.ts';
import { earlierRing } from '../../../core/notice/earlier-ring.ts';
import { escalateDue } from '../../../core/notice/escalate-due.ts';
import { estimatePlan } from '../../../core/notice/estimate-plan.ts';
import { isOverFor } from '../../../core/notice/is-over-for.ts';
import type { Phase } from '../../../core/notice/notice.ts';
import type { Incident } from '../../../core/incident/state.ts';
import type { Policy } from '../../../core/policy.ts';
import { epochMs, incidentId, minutes } from '../../../core/units.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL } from '../../fixtures/timeline.ts';
import { longest } from './contents.ts';

// Goal: what a notice says, and whether it still may, follows from its incident alone. Method: one
// incident and its notices as a test says, and one question at a time.

const policy = testPolicy();
const FIRST = policy.cause.firstWordMs;
const NOW = epochMs(FELL + FIRST);
const verdict = {
  cause: 'overload',
  rung: 'probable',
  open: [],
  for: [{ statement: 'trois fois plus lent' }],
} as never;

describe('a notice is over', () => {
  const over = (phase: Phase, incident: Partial<Incident> | null, notices = {}) =>
    isOverFor(changeOf(incident, notices).state, { content: { phase, incident: id } as never });

  test('when its incident is unknown, back or closed, or a recovery was told', () => {
    expect(over('outage', {})).toBe(false);
    expect(over('outage', null)).toBe(true);
    expect(over('outage', { backAt: BELL })).toBe(true);
    expect(over('outage', { closedAt: BELL })).toBe(true);
    expect(over('outage', {}, { n: { phase: 'recovery', stage: 'sent' } })).toBe(true);
    expect(over('outage', {}, { n: { phase: 'cause', stage: 'sent' } })).toBe(false);
    expect(over('outage', {}, { n: { phase: 'recovery', stage: 'waiting' } })).toBe(false);
  });

  test('of a recovery, when the fall goes on or there is another', () => {
    expect(over('recovery', { backAt: BELL })).toBe(false);
    expect(over('recovery', {})).toBe(true);
    const change = changeOf({ backAt: BELL, incident: 'other' }, {});
    const other = (drill: boolean) => ({
      ...change.state,
      incidents: {
        ...change.state.incidents,
        [incidentId('other')]: { id: incidentId('other'), drill } as Incident,
      },
    });
    const content = { phase: 'recovery', incident: id } as never;
    expect(isOverFor(other(false), { content })).toBe(true);
    expect(isOverFor(other(true), { content })).toBe(false);
    expect(isOverFor(change.state, { content })).toBe(false);
    const own = changeOf({ backAt: BELL, incident: id }, {}).state;
    expect(isOverFor(own, { content })).toBe(false);
  });
});

describe('what a notice says', () => {
  const said = (phase: Phase, incident: Partial<Incident> = {}, at = NOW, shelter = {}) => {
    const { state } = changeOf(incident, {}, shelter);
    const whole = state.incidents[id];
    return whole === undefined ? null : contentOf(state, whole, phase, at, policy);
  };

  test('is the word that the evidence carries, from the first hour of words on', () => {
    expect(said('cause', { verdict })).toMatchObject({
      cause: 'overload',
      rung: 'probable',
      open: [],
      facts: ['trois fois plus lent'],
    });
    const silent = { cause: 'undetermined', rung: 'inconnue', facts: [] };
    expect(said('cause', { verdict }, epochMs(NOW - 1))).toMatchObject(silent);
    expect(said('outage', { verdict })).toMatchObject(silent);
    expect(said('cause', { verdict, drill: true })).toMatchObject(silent);
    expect(said('cause', {})).toMatchObject({ ...silent, open: [] });
    const open = {
      cause: 'undetermined',
      rung: 'inconnue',
      open: ['attack'],
      for: [{ statement: 'x' }],
    } as never;
    expect(said('outage', { verdict: open })).toMatchObject({ ...silent, open: ['attack'] });
    expect(said('cause', { verdict: open })).toMatchObject({ ...silent, open: ['attack'] });
  });

  test('has the facts of its own cause alone', () => {
    const recorded = [{ cause: 'hosting', confidence: 1 }] as never;
    expect(said('cause', { verdict, recorded })).toMatchObject({ cause: 'hosting', facts: [] });
  });

  test('promises a next word while there is one to come', () => {
    const next = (phase: Phase, incident: Partial<Incident> = {}) =>
      said(phase, incident)?.nextWordAt;
    expect(next('cause')).toBe(NOW + policy.notices.nextWordMs);
    for (const none of [
      next('recovery'),
      next('cause', { drill: true }),
      next('cause', { closedAt: BELL }),
    ])
      expect(none).toBeNull();
  });

  test('says where lessons are, since when, and what it takes back', () => {
    expect(said('cause')?.sheltered).toBe(false);
    expect(said('cause', {}, NOW, { mirrorShare: 0.1 })?.sheltered).toBe(true);
    expect(said('cause')?.fellAt).toBe(FELL);
    expect(said('cause', { fellAgainAt: BELL })?.fellAt).toBe(BELL);
    expect(said('recovery', { recoveredAt: epochMs(5) })?.recoveredAt).toBe(5);
    expect(said('recovery', { recoveredAt: epochMs(5), backAt: epochMs(9) })?.recoveredAt).toBe(9);
    const saidCause = { cause: 'attack', rung: 'possible', at: epochMs(3), notice: 'n' } as never;
    expect(said('correction', { saidCause })?.corrects).toEqual({
      cause: 'attack',
      saidAt: 3,
      notice: 'n',
    });
    expect(said('cause', { saidCause })).not.toHaveProperty('corrects');
    expect(said('correction')).not.toHaveProperty('corrects');
  });

  test('is nothing of a platform that is not configured', () => {
    const { state } = changeOf({}, {});
    const incident = state.incidents[id] as Incident;
    expect(
      contentOf(state, incident, 'cause', NOW, { ...policy, platforms: policy.platforms.slice(1) }),
    ).toBeNull();
  });
});

describe('a notice told later', () => {
  const corrects = { cause: 'attack', saidAt: BELL, notice: 'm' };
  const later: Policy = { ...policy, cause: { ...policy.cause, laterReviewsMs: [] } };
  const toldLater = (by: Policy, more: object, incident: Partial<Incident> = { verdict }) => {
    const { state } = changeOf(incident, {});
    const notice = { content: { phase: 'correction', ...more } } as never;
    return contentOfSent(state, state.incidents[id] as Incident, notice, NOW, by);
  };

  test('takes back what it took back, unless that holds again', () => {
    expect(toldLater(later, { corrects })).toMatchObject({ cause: 'overload', corrects });
    expect(toldLater(later, { corrects: { ...corrects, cause: 'overload' } })).toBeNull();
    expect(toldLater(later, {})).not.toHaveProperty('corrects');
    expect(toldLater(policy, { corrects })).not.toHaveProperty('corrects');
    expect(toldLater(policy, { corrects: { ...corrects, cause: 'overload' } })).toMatchObject({
      cause: 'overload',
    });
    expect(toldLater({ ...later, platforms: [] }, { corrects })).toBeNull();
  });
});

describe('the message of a notice', () => {
  const message = (changes: object) => chooseMessage({ ...longest, ...changes } as never);

  test.each([
    [{ phase: 'outage' }, 'outage'],
    [{ phase: 'outage', about: 'login' }, 'login'],
    [{ phase: 'outage', cause: 'suspended' }, 'suspended'],
    [{ phase: 'cause' }, 'undetermined'],
    [{ phase: 'cause', about: 'login' }, 'login'],
    [{ phase: 'cause', cause: 'suspended', unchangedSince: 1 }, 'suspended'],
    [{ phase: 'cause', unchangedSince: 1 }, 'unchanged'],
    [{ phase: 'cause', cause: 'overload', rung: 'confirmée' }, 'overload'],
    [{ phase: 'cause', cause: 'overload', rung: 'probable' }, 'overload-unconfirmed'],
    [{ phase: 'cause', cause: 'overload', rung: 'inconnue' }, 'undetermined'],
    [{ phase: 'cause', cause: 'undetermined', rung: 'probable' }, 'undetermined'],
    [{ phase: 'recovery' }, 'recovery'],
    [{ phase: 'recovery', cause: 'suspended' }, 'reopened'],
    [{ phase: 'relapse' }, 'relapse'],
    [{ phase: 'correction' }, 'correction'],
    [{ phase: 'drill' }, 'drill'],
  ])('%j is %s', (changes, name) => {
    expect(message(changes)).toBe(name);
  });

  test('is a drill’s by its incident or its phase', () => {
    const drill = (changes: object) => isDrill({ ...longest, ...changes } as never);
    expect([drill({}), drill({ drill: true }), drill({ phase: 'drill' })]).toEqual([
      false,
      true,
      true,
    ]);
  });
});

describe('schools that do not answer', () => {
  const AFTER = minutes(10);
  const escalating: Policy = {
    ...policy,
    notices: {
      ...policy.notices,
      escalation: { afterMs: AFTER, phases: ['outage', 'cause'], levels: ['sms', 'telephone'] },
    },
  };
  const sent = { phase: 'outage', stage: 'sent', firstAcceptedAt: BELL };
  const due = (
    ms: number,
    notice: object = {},
    incident: Partial<Incident> = {},
    by = escalating,
  ) => {
    const before = changeOf(incident, { n: { ...sent, ...notice } });
    const next = escalateDue(
      before,
      before.state.incidents[id] as Incident,
      epochMs(BELL + ms),
      by,
    );
    return next === before ? null : told(next);
  };

  test('are asked again at each level, after its time', () => {
    expect(due(AFTER - 1)).toBeNull();
    expect(due(AFTER)).toEqual(['n/escalate/1 sms']);
    const once = { escalations: [addEscalation('sms')] };
    expect(due(2 * AFTER - 1, once)).toBeNull();
    expect(due(2 * AFTER, once)).toEqual(['n/escalate/2 telephone']);
    expect(
      due(3 * AFTER, { escalations: [addEscalation('sms'), addEscalation('telephone')] }),
    ).toBeNull();
    // A round of SMS for mails that came back is no level.
    expect(due(AFTER, { escalations: [addEscalation('fallback')] })).toEqual(['n/escalate/2 sms']);
  });

  test('are left alone where there is nothing to answer', () => {
    expect(due(AFTER, {}, {}, policy)).toBeNull();
    expect(due(AFTER, {}, { drill: true })).toBeNull();
    expect(due(AFTER, {}, { backAt: BELL })).toBeNull();
    expect(due(AFTER, { phase: 'relapse' })).toBeNull();
    expect(due(AFTER, { firstAcceptedAt: undefined })).toBeNull();
    const before = changeOf({}, { n: sent, r: { phase: 'recovery', stage: 'sent' } });
    expect(
      escalateDue(
        before,
        before.state.incidents[id] as Incident,
        epochMs(BELL + AFTER),
        escalating,
      ),
    ).toBe(before);
  });

  test('are told the words of now, and the promise that stands', () => {
    const before = changeOf(
      { nextWordAt: epochMs(7), verdict },
      { n: { ...sent, phase: 'cause' } },
    );
    const next = escalateDue(
      before,
      before.state.incidents[id] as Incident,
      epochMs(FELL + 100 * FIRST),
      escalating,
    );
    expect(next.actions).toMatchObject([{ content: { nextWordAt: 7, cause: 'overload' } }]);
    expect(next.state.notices['n']?.escalations).toEqual([
      { level: 'sms', at: FELL + 100 * FIRST },
    ]);
  });
});

describe('small rules', () => {
  test('the earlier ring is one that rings', () => {
    const at = (ms: number) => ({ kind: 'at', at: epochMs(ms) }) as never;
    const never = { kind: 'never' } as never;
    expect(earlierRing(at(1), at(2))).toEqual(at(1));
    expect(earlierRing(at(2), at(1))).toEqual(at(1));
    expect(earlierRing(never, at(2))).toEqual(at(2));
    expect(earlierRing(at(2), never)).toEqual(at(2));
    expect(earlierRing(never, never)).toEqual(never);
  });

  test('a provider’s word is believed when it says more', () => {
    expect(stateAfterAnswer('accepted', null)).toBe('accepted');
    expect(stateAfterAnswer('accepted', 'delivered')).toBe('delivered');
    expect(stateAfterAnswer('failed-permanent', 'delivered')).toBe('failed-permanent');
    expect(stateAfterReceipt('claimed', 'bounced')).toBe('claimed');
    expect(stateAfterReceipt('accepted', 'expired')).toBe('failed-temporary');
    expect(stateAfterReceipt('failed-permanent', 'blocked')).toBe('failed-permanent');
  });

  test('a plan’s cost and time are of all its messages', () => {
    const one = (channel: 'mail' | 'sms', recipients: readonly string[], notBefore?: number) =>
      ({
        channel,
        recipients,
        language: 'fr',
        ...(notBefore === undefined ? {} : { notBefore }),
      }) as never;
    const rates = {
      mailsPerSec: 2,
      smsPartsPerSec: 4,
      eurosPerSmsPart: 0.05,
      eurosPerThousandMails: 100,
      budgetEuros: 9,
    };
    const sizes = { rates, smsSegments: { fr: 2, en: 1 } };
    const list = [
      one('mail', ['a', 'b']),
      one('mail', ['a']),
      one('mail', ['c']),
      one('sms', ['a'], 7),
      one('sms', ['d'], 5),
    ];
    expect(estimatePlan(list, 4, sizes)).toEqual({
      recipients: 4,
      mails: 3,
      sms: 2,
      smsSegments: 4,
      costEuros: 0.5,
      durationSec: 2,
      unreachable: 4,
      held: { sms: 2, until: 7 },
    });
    expect(estimatePlan(list.slice(0, 1), 0, sizes)).not.toHaveProperty('held');
  });
});
