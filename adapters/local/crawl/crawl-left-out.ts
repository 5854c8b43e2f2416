import type { DatabaseSync } from 'node:sqlite';
import type { LeftOut } from '../../../app/mirror/ports.ts';
import { pathPattern } from '../../../core/mirror/crawl/path-pattern.ts';

/** Chosen: a report that nobody reads to its end need not be longer. */
export const MAX_LEFT_OUT = 10_000;

/** Reasons by which many addresses of one making are left out: told once, with their number. */
const BY_PATTERN = "'too-far', 'too-many-alike', 'budget'";

/** Add what a crawl met and did not fetch, or could not: each once, those of one making together. */
export function addLeftOut(database: DatabaseSync, leftOut: LeftOut[]): void {
  const one = database.prepare(
    `SELECT url, reason FROM address WHERE outcome = 'left-out' AND reason NOT IN (${BY_PATTERN}) ORDER BY key LIMIT ?`,
  );
  for (const row of one.iterate(MAX_LEFT_OUT)) {
    leftOut.push({ name: String(row['url']), reason: String(row['reason']) });
  }
  const alike = new Map<string, number>();
  const many = database.prepare(
    `SELECT key, reason FROM address WHERE outcome = 'left-out' AND reason IN (${BY_PATTERN}) ORDER BY key`,
  );
  for (const row of many.iterate()) {
    const key = String(row['key']);
    const at = key.indexOf('/', 8);
    const group = JSON.stringify([key.slice(0, at) + pathPattern(key.slice(at)), row['reason']]);
    alike.set(group, (alike.get(group) ?? 0) + 1);
  }
  for (const [group, count] of alike) {
    const [pattern = '', reason = ''] = JSON.parse(group) as readonly string[];
    leftOut.push({ name: counted(pattern, pattern, count), reason });
  }
  const refused = database.prepare('SELECT * FROM refused ORDER BY pattern, reason LIMIT ?');
  for (const row of refused.iterate(MAX_LEFT_OUT)) {
    const name = counted(String(row['example']), String(row['pattern']), Number(row['n']));
    leftOut.push({ name, reason: String(row['reason']) });
  }
}

const counted = (example: string, pattern: string, count: number): string =>
  count === 1 ? example : `${pattern} (× ${count})`;
