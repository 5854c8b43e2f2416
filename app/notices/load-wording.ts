import { PreauError } from '../../core/errors.ts';
import type { Place } from '../../core/notice/variable-names.ts';
import {
  MESSAGE_NAMES,
  type MessageName,
  TOLD_CAUSES,
  type Wording,
  type WordingTexts,
} from '../../core/notice/wording.ts';
import { checkPhrase } from './check-phrase.ts';

/** Words that nothing is put into. */
const PLAIN = [
  'drillMark',
  'drillNote',
  'additionMark',
  'clockSign',
  'dayUnit',
  'attackUnconfirmed',
] as const;

const RUNGS = ['inconnue', 'possible', 'probable', 'confirmée'] as const;

/** The last word of an outage, and a test: nothing follows them at a time. */
const LAST_WORDS: readonly MessageName[] = ['recovery', 'reopened', 'drill'];

/**
 * Check a locale's `notices` section, as parsed from its file, and take it as the texts of a `Wording`.
 *
 * All of it is looked at and every problem is told at once: a missing message, or one that says
 * `{urll}`, is found here, not on the morning that needs it.
 *
 * @throws PreauError `config-invalid` with one line per problem
 */
export function loadWording(section: unknown, language: Wording['language']): WordingTexts {
  const problems: string[] = [];
  const reader: Reader = { section, language, problems };
  const wording: WordingTexts = {
    ...(Object.fromEntries(PLAIN.map((name) => [name, plainAt(reader, [name])])) as Pick<
      WordingTexts,
      (typeof PLAIN)[number]
    >),
    language,
    causes: tableAt(reader, 'causes', [...TOLD_CAUSES, 'suspended']),
    rungs: tableAt(reader, 'rungs', RUNGS),
    dated: phraseAt(reader, ['dated'], 'dated'),
    verdictStated: phraseAt(reader, ['verdictStated'], 'verdictStated'),
    verdictUndetermined: phraseAt(reader, ['verdictUndetermined'], 'verdictUndetermined'),
    sms: byMessage((name) => phrasesAt(reader, ['sms', name], 'sms', !LAST_WORDS.includes(name))),
    smsAlso: phrasesAt(reader, ['smsAlso'], 'also'),
    mail: byMessage((name) => ({
      subject: phrasesAt(reader, ['mail', name, 'subject'], 'subject'),
      title: phraseAt(reader, ['mail', name, 'title'], 'title'),
      body: phraseAt(reader, ['mail', name, 'body'], 'body', !LAST_WORDS.includes(name)),
    })),
    mailFooter: phraseAt(reader, ['mailFooter'], 'footer'),
  };
  if (!wording.drillMark.startsWith('EXERCICE')) {
    problems.push('notices.drillMark: expected a text that begins with EXERCICE');
  }
  if (problems.length === 0) return wording;
  throw new PreauError(
    'config-invalid',
    `locales/${language}.yaml: ${problems.length} problem(s) in the words of notices.\n` +
      `${problems.map((problem) => `  ${problem}`).join('\n')}\n` +
      'Compare with locales/fr.yaml, which has every message.',
  );
}

const byMessage = <Words>(make: (name: MessageName) => Words) =>
  Object.fromEntries(MESSAGE_NAMES.map((name) => [name, make(name)])) as {
    readonly [name in MessageName]: Words;
  };

interface Reader {
  readonly section: unknown;
  readonly language: Wording['language'];
  readonly problems: string[];
}

type Path = readonly string[];

function valueAt(section: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, name) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, name)
        ? (value as { readonly [key: string]: unknown })[name]
        : undefined,
    section,
  );
}

function textAt({ section, problems }: Reader, path: Path): string | null {
  const value = valueAt(section, path);
  if (typeof value === 'string' && value.trim() !== '') return value.trim();
  problems.push(`${placeOf(path)}: expected words, got ${describe(value)}`);
  return null;
}

function plainAt(reader: Reader, path: Path): string {
  const text = textAt(reader, path) ?? '';
  if (/[{}]/u.test(text))
    reader.problems.push(`${placeOf(path)}: expected plain words, got a brace`);
  return text;
}

/** @param promises true when it must say when the next word comes */
function phraseAt(reader: Reader, path: Path, place: Place, promises = false): string {
  const template = textAt(reader, path);
  if (template === null) return '';
  for (const problem of checkPhrase(template, place, reader.language, promises))
    reader.problems.push(`${placeOf(path)}: ${problem}`);
  return template;
}

function phrasesAt(reader: Reader, path: Path, place: Place, promises = false): readonly string[] {
  const value = valueAt(reader.section, path);
  if (Array.isArray(value) && value.length > 0)
    return value.map((_, index) => phraseAt(reader, [...path, String(index)], place, promises));
  reader.problems.push(`${placeOf(path)}: expected a list, longest first, got ${describe(value)}`);
  return [];
}

function tableAt<Name extends string>(
  reader: Reader,
  table: string,
  names: readonly Name[],
): { readonly [name in Name]: string } {
  return Object.fromEntries(names.map((name) => [name, plainAt(reader, [table, name])])) as {
    readonly [name in Name]: string;
  };
}

const placeOf = (path: Path): string => `notices.${path.join('.')}`;

const describe = (value: unknown): string =>
  value === undefined ? 'nothing' : Array.isArray(value) ? 'a list' : typeof value;
