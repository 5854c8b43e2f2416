import { PreauError } from '../../core/errors.ts';
import { variablesOf } from '../../core/notice/expand-template.ts';
import {
  MESSAGE_NAMES,
  TOLD_CAUSES,
  VARIABLE_NAMES,
  type Wording,
} from '../../core/notice/wording.ts';

const TEXTS = [
  'drillMark',
  'drillNote',
  'clockSign',
  'dayUnit',
  'listOr',
  'attackUnconfirmed',
  'verdictStated',
  'verdictUndetermined',
  'schoolsOne',
  'schoolsMany',
  'mailFooter',
] as const satisfies readonly (keyof Wording)[];

const RUNGS = ['inconnue', 'possible', 'probable', 'confirmée'] as const;

/**
 * Check a locale's `notices` section, as parsed from its file, and take it as a `Wording`.
 *
 * All of it is looked at and every problem is told at once: a missing message is found here, not
 * on the morning that needs it.
 *
 * @throws PreauError `config-invalid` with one line per problem
 */
export function loadWording(section: unknown, language: Wording['language']): Wording {
  const problems: string[] = [];
  const texts = Object.fromEntries(
    TEXTS.map((name) => [name, textAt(section, [name], problems)]),
  ) as Pick<Wording, (typeof TEXTS)[number]>;
  const wording: Wording = {
    ...texts,
    language,
    causes: tableAt(section, 'causes', [...TOLD_CAUSES, 'suspended'], problems),
    rungs: tableAt(section, 'rungs', RUNGS, problems),
    sms: Object.fromEntries(
      MESSAGE_NAMES.map((name) => [name, textsAt(section, ['sms', name], problems)]),
    ) as Wording['sms'],
    mail: Object.fromEntries(
      MESSAGE_NAMES.map((name) => [
        name,
        {
          subject: textAt(section, ['mail', name, 'subject'], problems),
          body: textAt(section, ['mail', name, 'body'], problems),
        },
      ]),
    ) as Wording['mail'],
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

function textAt(section: unknown, path: Path, problems: string[]): string {
  const value = valueAt(section, path);
  if (typeof value !== 'string' || value.trim() === '') {
    problems.push(`notices.${path.join('.')}: expected words, got ${describe(value)}`);
    return '';
  }
  return checkVariables(value, path, problems);
}

function textsAt(section: unknown, path: Path, problems: string[]): readonly string[] {
  const value = valueAt(section, path);
  if (!Array.isArray(value) || value.length === 0) {
    problems.push(
      `notices.${path.join('.')}: expected a list, longest first, got ${describe(value)}`,
    );
    return [];
  }
  return value.map((_, index) => textAt(section, [...path, String(index)], problems));
}

function tableAt<Name extends string>(
  section: unknown,
  table: string,
  names: readonly Name[],
  problems: string[],
): { readonly [name in Name]: string } {
  return Object.fromEntries(
    names.map((name) => [name, textAt(section, [table, name], problems)]),
  ) as { readonly [name in Name]: string };
}

function checkVariables(template: string, path: Path, problems: string[]): string {
  const known: readonly string[] = VARIABLE_NAMES;
  for (const name of variablesOf(template)) {
    if (!known.includes(name)) {
      problems.push(`notices.${path.join('.')}: {${name}} is not one of ${known.join(', ')}`);
    }
  }
  return template;
}

const describe = (value: unknown): string =>
  value === undefined ? 'nothing' : Array.isArray(value) ? 'a list' : typeof value;
