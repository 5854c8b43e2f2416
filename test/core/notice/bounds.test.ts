// Goal: the small rules of notices hold where the journal has lost something, and at their last instant.
// Method: one question at a time, each at its bound.
import { describe, expect, test } from 'vitest';
import type { Incident } from '../../../core/incident/state.ts';
import { additionFault } from '../../../core/notice/addition-fault.ts';
import { contentOf } from '../../../core/notice/content-of.ts';
import { escalateDue } from '../../../core/notice/escalate-due.ts';
import { septetCost } from '../../../core/notice/gsm7-alphabet.ts';
import { isOverFor } from '../../../core/notice/is-over-for.ts';
import { hasBegunToLeave } from '../../../core/notice/last-told.ts';
import { foldAndMeasure } from '../../../core/notice/measure-sms.ts';
import { planNextWords } from '../../../core/notice/next-words.ts';
import { waitsForPlan } from '../../../core/notice/plan-in-turn.ts';
import { ASKED_FOR_SILENCE, missedReason } from '../../../core/notice/receipt.ts';
import { schoolPriority } from '../../../core/notice/school-priority.ts';
import { schoolsWithoutMail } from '../../../core/notice/schools-without-mail.ts';
import { answersOf, toTelephone } from '../../../core/notice/silent-schools.ts';
import { wordsToCorrect } from '../../../core/notice/words-to-correct.ts';
import type { Policy } from '../../../core/policy.ts';
import { epochMs, minutes, seconds } from '../../../core/units.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL } from '../../fixtures/timeline.ts';
import { FELL, id, told, withNotices } from './a-notice.ts';

const policy = testPolicy();
const NOW = epochMs(FELL + policy.cause.firstWordMs);
const verdictOf = (cause: string, rung: string) => ({ cause, rung, open: [], for: [] }) as never;

describe('a hoster’s name in a sentence', () => {
  const isNamed = (addition: string, name: string, hoster = 'alpha') =>
    additionFault(addition, { cause: 'overload' }, {
      hosters: [{ id: hoster, name }],
    } as never) !== null;

  test.each([
    ['chez ALPHA !', 'Alpha', true],
    ['alphabet', 'Alpha', false],
    ['Hébergé ici', 'HEBERGE', true],
    ['heberge ici', 'Hébergé', true],
    ['chez Alpha -- Beta', 'Alpha & Beta', true],
    ['chez Alpha-3', '(Alpha 3)', true],
    ['chez Alpha', 'Alpha 3', false],
    ['le SI est coupé', 'SI', true],
    ['le plan X', 'X', false],
    ['', '', false],
  ])('%j says %j: %s', (addition, name, is) => {
    expect(isNamed(addition, name)).toBe(is);
  });

  test('is none while the hoster is not known', () => {
    expect(isNamed('une panne inconnue', 'inconnue', 'unknown')).toBe(false);
    expect(isNamed('une panne inconnue', 'inconnue')).toBe(true);
  });
});

describe('the next words of an incident', () => {
  const words = (incident: Partial<Incident>, at = NOW, by = policy, accepted = true) => {
    const n = { phase: 'outage', stage: 'sent', ...(accepted && { firstAcceptedAt: BELL }) };
    const change = withNotices(incident, { n });
    const next = planNextWords(change, change.state.incidents[id] as Incident, at, by);
    return next.actions.map((action) => ('notice' in action ? action.notice : action.kind));
  };
  const CAUSE = [`${id}/cause/1`];

  test('tell a probable cause from the first hour of words on', () => {
    for (const rung of ['probable', 'confirmée']) {
      const verdict = verdictOf('overload', rung);
      expect(words({ verdict })).toEqual(CAUSE);
      expect(words({ verdict }, epochMs(NOW - 1))).toEqual([]);
      expect(words({ verdict, closedAt: BELL })).toEqual([]);
      expect(words({ verdict, drill: true })).toEqual([]);
      expect(words({ verdict, backAt: BELL })).toEqual([]);
      expect(words({ verdict }, NOW, policy, false)).toEqual([]);
      const saidCause = { cause: 'overload', rung: 'possible', at: BELL, notice: 'n' } as const;
      expect(words({ verdict, saidCause })).toEqual([]);
    }
    expect(words({ verdict: verdictOf('overload', 'possible') })).toEqual([]);
  });

  test('leave the veto time of their own phase before they are promised', () => {
    const before = (ms: number, notices: Partial<Policy['notices']>) =>
      words({ nextWordAt: epochMs(NOW + ms) }, NOW, {
        ...policy,
        notices: { ...policy.notices, ...notices },
      });
    expect(before(seconds(60), {})).toEqual(CAUSE);
    expect(before(seconds(60) + 1, {})).toEqual([]);
    const vetoByPhase = { cause: minutes(5) };
    expect(before(minutes(5), { vetoByPhase })).toEqual(CAUSE);
    expect(before(minutes(5) + 1, { vetoByPhase })).toEqual([]);
    expect(before(seconds(20), { vetoMs: seconds(0) })).toEqual(CAUSE);
    expect(before(seconds(20) + 1, { vetoMs: seconds(0) })).toEqual([]);
  });
});

describe('schools that did not answer', () => {
  const school = (uai: string, type: string) => ({
    school: { uai, type, name: `École ${uai}`, commune: 'Lyon' } as never,
  });

  test('are telephoned in the order in which they are told by day', () => {
    const types = ['other', 'ecole', 'lycee', 'college'];
    const all = types.map((type) => school(type, type));
    const { silent, ...counts } = answersOf([...all, school('unasked', 'lycee')], new Set(types), [
      { key: 'k', recipients: ['ecole'], at: BELL },
    ]);
    expect(counts).toEqual({ schools: 4, acknowledged: 1 });
    expect(silent).toEqual([all[2], all[3], all[0]]);
    expect(toTelephone('n', school('A', 'lycee').school)).toEqual({
      key: 'n/telephone/A',
      notice: 'n',
      uai: 'A',
      name: 'École A',
      commune: 'Lyon',
      priority: schoolPriority('lycee', true),
    });
  });

  test('are those by UAI whom no mail reached; an owner is none', () => {
    const failed = {
      channel: 'mail',
      state: 'failed-permanent',
      recipients: ['0311131L', '0690001A', 'Collège 0311131L', '0311131L, annexe'],
    } as const;
    expect([...schoolsWithoutMail([failed], [{ recipients: ['0690001A'] }])]).toEqual(['0311131L']);
    expect(schoolsWithoutMail([{ ...failed, channel: 'sms' }], []).size).toBe(0);
    expect(schoolsWithoutMail([{ ...failed, state: 'failed-temporary' }], []).size).toBe(0);
  });
});

describe('what the journal has lost', () => {
  const NONE = { platforms: {} } as const;

  test('is no platform that fell again, nor one that is sheltered', () => {
    const { state } = withNotices({ backAt: BELL }, {});
    const lost = { ...state, ...NONE };
    const recovery = { content: { phase: 'recovery', incident: id } as never };
    expect(isOverFor(lost, recovery)).toBe(false);
    const incident = state.incidents[id] as Incident;
    expect(contentOf(lost, incident, 'cause', NOW, policy)?.sheltered).toBe(false);
  });

  test('is no fact of a cause that a person recorded before any was judged', () => {
    const recorded = [{ cause: 'hosting', confidence: 1 }] as never;
    const { state } = withNotices({ recorded }, {});
    const incident = state.incidents[id] as Incident;
    expect(contentOf(state, incident, 'cause', NOW, policy)).toMatchObject({
      cause: 'hosting',
      facts: [],
    });
  });

  test('waits for no plan, and has begun to leave by its stage alone', () => {
    const other = { id: 'n', stage: 'planning', plannedAt: BELL } as never;
    expect(waitsForPlan({ n: other }, 'lost', BELL)).toBe(false);
    const left = (['held', 'cancelled', 'sending', 'sent', 'failed'] as const).map((stage) =>
      [{}, { firstAcceptedAt: BELL }].map((read) => hasBegunToLeave({ stage, ...read } as never)),
    );
    expect(left).toEqual([
      [false, false],
      [false, false],
      [true, true],
      [true, true],
      [false, true],
    ]);
  });

  test('asks for no answer; of two words the one that was read does', () => {
    const escalation = { afterMs: minutes(10), phases: ['outage'], levels: ['sms'] } as const;
    const by: Policy = { ...policy, notices: { ...policy.notices, escalation } };
    const read = { phase: 'outage', stage: 'sent', firstAcceptedAt: BELL };
    const change = withNotices({}, { n: read, m: { phase: 'outage', stage: 'sending' } });
    const due = (policies: Policy) =>
      escalateDue(
        change,
        change.state.incidents[id] as Incident,
        epochMs(BELL + minutes(10)),
        policies,
      );
    expect(told(due(by))).toEqual(['n/escalate/1 sms']);
    expect(due({ ...by, platforms: [] })).toBe(change);
  });
});

describe('words to correct', () => {
  test('end at another correction of the same cause, be it the latest word', () => {
    const word = (name: string, sendAt: number, more: object = {}) =>
      ({
        id: name,
        stage: 'sent',
        sendAt,
        content: { incident: id, cause: 'attack', ...more },
      }) as never;
    const corrects = { cause: 'attack', saidAt: BELL, notice: 'a' };
    const correction = { id: 'c', content: { incident: id, corrects } } as never;
    const [a, b] = [word('a', 1), word('b', 2)];
    expect(wordsToCorrect(correction, [a, b])).toEqual(['a', 'b']);
    const before = word('x', 3, { cause: 'overload', corrects });
    expect(wordsToCorrect(correction, [a, b, before])).toEqual(['a']);
    expect(wordsToCorrect(correction, [a, b, before, word('d', 4)])).toEqual(['a', 'd']);
  });
});

test('an SMS of 160 septets is one part, folded or not', () => {
  for (const letter of ['a', '’', 'ç'])
    expect([160, 161].map((most) => foldAndMeasure(letter.repeat(most)).segments)).toEqual([1, 2]);
});

test('whoever asked for silence is told of in so many words', () => {
  expect(missedReason(ASKED_FOR_SILENCE, null)).toMatch(/asked for no more messages/u);
});

test('a letter of two units is none of GSM-7’s', () => {
  expect([septetCost('e'), septetCost('e\u0301'), septetCost('€'), septetCost('')]).toEqual([
    1, 0, 2, 0,
  ]);
});
