import { describe, expect, test } from 'vitest';
import { wordCheck, wordFindings } from '../../../app/views/word-promise.ts';
import type { Finding } from '../../../core/promises/finding.ts';
import { readWords, readWordTable } from '../../../web/words.ts';

// Goal: people read in their own language what was counted of a promise, or what broke it.
// Method: every sentence there is in both languages, and the tables looked through for any other.

/** One of each; a key that is missing does not type-check. */
const ALL = {
  'turns-fit': { count: 2 },
  'turns-held': { count: 2 },
  'words-carried': { count: 2 },
  'rounds-seen': { count: 2 },
  'lines-explained': { count: 2 },
  'all-told': { planned: 4, accepted: 2, listed: 1, replaced: 1 },
  'health-alone': { count: 2 },
  'names-steady': { count: 2 },
  'no-drill': {},
  'mirror-unfit': { seq: 4, platform: 'nord' },
  'out-twice': { platform: 'nord', sec: 9 },
  'back-twice': { platform: 'nord', sec: 9 },
  'word-unfounded': { seq: 4, cause: 'overload' },
  'round-blind': { seq: 4, count: 1 },
  'time-unseen': { seq: 4, platform: 'nord' },
  'change-unheard': { seq: 4, change: 'C1' },
  'line-unexplained': { seq: 4 },
  'line-elsewhere': { seq: 4, expected: 3 },
  'line-astray': { seq: 4 },
  'line-altered': { seq: 4 },
  'line-other': { seq: 4 },
  'line-not-json': { seq: 4 },
  'not-replayed': { why: 'TypeError' },
  unsent: { count: 2 },
  miscounted: { planned: 3, counted: 2 },
  'came-twice': { count: 2 },
  'in-no-box': { count: 2 },
  'on-their-way': { count: 2, planned: 3 },
  'name-left-twice': { name: 'nord.example', ms: 900 },
  'drill-word': {},
} as const satisfies {
  readonly [Key in Finding['key']]: Extract<Finding, { readonly key: Key }>['values'];
};
const FINDINGS = Object.entries(ALL).map(([key, values]) => ({ key, values }) as Finding);
const words = { fr: readWords('fr'), en: readWords('en') };
const said = (language: 'fr' | 'en', ...all: readonly Finding[]) =>
  wordFindings(all, words[language]).replaceAll('\u00A0', ' ');

describe.each(['fr', 'en'] as const)('in %s', (language) => {
  test('each sentence has words of its own, and no hole in them', () => {
    const told = FINDINGS.map((one) => said(language, one));
    expect(new Set(told).size).toBe(FINDINGS.length);
    for (const text of told) expect(text).toMatch(/^[^{}]+[^{}.]$/);
  });

  test('there are no others', () => {
    const keys = Object.keys(readWordTable(language)).filter((key) => key.startsWith('promise.'));
    expect(keys.toSorted()).toEqual(
      [...FINDINGS.map(({ key }) => `promise.${key}`), 'promise.and'].toSorted(),
    );
  });
});

test.each<readonly [Finding, fr: string, en: string]>([
  [{ key: 'turns-fit', values: { count: 0 } }, 'aucune bascule', 'no turn'],
  [
    { key: 'turns-fit', values: { count: 1 } },
    '1 bascule, vers un miroir mesuré bon',
    '1 turn, to a mirror measured fit',
  ],
  [
    { key: 'turns-fit', values: { count: 12 } },
    '12 bascules, toutes vers un miroir mesuré bon',
    '12 turns, all to a mirror measured fit',
  ],
  [
    { key: 'rounds-seen', values: { count: 0 } },
    '0 tour de mesure journalisé, aucune action sans voir',
    '0 rounds in the journal, no action without sight',
  ],
  [
    { key: 'all-told', values: { planned: 25_710, accepted: 25_709, listed: 1, replaced: 0 } },
    '25710 messages prévus : 25709 acceptés, 1 sur la liste de l’opérateur, aucun reçu deux fois',
    '25710 messages planned: 25709 accepted, 1 on the operator’s list, none came twice',
  ],
  [
    { key: 'unsent', values: { count: 1 } },
    '1 message prévu n’est ni parti ni sur une liste',
    '1 planned message has neither left nor come on a list',
  ],
  [
    { key: 'on-their-way', values: { count: 1, planned: 10 } },
    '1 message sur 10 partait encore : il n’est pas perdu, et pas arrivé',
    '1 of 10 messages was still on its way: it is not lost, and has not arrived',
  ],
  [
    { key: 'on-their-way', values: { count: 2, planned: 10 } },
    '2 messages sur 10 partaient encore : aucun d’eux n’est perdu, tous ne sont pas arrivés',
    '2 of 10 messages were still on their way: none of these is lost, not all have arrived',
  ],
  [
    { key: 'mirror-unfit', values: { seq: 7, platform: 'nord' } },
    "ligne 7, nord basculée vers un miroir qui n'était pas mesuré bon",
    'line 7: nord turned to a mirror not measured fit',
  ],
  [
    { key: 'word-unfounded', values: { seq: 5, cause: 'name-or-certificate' } },
    'ligne 5, la cause « nom ou certificat » dite sans son verdict',
    'line 5: “name or certificate” was said without its verdict',
  ],
])('%j', (finding, fr, en) => {
  expect(said('fr', finding)).toBe(fr);
  expect(said('en', finding)).toBe(en);
});

test('a cause that an altered journal names, and that is none, stands as it does there', () => {
  for (const cause of ['other', 'the weather', 'toString', ''])
    expect(said('en', { key: 'word-unfounded', values: { seq: 5, cause } })).toBe(
      `line 5: “${cause}” was said without its verdict`,
    );
});

test('several are one line, joined as the language joins them', () => {
  const two: readonly Finding[] = [
    { key: 'line-altered', values: { seq: 6 } },
    { key: 'line-astray', values: { seq: 7 } },
  ];
  expect(wordFindings(two, words.fr)).toBe(
    "la ligne 6 a été modifiée\u00A0; la ligne 7 ne suit pas celle d'avant",
  );
  expect(wordFindings(two, words.en)).toBe(
    'line 6 was altered; line 7 does not follow its predecessor',
  );
});

test('a check keeps all else that it says', () => {
  expect(
    wordCheck(
      {
        id: 'P3',
        held: false,
        undecided: true,
        said: [{ key: 'came-twice', values: { count: 1 } }],
      },
      words.en,
    ),
  ).toEqual({
    id: 'P3',
    held: false,
    undecided: true,
    why: '1 message came twice by one channel',
  });
});
