import type { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { searchedText } from '../../app/schools/searched-text.ts';
import type { SchoolMatches, SchoolRow } from '../../app/schools/school-desk.ts';
import type { School } from '../../core/school/school.ts';

/** Open schools, searchable. */
export interface SchoolIndex {
  search(query: string, from: number, most: number): SchoolMatches;
}

/** Longer, nobody looks for a school. Chosen. */
const QUERY_MAX_CHARS = 100;

/** Rows read at a stretch, some milliseconds: the home has more to do than this. Chosen. */
const STRETCH = 500;

/**
 * Read all open schools, in UAI order: names and places, nobody's address. Others have their turn between
 * stretches.
 */
export async function buildIndex(database: DatabaseSync): Promise<SchoolIndex> {
  const rows: SchoolRow[] = [];
  const texts: string[] = [];
  for (const { school } of database
    .prepare('SELECT school FROM school WHERE gone = 0 ORDER BY uai')
    .iterate()) {
    const { uai, name, commune, department, type, state } = JSON.parse(String(school)) as School;
    rows.push({ uai, name, commune, department, type, state });
    texts.push(` ${searchedText(`${uai} ${name} ${commune}`)}\n`);
    if (rows.length % STRETCH === 0) await setImmediate();
  }
  const find = remember(findLines(texts));
  return {
    search(query, from, most) {
      const searched = searchedText(query.slice(0, QUERY_MAX_CHARS));
      if (searched === '') return { total: rows.length, rows: rows.slice(from, from + most) };
      const found = find(searched);
      const page = [...found.subarray(from, from + most)];
      return { total: found.length, rows: page.flatMap((at) => rows[at] ?? []) };
    },
  };
}

/** Words to the numbers of the lines that hold all of them, in order. */
type Find = (words: string) => Uint32Array;

/**
 * Search lines in one long text, which engines pass over many letters at a time: line by line took
 * several times as long for what is rare.
 *
 * @param lines each ends with its only line break
 */
function findLines(lines: readonly string[]): Find {
  const text = lines.join('');
  const starts = new Uint32Array(lines.length + 1);
  for (const [at, line] of lines.entries()) starts[at + 1] = (starts[at] ?? 0) + line.length;
  return (query) => {
    const words = query.split(' ').map((word) => ` ${word}`);
    // The longest is most likely the rarest.
    const [lead = '', ...others] = words.toSorted((one, other) => other.length - one.length);
    const found: number[] = [];
    let at = 0;
    for (let hit = text.indexOf(lead); hit !== -1; hit = text.indexOf(lead, starts[at])) {
      while ((starts[at + 1] ?? 0) <= hit) at += 1;
      const line = others.length > 0 ? text.slice(starts[at], starts[at + 1]) : '';
      if (others.every((word) => line.includes(word))) found.push(at);
      at += 1;
      if (at >= lines.length) break;
    }
    return Uint32Array.from(found);
  };
}

/** What people page through, and look at again on every change. Chosen: some people at a time. */
const QUERIES_MAX = 8;

/** Keep what the latest queries found: at most a quarter of a megabyte each. */
function remember(find: Find): Find {
  const known = new Map<string, Uint32Array>();
  return (words) => {
    const found = known.get(words) ?? find(words);
    known.delete(words);
    known.set(words, found);
    const [oldest] = known.keys();
    if (known.size > QUERIES_MAX && oldest !== undefined) known.delete(oldest);
    return found;
  };
}
