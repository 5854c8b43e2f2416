import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { CalendarSpan } from '../../core/school/school-calendar.ts';
import type { SchoolType } from '../../core/school/school.ts';

const TABLE = new URL('../../data/school-calendar.csv', import.meta.url);

/**
 * The school calendar that ships in data/.
 *
 * @throws Error when the project's own table is broken: a bug, and a test reads it
 */
export function readCalendarSpans(): readonly CalendarSpan[] {
  const rows = parse<Record<string, string>>(readFileSync(TABLE, 'utf8'), { columns: true });
  return rows.map(({ zone = '', kind, from = '', to = '', departments = '', types = '' }) => {
    if (kind !== 'known' && kind !== 'none')
      throw new Error(`data/school-calendar.csv: expected known or none, got ${kind}`);
    return {
      zone,
      kind,
      from,
      to,
      departments: list(departments),
      types: list(types) as readonly SchoolType[],
    };
  });
}

const list = (cell: string): readonly string[] => (cell === '' ? [] : cell.split('|'));
