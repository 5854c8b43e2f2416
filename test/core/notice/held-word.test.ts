import { describe, expect, test } from 'vitest';
import type { Incident } from '../../../core/incident/state.ts';
import { acknowledgedBy, isTooOld } from '../../../core/notice/acknowledge.ts';
import { deliveryFacts } from '../../../core/notice/delivery-facts.ts';
import { isDropped, NO_SCHOOL_DAY, OUTDATED } from '../../../core/notice/dropped.ts';
import { isStillSo, toldSince, wordedAtLeaving } from '../../../core/notice/held-word.ts';
import { noticesAfter } from '../../../core/notice/notices-after.ts';
import type { Notice } from '../../../core/notice/notice.ts';
import { waitsForPlan } from '../../../core/notice/plan-in-turn.ts';
import { ringAgain } from '../../../core/notice/ring-again.ts';
import { answersOf, toTelephone } from '../../../core/notice/silent-schools.ts';
import { epochMs, hours } from '../../../core/units.ts';
import { BELL } from '../../fixtures/timeline.ts';
import { id, withNotices } from './a-notice.ts';
import { longest } from './contents.ts';

// Goal: an SMS that was held rings for nothing that is no longer so, and answers are counted by school.
// Method: one incident and its notices as a test says, and one question at a time.

type Said = Parameters<typeof withNotices>[0];
const sent = (phase: string, more: object = {}) => ({ phase, stage: 'sent', ...more });

describe('what a held SMS says', () => {
  const so = (
    phase: string,
    said: Said = {},
    after: Readonly<Record<string, object>> = {},
    shelter = {},
  ) => isStillSo(withNotices(said, { n: sent(phase), ...after }, shelter).state, 'n');

  test('is so while its fall goes on, and no newer word was told', () => {
    expect(so('outage')).toBe(true);
    expect(so('outage', null)).toBe(false);
    expect(isStillSo(withNotices({}, {}).state, 'n')).toBe(false);
    expect(so('outage', { backAt: BELL })).toBe(false);
    expect(so('outage', { closedAt: BELL })).toBe(false);
    for (const phase of ['relapse', 'recovery']) {
      expect(so('outage', {}, { r: sent(phase) })).toBe(false);
      expect(so('outage', {}, { r: { phase, stage: 'waiting' } })).toBe(true);
      expect(isStillSo(withNotices({}, { r: sent(phase), n: sent('outage') }).state, 'n')).toBe(
        true,
      );
    }
    expect(so('outage', {}, { r: sent('cause') })).toBe(true);
  });

  test('is so of a recovery while visitors are back', () => {
    expect(so('recovery', { backAt: BELL })).toBe(true);
    expect(so('recovery')).toBe(false);
    expect(so('recovery', { backAt: BELL }, { r: sent('relapse') })).toBe(false);
  });

  test('is so of a correction whatever came, and of a test while its platform works', () => {
    expect(so('correction', { backAt: BELL }, { r: sent('relapse') })).toBe(true);
    expect(so('drill')).toBe(true);
    const { state } = withNotices({}, { n: sent('drill') });
    const nord = Object.values(state.platforms)[0];
    const down = {
      ...state,
      platforms: { ...state.platforms, nord: { ...nord, standing: 'down' } },
    };
    expect(isStillSo(down as never, 'n')).toBe(false);
    expect(isStillSo({ ...state, platforms: {} }, 'n')).toBe(false);
  });

  test('is so of a cause that is carried, with its certainty, and was not corrected', () => {
    const carried = (content: object, verdict: object | null) => {
      const { state } = withNotices({ verdict: verdict as never }, { n: sent('cause') });
      const notice = state.notices['n'] as Notice;
      const notices = { n: { ...notice, content: { ...notice.content, ...content } } };
      return isStillSo({ ...state, notices }, 'n');
    };
    const overload = { cause: 'overload', rung: 'probable' };
    expect(carried(overload, overload)).toBe(true);
    expect(carried(overload, { ...overload, rung: 'confirmée' })).toBe(false);
    expect(carried(overload, { ...overload, cause: 'attack' })).toBe(false);
    expect(carried(overload, null)).toBe(false);
    const nothing = { cause: 'undetermined', rung: 'inconnue' };
    expect(carried(nothing, null)).toBe(true);
    expect(carried(nothing, nothing)).toBe(true);
    expect(carried(nothing, { cause: 'overload', rung: 'inconnue' })).toBe(true);
    expect(carried(nothing, { cause: 'undetermined', rung: 'possible' })).toBe(true);
    expect(carried(nothing, overload)).toBe(false);
    const { state } = withNotices({}, { n: sent('outage'), c: sent('correction') });
    const corrects = (notice: string) => {
      const c = state.notices['c'] as Notice;
      const notices = {
        ...state.notices,
        c: { ...c, content: { ...c.content, corrects: { notice } } },
      };
      return isStillSo({ ...state, notices } as never, 'n');
    };
    expect([corrects('n'), corrects('m')]).toEqual([false, true]);
  });

  test('is older than each word that was told since, and no other', () => {
    const { state } = withNotices(
      {},
      {
        a: sent('cause'),
        n: sent('outage'),
        b: { phase: 'cause', stage: 'waiting' },
        c: sent('cause'),
      },
    );
    expect(toldSince(state, state.notices['n'] as Notice).map((one) => one.id)).toEqual(['c']);
    expect(toldSince({ ...state, incidents: {} }, state.notices['n'] as Notice)).toEqual([]);
    expect(noticesAfter(state, 'n')).toEqual(['b', 'c']);
    expect(noticesAfter(state, 'c')).toEqual([]);
    expect(noticesAfter(state, 'x')).toEqual([]);
    expect(noticesAfter({ ...state, incidents: {} }, 'n')).toEqual([]);
    const incident = state.incidents[id] as Incident;
    expect(
      noticesAfter({ ...state, incidents: { [id]: { ...incident, notices: ['c'] } } }, 'n'),
    ).toEqual([]);
  });

  test('is worded as it leaves', () => {
    const content = {
      ...longest,
      incident: id,
      nextWordAt: epochMs(5),
      sheltered: true,
      recoveredAt: epochMs(3),
    };
    const worded = (said: Said, shelter = {}, more = {}) => {
      const { sheltered, nextWordAt, recoveredAt } = wordedAtLeaving(
        withNotices(said, {}, shelter).state,
        { ...content, ...more },
        epochMs(10),
      );
      return [sheltered, nextWordAt, recoveredAt];
    };
    expect(worded({ nextWordAt: epochMs(11) })).toEqual([false, 11, 3]);
    expect(worded({ nextWordAt: epochMs(10) })).toEqual([false, null, 3]);
    expect(worded({ nextWordAt: null, backAt: epochMs(9) }, { mirrorShare: 0.1 })).toEqual([
      true,
      null,
      9,
    ]);
    expect(worded({ nextWordAt: epochMs(11) }, {}, { nextWordAt: null })).toEqual([false, null, 3]);
    expect(worded(null)).toEqual([true, 5, 3]);
    const { state } = withNotices({}, {});
    expect(wordedAtLeaving({ ...state, platforms: {} }, content, BELL).sheltered).toBe(false);
  });
});

describe('a plan', () => {
  const list = (mine: object, other: object) =>
    ({
      n: { id: 'n', plannedAt: 100, stage: 'planning', ...mine },
      m: { id: 'm', plannedAt: 100, stage: 'planning', ...other },
    }) as never;
  const waits = (mine: object, other: object, now = 200) =>
    waitsForPlan(list(mine, other), 'n', epochMs(now));

  test('waits for an earlier one that is being made, twenty seconds at most', () => {
    expect(waits({}, { plannedAt: 99 })).toBe(true);
    expect(waits({}, {})).toBe(true);
    expect(waits({}, { id: 'z' })).toBe(false);
    expect(waits({}, { plannedAt: 101 })).toBe(false);
    expect(waits({}, { plannedAt: 99, stage: 'waiting' })).toBe(false);
    expect(waits({}, { plannedAt: 99 }, 20_098)).toBe(true);
    expect(waits({}, { plannedAt: 99 }, 20_099)).toBe(false);
    expect(waitsForPlan({}, 'n', BELL)).toBe(false);
  });
});

describe('the key of a delivery', () => {
  const KEY = `ent-x-20210406T064200Z/outage/1/mail/${'h'.repeat(64)}`;

  test('tells what it is of', () => {
    expect(deliveryFacts(KEY)).toEqual({
      platform: 'ent-x',
      notice: 'ent-x-20210406T064200Z/outage/1',
      phase: 'outage',
      channel: 'mail',
      fellAt: Date.UTC(2021, 3, 6, 6, 42),
    });
    expect(deliveryFacts(KEY.replace('mail', 'sms'))?.channel).toBe('sms');
  });

  test.each([
    '',
    `x/${KEY}`,
    `${KEY}/x`,
    `X${KEY}`,
    KEY.replace('outage', 'rumour'),
    KEY.replace('mail', 'fax'),
    KEY.replace('20210406', '20211306'),
    KEY.replace('064200', '256000'),
    KEY.replace('/1/', '/1234567/'),
    KEY.replace('h', 'h'.repeat(66)),
    KEY.replace('ent-x', ''),
  ])('%j is none', (key) => {
    expect(deliveryFacts(key)).toBeNull();
  });
});

describe('answers', () => {
  const at = (recipients: readonly string[], ms: number) => ({
    key: 'k',
    recipients,
    at: epochMs(ms),
  });
  const school = (uai: string, type: string) =>
    ({ school: { uai, type, name: `n${uai}`, commune: 'c' } }) as never;

  test('are a school’s by its first contact', () => {
    const first = acknowledgedBy([at(['a', 'b'], 5), at(['a'], 3), at(['b'], 9)]);
    expect([...first]).toEqual([
      ['a', 3],
      ['b', 5],
    ]);
  });

  test('are waited for a month', () => {
    const month = hours(30 * 24);
    const old = (ms: number) => isTooOld({ fellAt: BELL }, epochMs(BELL + ms));
    expect([old(0), old(month), old(month + 1)]).toEqual([false, false, true]);
  });

  test('are counted of those that were asked, the silent by priority', () => {
    const told = [
      school('a', 'ecole'),
      school('b', 'lycee'),
      school('c', 'college'),
      school('d', 'college'),
    ];
    const { schools, acknowledged, silent } = answersOf(told, new Set(['a', 'b', 'c']), [
      at(['c'], 1),
    ]);
    expect([schools, acknowledged]).toEqual([3, 1]);
    expect(silent.map((one: { school: { uai: string } }) => one.school.uai).toSorted()).toEqual([
      'a',
      'b',
    ]);
    expect(toTelephone('n', (told[1] as unknown as { school: never }).school)).toMatchObject({
      key: 'n/telephone/b',
      notice: 'n',
      uai: 'b',
      name: 'nb',
      commune: 'c',
    });
  });

  test('are not asked by telephone of what was dropped', () => {
    const dropped = (state: string, detail: string) => isDropped({ state: state as never, detail });
    expect([dropped('suppressed', OUTDATED), dropped('suppressed', NO_SCHOOL_DAY)]).toEqual([
      true,
      true,
    ]);
    expect([dropped('suppressed', ''), dropped('planned', OUTDATED)]).toEqual([false, false]);
    expect([OUTDATED, NO_SCHOOL_DAY].every((words) => words.length > 20)).toBe(true);
  });
});

describe('an SMS after its day', () => {
  const until = BELL;
  const rings = { until, timeZone: 'Europe/Paris' } as never;

  test('rings again in ringing hours, and not while its day lasts', () => {
    expect(ringAgain(undefined, BELL, undefined, false)).toBeNull();
    expect(ringAgain(rings, epochMs(BELL - 1), undefined, false)).toBeNull();
    expect(ringAgain(rings, BELL, undefined, false)).toEqual({ kind: 'at', at: BELL });
    const calendar = { dayOf: () => 'no-class' as const };
    expect(ringAgain(rings, BELL, calendar, false)).toEqual({ kind: 'at', at: BELL });
    const place = {
      timeZone: 'Europe/Paris',
      department: '031',
      type: 'college',
      schoolDays: true,
    };
    const placed = { until, timeZone: 'Europe/Paris', places: [place] } as never;
    expect(ringAgain(placed, BELL, calendar, false)).toEqual({ kind: 'never', why: 'no-class' });
    expect(ringAgain(placed, BELL, calendar, true)).toEqual({ kind: 'at', at: BELL });
  });
});
