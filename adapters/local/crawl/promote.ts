import { patternCap, pathPattern } from '../../../core/mirror/crawl/path-pattern.ts';
import type { FrontierDesk } from './frontier-desk.ts';

/** Candidates looked at between two looks at the whole list. */
const PART = 1_000;

/** Let in the nearest depth that has a page which may come. @returns how many; 0 when none is left */
export function promote(desk: FrontierDesk): number {
  for (;;) {
    const depth = desk.sql.level.get()?.['depth'];
    if (typeof depth !== 'number') return 0;
    const promoted = promoteLevel(desk, depth);
    if (promoted > 0) return promoted;
  }
}

function promoteLevel(desk: FrontierDesk, depth: number): number {
  const { sql, rules } = desk;
  let promoted = 0;
  for (;;) {
    const part = sql.candidates.all(depth, PART);
    for (const row of part) {
      const id = Number(row['id']);
      const reason = depth > rules.depth ? 'too-far' : capped(desk, String(row['key']));
      if (reason !== null) sql.refuse.run(reason, id);
      else {
        sql.queue.run((desk.seq += 1), id);
        promoted += 1;
      }
    }
    if (part.length < PART) return promoted;
  }
}

function capped({ sql, rules }: FrontierDesk, key: string): 'too-many-alike' | null {
  const pattern = pathPattern(key.slice(key.indexOf('/', 8)));
  const count = Number(sql.count.get(pattern, rules.round, rules.round)?.['n']);
  return count > patternCap(pattern, rules.caps) ? 'too-many-alike' : null;
}
