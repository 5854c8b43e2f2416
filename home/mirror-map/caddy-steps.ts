import { caddyKey } from './caddy-words.ts';

/** A text, and what it gives. */
export type CaddyEntry = readonly [text: string, value: string];

/** A backquote would end the word. */
export const caddyRegex = (pattern: string, noCase = false): string =>
  `\`~${noCase ? '(?i)' : ''}${pattern.replaceAll('`', '\\x60')}\``;

/** A map of a name of its own, and its result kept: `{vars.preau_NAME}`. */
export function caddyStep(
  name: string,
  source: string,
  entries: readonly (readonly [key: string, value: string])[],
  otherwise = '',
): readonly string[] {
  return [...mapLines(name, source, entries, otherwise), `vars preau_${name} {preau_${name}}`];
}

function mapLines(
  name: string,
  source: string,
  entries: readonly (readonly [key: string, value: string])[],
  otherwise: string,
): readonly string[] {
  const lines = entries.map(([key, value]) => `\t${key} \`${value}\``);
  return [`map \`${source}\` {preau_${name}} {`, ...lines, `\tdefault \`${otherwise}\``, '}'];
}

/** Caddy compares with so many texts in some microseconds. Chosen. */
const LIST_MAX = 300;

/** The last two letters or digits of a text, before an ending: lessons have numbers there. */
const DRAWER = '([0-9A-Za-z])[^0-9A-Za-z]*([0-9A-Za-z])(?:[.][A-Za-z]{1,5})?[^0-9A-Za-z]*$';

/**
 * A long table: `{vars.preau_NAME}` is what the text gives, empty for none. Caddy looks through a map from
 * its beginning, so that a long one is cut into drawers by how its texts end, of which one is
 * looked through.
 */
export function caddyTable(
  name: string,
  source: string,
  entries: readonly CaddyEntry[],
): readonly string[] {
  const words = (list: readonly CaddyEntry[]) =>
    list.map(([text, value]) => [caddyKey(text), value] as const);
  if (entries.length <= LIST_MAX) return caddyStep(name, source, words(entries));
  const drawers = new Map<string, CaddyEntry[]>();
  for (const entry of entries) {
    const drawer = drawerOf(entry[0]);
    const inside = drawers.get(drawer);
    if (inside === undefined) drawers.set(drawer, [entry]);
    else inside.push(entry);
  }
  const drawer = `${name}_drawer`;
  return [
    ...caddyStep(drawer, source, [[caddyRegex(DRAWER), '${1}${2}']], 'none'),
    ...[...drawers].flatMap(([letters, inside], index) => {
      const one = `${name}_${index}`;
      return [
        `@preau_${one} vars {vars.preau_${drawer}} ${letters}`,
        `route @preau_${one} {`,
        ...mapLines(one, source, words(inside), '').map((line) => `\t${line}`),
        `\tvars preau_${name} {preau_${one}}`,
        '}',
      ];
    }),
  ];
}

function drawerOf(text: string): string {
  const [, first, second] = new RegExp(DRAWER).exec(text) ?? [];
  return first === undefined ? 'none' : `${first}${second ?? ''}`;
}
