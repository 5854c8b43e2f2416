import type { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { foldText } from '../../app/schools/fold-text.ts';
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
    texts.push(` ${foldText(`${uai} ${name} ${commune}`)}`);
    if (rows.length % STRETCH === 0) await setImmediate();
  }
  return {
    search(query, from, most) {
      const wanted = foldText(query.slice(0, QUERY_MAX_CHARS))
        .split(' ')
        .map((word) => ` ${word}`);
      const found: SchoolRow[] = [];
      let total = 0;
      for (let at = 0; at < texts.length; at += 1) {
        const text = texts[at] ?? '';
        if (!wanted.every((word) => text.includes(word))) continue;
        const row = rows[at];
        if (total >= from && found.length < most && row !== undefined) found.push(row);
        total += 1;
      }
      return { total, rows: found };
    },
  };
}
