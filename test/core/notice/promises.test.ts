// Goal: how long a word has had nothing new to say, and when the next one comes, follow from what was
// told. Method: one told notice changed a fact at a time; words without news counted at their bounds.
import { describe, expect, test } from 'vitest';
import type { Incident } from '../../../core/incident/state.ts';
import { nextWordAt, unchangedSince } from '../../../core/notice/next-word-at.ts';
import { platformSaid } from '../../../core/notice/platform-said.ts';
import type { Policy } from '../../../core/policy.ts';
import { epochMs, type EpochMs, minutes } from '../../../core/units.ts';
import { testPlatform, testPolicy } from '../../fixtures/policy.ts';
import { BELL } from '../../fixtures/timeline.ts';
import { id, withNotices } from './a-notice.ts';

const base = testPolicy();
const withLongest = (longest: number, changes: Partial<Policy> = {}): Policy => ({
  ...base,
  ...changes,
  notices: { ...base.notices, longestWordMs: minutes(longest) },
});
const policy = withLongest(120);

const said = {
  phase: 'cause',
  cause: 'undetermined',
  rung: 'inconnue',
  open: ['attack', 'overload'],
  sheltered: true,
} as const;
const SEND = epochMs(BELL + 1);
const ACCEPTED = epochMs(BELL + 2);
const FIRST = epochMs(BELL + 3);

describe('since when there is no news', () => {
  const since = (content: object = {}, notice: object = {}, by = policy) => {
    const told = { stage: 'sent', sendAt: SEND, content: { ...said, ...content }, ...notice };
    const { state } = withNotices({}, { told });
    return unchangedSince(state, state.incidents[id] as Incident, said, by);
  };

  test('is since the word that first told all of it', () => {
    expect(since()).toBe(SEND);
    expect(since({}, { firstAcceptedAt: ACCEPTED })).toBe(ACCEPTED);
    expect(since({ unchangedSince: FIRST }, { firstAcceptedAt: ACCEPTED })).toBe(FIRST);
    for (const phase of ['outage', 'relapse']) expect(since({ phase })).toBe(SEND);
  });

  test.each([
    ['a return was told', { phase: 'recovery' }],
    ['a correction was told', { phase: 'correction' }],
    ['another cause was', { cause: 'attack' }],
    ['it was surer', { rung: 'possible' }],
    ['lessons were elsewhere', { sheltered: false }],
    ['less was open', { open: ['attack'] }],
    ['it was open in another order', { open: ['overload', 'attack'] }],
  ])('is not at all when %s', (_, content) => {
    expect(since(content)).toBeUndefined();
  });

  test('is not asked before anybody was told, for another phase, nor by an older policy', () => {
    expect(since({}, { stage: 'waiting' })).toBeUndefined();
    expect(since({}, {}, base)).toBeUndefined();
    const { state } = withNotices({}, { told: { stage: 'sent', sendAt: SEND, content: said } });
    const incident = state.incidents[id] as Incident;
    expect(unchangedSince(state, incident, { ...said, phase: 'recovery' }, policy)).toBeUndefined();
    expect(unchangedSince(state, incident, said, policy)).toBe(SEND);
  });
});

describe('the next word', () => {
  /** Notices as a string: `n` news, `q` nothing new, in small what has not left. */
  const told = (words: string) =>
    Object.fromEntries(
      Array.from(words, (word, place) => [
        `w${place}`,
        {
          stage: word === word.toLowerCase() ? 'waiting' : place % 2 ? 'sending' : 'sent',
          content: word.toLowerCase() === 'q' ? { unchangedSince: BELL } : {},
        },
      ]),
    );
  const minutesUntil = (words: string, by: Policy, at: EpochMs = BELL, unchanged = true) => {
    const { state } = withNotices({}, told(words));
    const next = nextWordAt(state, state.incidents[id] as Incident, unchanged, at, by);
    return (next - at) / minutes(1);
  };

  test.each([
    ['', 60],
    ['N', 60],
    ['NQ', 120],
    ['NQQ', 240],
    ['NQqn', 120],
    ['QQ', 240],
    ['QQN', 60],
    ['NQNQQ', 240],
    ['NQQQ', 300],
    ['QQQQQQQQQQQQQQQQQQQQQQQQQQ', 300],
  ])('after %j comes in %i minutes', (words, wait) => {
    expect(minutesUntil(words, withLongest(300))).toBe(wait);
    expect(minutesUntil(words, withLongest(300), BELL, false)).toBe(30);
    expect(minutesUntil(words, base)).toBe(30);
  });

  test('is never sooner than a word with news would be', () => {
    expect(minutesUntil('NQ', withLongest(20))).toBe(30);
    expect(minutesUntil('NQ', withLongest(30))).toBe(30);
    expect(minutesUntil('NQ', withLongest(31))).toBe(35);
  });

  test('is promised for whole five minutes', () => {
    expect(minutesUntil('', base, epochMs(BELL + 1)) * minutes(1)).toBe(minutes(35) - 1);
    expect(minutesUntil('', base, epochMs(BELL + minutes(5)))).toBe(30);
  });

  test('without news waits for the morning of its own platform, news do not', () => {
    const evening = epochMs(BELL + minutes(11 * 60 + 30));
    expect(minutesUntil('', policy, evening)).toBe(60);
    expect(minutesUntil('NQ', policy, evening)).toBe(11.5 * 60);
    expect(minutesUntil('NQ', policy, evening, false)).toBe(30);
    const late = epochMs(evening + minutes(90));
    expect(minutesUntil('NQ', base, late)).toBe(30);
    const overseas = (isSo: (platform: string) => boolean) =>
      withLongest(120, {
        platforms: base.platforms
          .map((one) => (isSo(one.id) ? { ...one, timeZone: 'America/Martinique' } : one))
          .toReversed(),
      });
    expect(
      minutesUntil(
        'NQ',
        overseas((one) => one === 'nord'),
        evening,
      ),
    ).toBe(120);
    expect(
      minutesUntil(
        'NQ',
        overseas((one) => one !== 'nord'),
        evening,
      ),
    ).toBe(11.5 * 60);
    // One that is no longer configured keeps the organisation's hours.
    expect(minutesUntil('NQ', withLongest(120, { platforms: [] }), evening)).toBe(11.5 * 60);
  });
});

describe('what every notice says of its platform', () => {
  const nord = testPlatform('nord');

  test('is its names, its mirror’s own address, and its hours where they are others', () => {
    const all = {
      platform: 'nord',
      platformName: 'ENT nord',
      smsName: 'ENT nord',
      mirrorUrl: 'https://secours.nord.example',
      statusUrl: 'https://etat.example/',
    };
    expect(platformSaid(nord, 'https://etat.example/')).toEqual(all);
    expect(platformSaid(nord, 'https://etat.example/')).not.toHaveProperty('timeZone');
    const timeZone = 'Indian/Reunion';
    expect(platformSaid({ ...nord, timeZone }, all.statusUrl)).toEqual({ ...all, timeZone });
    expect(platformSaid(testPlatform('temoin', false), '').mirrorUrl).toBe(
      'https://temoin.example',
    );
  });
});
