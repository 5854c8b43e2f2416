// Goal: one thing is said of in the singular, in every sentence of the command line and of the pages,
// in both languages. Method: each template that counts, filled in with one, nought and two, and read for
// a plural after the figure; what is told of nothing and of many keeps its own form.
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readPhrase } from '../../app/notices/read-phrase.ts';
import { wordsOf } from '../../app/views/words-of.ts';
import { fillTemplate } from '../../cli/fill-template.ts';
import { readWordTable } from '../../web/words.ts';

type Language = 'fr' | 'en';
const LANGUAGES: readonly Language[] = ['fr', 'en'];
const FOLDER = new URL('../../cli/', import.meta.url);

/** Every text of a command's tables, by where it stands. */
function texts(node: unknown, path: string): readonly (readonly [string, string])[] {
  if (typeof node === 'string') return [[path, node]];
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, child]) => texts(child, `${path}.${key}`));
}

/** What words are asked for by language: `healthWords('fr')`. A description of a report is no table. */
async function tables(language: Language): Promise<readonly (readonly [string, string])[]> {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('-words.ts'));
  const modules = await Promise.all(
    files.map(async (name): Promise<[string, object]> => {
      const module: object = await import(new URL(name, FOLDER).href);
      return [name, module];
    }),
  );
  return modules.flatMap(([name, module]) =>
    Object.entries(module).flatMap(([exported, make]: [string, unknown]) =>
      exported.endsWith('Words') && typeof make === 'function' && make.length === 1
        ? texts(make(language), `${name} ${exported}`)
        : [],
    ),
  );
}

/** Names under which templates get a count; a share, an hour or a name is none. */
const COUNTS =
  /^(?:count|mails|sms|recipients|schools|contacts|pages|files|lines|rounds|segments|smsSegments|notices|mirrors|entries|platforms|mobiles|days|minutes|networks|addresses|requests|accepted|failed|planned|rejected|asked|of|needed|observations|silent|acknowledged|gone|unreachable|votes|against)$/;

/** Ends like a plural, and is none. */
const NO_PLURAL =
  /^(?:sms|s|des|dans|depuis|sans|pas|plus|avis|as|has|is|was|unless|across|voix|ms|less|this|its|sous|hors|suffices|sees|waits|answers|address|remis)$/i;

const NAMES = /\{(\w+)(?=[,}])/g;

function filled(text: string, language: Language, count: number): string {
  const names = [...text.matchAll(NAMES)].map(([, name = '']) => name);
  const values = Object.fromEntries(names.map((name) => [name, COUNTS.test(name) ? count : 'x']));
  return text.includes(', plural, =')
    ? fillTemplate(text, values)
    : wordsOf({ text }, 'a test', language)('text', values);
}

/** Plurals right after a figure, or after one word more: "1 pages", "1 autres noms". */
const pluralsIn = (sentence: string): readonly string[] =>
  [...sentence.matchAll(/(?<![\p{L}\d.,/{])1[\s\u00A0\u202F](\p{L}+)(?:[\s\u00A0](\p{L}+))?/gu)]
    .filter(
      ([, first = '', second = '']) =>
        isPlural(first) || (/^autres?|other$/.test(first) && isPlural(second)),
    )
    .map(([found]) => found);

const isPlural = (word: string): boolean =>
  (word.length > 2 && /[sx]$/i.test(word) && !NO_PLURAL.test(word)) || /\((?:s|nt|es)\)/.test(word);

describe.each(LANGUAGES)('in %s', (language) => {
  test('no table of the command line says one in the plural', async () => {
    const all = await tables(language);
    expect(all.length).toBeGreaterThan(500);
    const wrong = all.flatMap(([where, text]) =>
      pluralsIn(filled(text, language, 1)).map((found) => `${where}: ${found}`),
    );
    // Of evaluated outages and drills a sentence about one stands beside it.
    expect(wrong.filter((one) => !one.includes('.more'))).toEqual([]);
    expect(all.filter(([, text]) => /\p{L}\((?:s|nt|es)\)/u.test(text))).toEqual([]);
  });

  test('nor does a sentence of the locales that is said of a count', () => {
    const table = Object.entries(readWordTable(language));
    // A sentence about one stands beside `more`, `several` and `check.problems`; signals are worded by the
    // core, and no incident's journal has a single line.
    const told = table.filter(
      ([key]) =>
        !/(?:\.more|\.several|\.many|^check\.problems|^dossier\.readMe)$|^cause\.signal\./.test(
          key,
        ),
    );
    const wrong = told.flatMap(([key, text]) =>
      text.includes(', select,')
        ? []
        : pluralsIn(filled(text, language, 1)).map((found) => `${key}: ${found}`),
    );
    expect(wrong).toEqual([]);
  });

  test('each plural of a command is ICU, with the cases of its language', async () => {
    const counted = (await tables(language)).filter(([, text]) => text.includes(', plural,'));
    expect(counted.length).toBeGreaterThan(30);
    for (const [where, text] of counted) {
      const read = readPhrase(text, language);
      if (read.kind === 'unreadable') throw new Error(`${where}: ${read.reason}`);
      for (const { cases } of read.choices)
        expect([where, [...cases].toSorted()]).toEqual([
          where,
          language === 'fr' ? ['=0', '=1', 'other'] : ['=1', 'other'],
        ]);
    }
  });
});

test('nought is one in French, and many in English', () => {
  const fr = '{n} {n, plural, =0 {courriel} =1 {courriel} other {courriels}}';
  const en = '{n} {n, plural, =1 {mail} other {mails}}';
  expect([0, 1, 2, '2 000'].map((n) => fillTemplate(fr, { n }))).toEqual([
    '0 courriel',
    '1 courriel',
    '2 courriels',
    '2 000 courriels',
  ]);
  expect([0, 1, '1', 2].map((n) => fillTemplate(en, { n }))).toEqual([
    '0 mails',
    '1 mail',
    '1 mail',
    '2 mails',
  ]);
});

test('the reader of plurals finds those that were there', () => {
  expect(pluralsIn('1 acceptés, 1 mails, 1 autres noms, 11 lignes, 1 SMS, 1 avis')).toEqual([
    '1 acceptés',
    '1 mails',
    '1 autres noms',
  ]);
});
