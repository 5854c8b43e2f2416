import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

const LOCALES = new URL('../locales/', import.meta.url);

/** By file: reading one costs a quarter of a second of processor time, and several parts need it. */
const read = new Map<string, unknown>();

/**
 * The words of a language, as `locales/<language>.yaml` has them: whoever takes a section checks it.
 * Read once for the life of the process. Nobody changes what this gives.
 *
 * @param folder with a slash at its end. @default the project's own
 */
export function readLocale(language: string, folder: URL = LOCALES): unknown {
  const file = new URL(`${language}.yaml`, folder);
  if (!read.has(file.href)) read.set(file.href, packed(parse(readFileSync(file, 'utf8'))));
  return read.get(file.href);
}

/**
 * The same values, each text in one piece. The parser gives them in as many pieces as they had words,
 * 80,000 in all: 6 MB for 200 kB of text, for the life of the process.
 */
function packed(tree: unknown): unknown {
  const whole: unknown = JSON.parse(JSON.stringify(tree));
  return whole;
}
