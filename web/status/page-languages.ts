import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PageWords } from '../../app/views/words.ts';
import { readWords } from '../words.ts';

const LOCALES = new URL('../../locales/', import.meta.url);

/** A language tag is a file's name: `fr.yaml`, `pt-BR.yaml`. */
const TAG = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$/;

/** Bound of the page's links, chosen. */
const MOST_LANGUAGES = 12;

/**
 * The languages that the status page is written in: one for each file of words, so that adding a
 * language is adding a file. The organisation's own comes first: it is the page at `/`.
 *
 * @param folder with a slash at its end. @default the project's own
 * @throws Error for a file without the words of a page: a test walks all of them
 */
export function pageLanguages(own: string, folder: URL = LOCALES): readonly PageWords[] {
  const others = globSync('*.yaml', { cwd: fileURLToPath(folder) })
    .map((file) => basename(file, '.yaml'))
    .filter((tag) => TAG.test(tag) && tag !== own)
    .toSorted();
  return [own, ...others]
    .slice(0, MOST_LANGUAGES)
    .map((language) => ({ language, words: readWords(language, folder) }));
}
