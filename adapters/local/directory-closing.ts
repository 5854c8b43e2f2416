import type { DatabaseSync } from 'node:sqlite';
import type { StoreChanges } from '../../app/schools/school-store.ts';
import type { SchoolType } from '../../core/school/school.ts';
import type { Uai } from '../../core/units.ts';

/**
 * Closed schools leave the file, so a school that is missing is closed; but when more than this part
 * is missing, and more than a handful, the file was cut short or filtered, and nobody is closed on
 * its word. Nor ever more than half, however few they are. Asked of each type of a department, since
 * a file may lack all its lycées, and of the department. Chosen: France closes about one school in
 * two hundred a year.
 */
const DOUBT = { share: 0.2, schools: 5, ever: 0.5 } as const;

/** What an import speaks of: UAIs, and the types of schools, null for all of them. */
export interface Covered {
  readonly named: ReadonlySet<Uai>;
  readonly types: ReadonlySet<string> | null;
}

interface Closed {
  readonly gone: number;
  readonly doubted: StoreChanges['doubted'];
}

/** The schools of one type in one department: how many are known, and which the files lack. */
interface Group {
  readonly type: SchoolType;
  known: number;
  readonly missing: string[];
}

/** Mark as gone what a file says is closed. @returns how many of them were open before */
export function closeNamed(database: DatabaseSync, uais: ReadonlySet<Uai>): number {
  const close = closer(database);
  let gone = 0;
  for (const uai of uais) gone += Number(close.run(uai).changes);
  return gone;
}

/** Mark as gone the schools of a department that the files no longer name, unless in doubt. */
export function closeMissing(database: DatabaseSync, department: string, covered: Covered): Closed {
  const groups = groupsOf(database, department, covered);
  const known = groups.reduce((total, group) => total + group.known, 0);
  const missing = groups.reduce((total, group) => total + group.missing.length, 0);
  const isDoubted = isTooMuch(missing, known);
  const close = closer(database);
  const doubted = [];
  let gone = 0;
  for (const group of groups) {
    if (group.missing.length === 0) continue;
    if (isDoubted || isTooMuch(group.missing.length, group.known)) {
      const { type } = group;
      doubted.push({ department, type, known: group.known, missing: group.missing.length });
      continue;
    }
    for (const uai of group.missing) close.run(uai);
    gone += group.missing.length;
  }
  return { gone, doubted };
}

function groupsOf(
  database: DatabaseSync,
  department: string,
  { named, types }: Covered,
): readonly Group[] {
  const rows = database
    .prepare(
      "SELECT uai, school ->> '$.type' AS type FROM school WHERE department = ? AND gone = 0 ORDER BY uai",
    )
    .all(department);
  const groups = new Map<string, Group>();
  for (const row of rows) {
    const type = String(row['type']) as SchoolType;
    if (types !== null && !types.has(type)) continue;
    const group = groups.get(type) ?? { type, known: 0, missing: [] };
    groups.set(type, group);
    const uai = String(row['uai']);
    group.known += 1;
    if (!named.has(uai as Uai)) group.missing.push(uai);
  }
  return [...groups.values()];
}

function isTooMuch(missing: number, known: number): boolean {
  const most = Math.min(Math.max(DOUBT.schools, known * DOUBT.share), known * DOUBT.ever);
  return missing > most;
}

const closer = (database: DatabaseSync) =>
  database.prepare('UPDATE school SET gone = 1 WHERE uai = ? AND gone = 0');
