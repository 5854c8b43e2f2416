import { expect, test } from 'vitest';
import { dossierDecisions } from '../../cli/dossier-decisions.ts';
import { readWords } from '../../web/words.ts';
import { timelineWords } from '../../cli/timeline-words.ts';
import type { PersonEvent } from '../../core/incident/event.ts';
import { initialState } from '../../core/incident/initial-state.ts';
import { step } from '../../core/incident/step.ts';
import { incidentId, platformId } from '../../core/units.ts';
import { chained } from '../fixtures/journal.ts';
import { testPolicy } from '../fixtures/policy.ts';
import { BELL, fitMirror, roundOf } from '../fixtures/timeline.ts';

// Goal: a dossier tells whatever a person can do, in the language of its home.
// Method: one event of each kind, upon a platform that has fallen, in both languages.

const policy = testPolicy();
const platform = platformId('nord');
const common = { at: BELL, platform, by: { role: 'cellule', name: 'A.' }, reason: 'pour voir' };
const fallen = [
  fitMirror('nord', BELL),
  roundOf('nord', BELL, 'xxx'),
  roundOf('nord', BELL, 'xxx'),
].reduce((state, event) => step(state, event, policy).state, initialState(policy));
const incident = incidentId(fallen.platforms[platform]?.incident ?? 'none');
const { at, by } = common;
const ofNotice = { at, by, notice: Object.keys(fallen.notices)[0] ?? 'none' };

/** One of each; a kind that is missing does not type-check. */
const EVENTS: { readonly [Kind in PersonEvent['kind']]: PersonEvent & { kind: Kind } } = {
  'person-sheltered': { kind: 'person-sheltered', ...common },
  'person-released': { kind: 'person-released', ...common },
  'person-vetoed': { kind: 'person-vetoed', ...common },
  'person-unvetoed': { kind: 'person-unvetoed', ...common },
  'person-resumed': { kind: 'person-resumed', ...common },
  'person-shared': { kind: 'person-shared', ...common, share: 0.4 },
  'person-suspended': { kind: 'person-suspended', ...common },
  'person-held-notice': { kind: 'person-held-notice', ...ofNotice },
  'person-cancelled-notice': { kind: 'person-cancelled-notice', ...ofNotice },
  'person-released-notice': { kind: 'person-released-notice', ...ofNotice },
  'person-edited-notice': { kind: 'person-edited-notice', ...ofNotice, addition: 'un mot' },
  'person-claimed': {
    kind: 'person-claimed',
    at,
    platform,
    claim: {
      at,
      role: 'owner',
      asserts: 'overload',
      denies: false,
      statement: 'trop de connexions',
      source: 'téléphone',
    },
  },
  'person-confirmed-cause': {
    kind: 'person-confirmed-cause',
    at,
    incident,
    cause: 'overload',
    by,
  },
  'person-recorded-cause': {
    kind: 'person-recorded-cause',
    at,
    incident,
    cause: 'overload',
    confidence: 0.9,
    source: 'réunion du 9 avril',
    by,
  },
  'person-started-drill': { kind: 'person-started-drill', at, platform, by },
  'person-ended-drill': { kind: 'person-ended-drill', at, platform, by },
};

/** The first line that a dossier tells of an event. */
function lineOf(event: PersonEvent, language: 'fr' | 'en'): string {
  const [entry] = chained([event]);
  if (entry === undefined) throw new Error('expected an entry');
  const after = step(fallen, event, policy).state;
  const words = readWords(language);
  const lines = timelineWords(language);
  const telling = { platform, language, words, lines, time: () => '8:00' };
  return dossierDecisions({ entry, before: fallen, after, policy }, telling)[0] ?? '';
}

test.each(['fr', 'en'] as const)('tells each thing that a person can do, in %s', (language) => {
  const told = Object.values(EVENTS).map((event) => lineOf(event, language));
  expect(new Set(told).size).toBe(told.length);
  for (const line of told) expect(line).toMatch(/^[^{}]+$/);
});

test('tells a share with its part and its reason', () => {
  expect(lineOf(EVENTS['person-shared'], 'en')).toBe(
    "A. (cellule) sets the mirror's share to 40%: pour voir",
  );
  expect(lineOf(EVENTS['person-shared'], 'fr')).toMatch(
    /^A\. \(cellule\) règle la part du miroir à 40\s%\s: pour voir$/,
  );
});

test('tells who wrote a claim down, where that is known', () => {
  const claimed = EVENTS['person-claimed'];
  expect(lineOf({ ...claimed, by }, 'en')).toMatch(/^A\. \(cellule\) notes what is claimed/);
  expect(lineOf(claimed, 'en')).toMatch(/^claimed/);
});

test('tells a recorded cause with its source, how sure it is, and whose word it is', () => {
  expect(lineOf(EVENTS['person-recorded-cause'], 'en')).toMatch(
    /^A\. \(cellule\) records the cause.*overload \(sure at 90%\) \[réunion du 9 avril\]$/,
  );
});
