import type { VariableName, Variables } from './wording.ts';

/**
 * Fill a template: `[[…]]` stays only if every variable between its marks has something to say;
 * each `{name}` becomes its value, or nothing. Values are never read as templates.
 */
export function expandTemplate(template: string, variables: Variables): string {
  const kept = template.replace(/\[\[(.*?)\]\]/gsu, (_, words: string) =>
    variablesOf(words).every((name) => variables[name]) ? words : '',
  );
  return kept.replace(/\{(\w+)\}/gu, (_, name: string) => variables[name as VariableName] ?? '');
}

/** Names between braces, in order, each as often as it stands there. */
export function variablesOf(template: string): readonly VariableName[] {
  return Array.from(template.matchAll(/\{(\w+)\}/gu), (found) => found[1] as VariableName);
}
