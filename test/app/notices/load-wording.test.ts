import { expect, test } from 'vitest';
import { readNoticeTexts } from '../../../adapters/local/notice-wordings.ts';
import { compileWording } from '../../../app/notices/compile-wording.ts';
import { loadWording } from '../../../app/notices/load-wording.ts';
import { readPhrase } from '../../../app/notices/read-phrase.ts';
import { PreauError } from '../../../core/errors.ts';
import { MESSAGE_NAMES, type WordingTexts } from '../../../core/notice/wording.ts';

// Goal: a word that is missing, or a sentence that is no ICU message, is found when Préau starts,
// with all others, not on the morning that needs it. Method: the shipped locales, then damaged ones.

const { fr, en } = readNoticeTexts();

function problemsOf(section: unknown): readonly string[] {
  try {
    loadWording(section, 'fr');
  } catch (error) {
    if (error instanceof PreauError && error.code === 'config-invalid')
      return error.message
        .split('\n')
        .slice(1, -1)
        .map((line) => line.trim());
    throw error;
  }
  return [];
}

const withDrill = (words: Partial<WordingTexts['mail']['drill']>) => ({
  ...fr,
  mail: { ...fr.mail, drill: { ...fr.mail.drill, ...words } },
});

const namesOf = (template: string): readonly string[] => {
  const read = readPhrase(template, 'fr');
  if (read.kind === 'unreadable') throw new Error(read.reason);
  return [...new Set(read.variables.map(({ name }) => name))].toSorted();
};

test('the shipped locales are whole and load as they are', () => {
  expect(loadWording(fr, 'fr')).toEqual(fr);
  expect(loadWording(en, 'en')).toEqual(en);
});

test('both languages give the same facts in each mail, under the same subject', () => {
  for (const name of MESSAGE_NAMES) {
    expect([name, ...namesOf(en.mail[name].body)]).toEqual([name, ...namesOf(fr.mail[name].body)]);
    expect([name, ...en.mail[name].subject]).toEqual([name, ...fr.mail[name].subject]);
  }
});

test('every problem is told at once, with its place', () => {
  const { outage: _, ...sms } = fr.sms;
  const told = problemsOf({
    ...fr,
    sms: { ...sms, drill: [], recovery: ['{ent} {password} ?'] },
    drillMark: 'TEST',
    rungs: { ...fr.rungs, possible: 3, probable: '{ent}' },
  });
  expect(told).toEqual([
    'notices.rungs.possible: expected words, got number',
    'notices.rungs.probable: expected plain words, got a brace',
    'notices.sms.outage: expected a list, longest first, got nothing',
    expect.stringMatching(/^notices\.sms\.recovery\.0: \{password\} is not one of ent, h, /u),
    'notices.sms.drill: expected a list, longest first, got a list',
    'notices.drillMark: expected a text that begins with EXERCICE',
  ]);
});

test.each([
  ['{ent', /no ICU message/u],
  ['{ent} {schoolCount, plural, one {x}}', /no ICU message: .*OTHER/u],
  ['{ent, date, short}', /no ICU message: expected names, select and plural alone/u],
  ["Rien pour l'{ent}", /' before a brace hides it/u],
  ['Rien', /expected \{ent\} in it/u],
  ['{ent} {optout}', /\{optout\} is not one of/u],
  ['{ent} {url}', /\{url\} may be empty: expected it inside \{hasUrl, select, yes/u],
  ['{ent} {facts}', /\{facts\} may be empty: expected it inside \{factCount, plural, =0/u],
  ['{ent}{hasUrl, select, oui {{url}} other {}}', /no case is ever « oui », only yes, no, other/u],
  ['{ent}{factCount, plural, two {x} other {}}', /no case is ever « two », only one, many, other/u],
  ['{ent}{factCount, select, yes {x} other {}}', /expected plural/u],
  ['{ent}{count, plural, other {}}', /\{count\} is not one of/u],
])('« %s » is told with its place', (body, reason) => {
  const told = problemsOf(withDrill({ body }));
  expect(told.join('\n')).toMatch(reason);
  for (const line of told) expect(line).toMatch(/^notices\.mail\.drill\.body: /u);
});

test('a message that announces an outage says when the next word comes', () => {
  const sms = { ...fr.sms, outage: ['Préau : {ent} ne répond pas.'] };
  expect(problemsOf({ ...fr, sms })).toEqual(['notices.sms.outage.0: expected {next} in it']);
});

test('a value is put in as it is, never read as a template', () => {
  const wording = compileWording({
    ...fr,
    mail: { ...fr.mail, drill: { ...fr.mail.drill, title: "<b>{ent}</b> n'est pas {id}" } },
  });
  const hostile = "{id} '{x}' # {hasUrl, select, other {}} </b>";
  expect(wording.mail.drill.title({ ent: hostile, id: 'P-1' })).toBe(
    `<b>${hostile}</b> n'est pas P-1`,
  );
});

test.each([null, undefined, 3, 'x', [], { __proto__: fr }])('%j is no wording', (section) => {
  expect(problemsOf(section).length).toBeGreaterThan(50);
});
