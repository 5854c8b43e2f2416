import { IntlMessageFormat } from 'intl-messageformat';

type Element = ReturnType<IntlMessageFormat['getAst']>[number];

/** A variable where it stands in a template, and the arguments that had to hold for it to show. */
export interface VariableUse {
  readonly name: string;
  readonly within: readonly string[];
}

/** A `select` or `plural`: its argument, and its cases. */
export interface ChoiceUse {
  readonly name: string;
  readonly kind: 'select' | 'plural';
  readonly cases: readonly string[];
}

export type PhraseRead =
  | {
      readonly kind: 'read';
      readonly variables: readonly VariableUse[];
      readonly choices: readonly ChoiceUse[];
    }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** A message of ICU. Tags are plain text in it: a template cannot ask for markup. */
export const parsePhrase = (template: string, language: string): IntlMessageFormat =>
  new IntlMessageFormat(template, language, undefined, { ignoreTag: true });

/** Tell what a template asks for, or why it is no ICU message. */
export function readPhrase(template: string, language: string): PhraseRead {
  if (HIDING_APOSTROPHE.test(template))
    return { kind: 'unreadable', reason: "' before a brace hides it: write ’ there, or ''" };
  try {
    const variables: VariableUse[] = [];
    const choices: ChoiceUse[] = [];
    for (const use of usesOf(parsePhrase(template, language).getAst(), []))
      if ('within' in use) variables.push(use);
      else choices.push(use);
    return { kind: 'read', variables, choices };
  } catch (error) {
    return { kind: 'unreadable', reason: error instanceof Error ? error.message : String(error) };
  }
}

/** In ICU an apostrophe before one of these makes it plain text; French has apostrophes everywhere. */
const HIDING_APOSTROPHE = /(?<!')'[{}#]/u;

/** Element types of the library's tree, which it exports as a type only. */
const LITERAL = 0;
const ARGUMENT = 1;
const POUND = 7;

function usesOf(
  elements: readonly Element[],
  within: readonly string[],
): readonly (VariableUse | ChoiceUse)[] {
  return elements.flatMap((element) => {
    const type: number = element.type;
    if (type === LITERAL || type === POUND) return [];
    if ('options' in element) return choiceOf(element, within);
    if (type === ARGUMENT && 'value' in element) return [{ name: element.value, within }];
    throw new Error('expected names, select and plural alone, got another kind of argument');
  });
}

function choiceOf(
  element: Extract<Element, { readonly options: unknown }>,
  within: readonly string[],
): readonly (VariableUse | ChoiceUse)[] {
  const cases = Object.entries(element.options);
  const kind = 'pluralType' in element ? 'plural' : 'select';
  const names = cases.map(([name]) => name);
  return [
    { name: element.value, kind, cases: names },
    ...cases.flatMap(([name, { value }]) =>
      usesOf(value, isSomething(kind, name, names) ? [...within, element.value] : within),
    ),
  ];
}

/** The cases that hold only when there is something: `yes`, or any number once `=0` is apart. */
const isSomething = (kind: 'select' | 'plural', name: string, names: readonly string[]): boolean =>
  kind === 'select' ? name === 'yes' : name !== '=0' && names.includes('=0');
