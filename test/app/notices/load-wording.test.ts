import { expect, test } from 'vitest';
import { readNoticeWordings } from '../../../adapters/local/notice-wordings.ts';
import { loadWording } from '../../../app/notices/load-wording.ts';
import { PreauError } from '../../../core/errors.ts';
import { variablesOf } from '../../../core/notice/expand-template.ts';
import { MESSAGE_NAMES } from '../../../core/notice/wording.ts';

// Goal: a word that is missing is found when Préau starts, with all others, not on the morning
// that needs it. Method: the shipped locales, then damaged ones.

const { fr, en } = readNoticeWordings();

function problemsOf(section: unknown): string {
  try {
    loadWording(section, 'fr');
  } catch (error) {
    if (error instanceof PreauError && error.code === 'config-invalid') return error.message;
    throw error;
  }
  return '';
}

test('the shipped locales are whole and load as they are', () => {
  expect(loadWording(fr, 'fr')).toEqual(fr);
  expect(loadWording(en, 'en')).toEqual(en);
});

test('both languages give the same facts in each mail', () => {
  for (const name of MESSAGE_NAMES) {
    const names = (text: string) => [...new Set(variablesOf(text))].toSorted();
    expect([name, ...names(en.mail[name].body)]).toEqual([name, ...names(fr.mail[name].body)]);
  }
});

test('every problem is told at once, with its place', () => {
  const { outage: _, ...sms } = fr.sms;
  const told = problemsOf({
    ...fr,
    sms: { ...sms, drill: [], relapse: ['{password} ?'] },
    drillMark: 'TEST',
    rungs: { ...fr.rungs, possible: 3 },
  });
  expect(told.split('\n').slice(1, -1)).toEqual([
    '  notices.rungs.possible: expected words, got number',
    '  notices.sms.outage: expected a list, longest first, got nothing',
    expect.stringMatching(/^ {2}notices\.sms\.relapse\.0: \{password\} is not one of ent, h, /u),
    '  notices.sms.drill: expected a list, longest first, got a list',
    '  notices.drillMark: expected a text that begins with EXERCICE',
  ]);
});

test.each([null, undefined, 3, 'x', [], { __proto__: fr }])('%j is no wording', (section) => {
  expect(problemsOf(section)).toMatch(/problem\(s\)/u);
});
