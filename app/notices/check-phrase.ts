import { GUARDS, type Place, PLACES } from '../../core/notice/variable-names.ts';
import { type ChoiceUse, readPhrase, type VariableUse } from './read-phrase.ts';

/** What no template of a place may leave out, whatever the language. */
const REQUIRED: { readonly [place in Place]: readonly string[] } = {
  sms: ['ent'],
  subject: ['ent'],
  title: ['ent'],
  body: ['ent'],
  footer: ['schools', 'status', 'optout', 'id'],
  also: [],
  dated: ['date', 'hour'],
  verdictStated: ['cause', 'certainty'],
  verdictUndetermined: ['open'],
};

/**
 * Every problem of one template: not an ICU message, a variable that its place does not have, one
 * that it must have, one that may be empty and would leave a hole, a case that never comes.
 *
 * @param promises true when it must say when the next word comes
 */
export function checkPhrase(
  template: string,
  place: Place,
  language: string,
  promises: boolean,
): readonly string[] {
  const read = readPhrase(template, language);
  if (read.kind === 'unreadable') return [`no ICU message: ${read.reason}`];
  const named = new Set(read.variables.map(({ name }) => name));
  const required = [...REQUIRED[place], ...(promises ? ['next'] : [])];
  return [
    ...read.choices.flatMap((choice) => choiceProblems(choice, place, language)),
    ...read.variables.flatMap((variable) => variableProblems(variable, place)),
    ...required.filter((name) => !named.has(name)).map((name) => `expected {${name}} in it`),
  ];
}

function unknownName(name: string, place: Place): readonly string[] {
  const known: readonly string[] = PLACES[place];
  return known.includes(name) ? [] : [`{${name}} is not one of ${known.join(', ')}`];
}

function variableProblems({ name, within }: VariableUse, place: Place): readonly string[] {
  const unknown = unknownName(name, place);
  if (unknown.length > 0) return unknown;
  const guard = Object.entries(GUARDS).find(([guarded]) => guarded === name)?.[1];
  if (guard === undefined || within.includes(guard)) return [];
  const example = guard.startsWith('has')
    ? `{${guard}, select, yes {… {${name}} …} other {}}`
    : `{${guard}, plural, =0 {} other {… {${name}} …}}`;
  return [`{${name}} may be empty: expected it inside ${example}`];
}

function choiceProblems(
  { name, kind, cases }: ChoiceUse,
  place: Place,
  language: string,
): readonly string[] {
  const unknown = unknownName(name, place);
  if (unknown.length > 0) return unknown;
  const expected = name.startsWith('has') ? 'select' : 'plural';
  if (kind !== expected) return [`{${name}, ${kind}, …}: expected ${expected}`];
  const known = kind === 'select' ? ['yes', 'no', 'other'] : pluralCases(language);
  return cases
    .filter((found) => !known.includes(found) && !(kind === 'plural' && /^=\d+$/u.test(found)))
    .map(
      (found) => `{${name}, ${kind}, …}: no case is ever « ${found} », only ${known.join(', ')}`,
    );
}

const pluralCases = (language: string): readonly string[] =>
  new Intl.PluralRules(language).resolvedOptions().pluralCategories;
