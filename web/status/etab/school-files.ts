import type { ServedSchool } from '../../../app/schools/served-school.ts';
import type { WordsIn } from '../../../app/views/words.ts';
import { html } from '../../markup/html.ts';
import { cleanLine } from '../feeds/clean-text.ts';
import { platformSet, setName } from './platform-set.ts';

/** Of a school's name, in characters; directories hold none that is longer. Chosen. */
const NAME_MAX = 200;

/**
 * The two files of one school: who it is, and where its platforms' state is. Nothing in them changes
 * with the state, so that a fall writes no school's file again; and nothing is in them that the public
 * directory has not.
 *
 * @param known the ids of the sets that have files
 */
export function schoolFiles(
  { uai, name, platforms }: ServedSchool,
  known: ReadonlySet<string>,
  { words, language }: WordsIn,
): ReadonlyMap<string, string> {
  const set = platformSet(platforms);
  const file = known.has(set.id) ? setName(set) : null;
  const title = cleanLine(name, NAME_MAX);
  const page = file === null ? 'index.html' : `${file}.html`;
  const state = file === null ? 'api/v2/summary.json' : `${file}.json`;
  const body = { uai, name: title, platforms, state: `../${state}`, page: `../${page}` };
  return new Map([
    [`etab/${uai}.json`, `${JSON.stringify(body)}\n`],
    [
      `etab/${uai}/index.html`,
      html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title><meta http-equiv="refresh" content="0;url=../../${page}"></head><body><main><h1>${title}</h1><p>${uai}</p><p><a href="../../${page}">${words('feeds.school')}</a></p></main></body></html>
`.markup,
    ],
  ]);
}
