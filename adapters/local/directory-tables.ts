import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Academie } from '../../core/school/academie.ts';
import type { Territory } from '../../core/school/territory.ts';

/** The reference tables that ship in data/. Their columns are the project's own. */
export interface DirectoryTables {
  readonly academies: readonly Academie[];
  readonly territories: readonly Territory[];
}

/** @throws Error when a table of the project itself is broken: a bug, and a test reads them */
export function loadDirectoryTables(): DirectoryTables {
  return {
    academies: readTable('academies.csv').map((row) => ({
      code: cell(row, 'code_academie'),
      name: cell(row, 'academie'),
      departments: cell(row, 'departements').split('|'),
      holidayZone: cell(row, 'holiday_zone'),
    })),
    territories: readTable('territories.csv').map((row) => ({
      department: cell(row, 'code_departement'),
      name: cell(row, 'territory'),
      country: cell(row, 'country'),
      callingCode: cell(row, 'calling_code'),
      plan: cell(row, 'plan'),
      timeZone: cell(row, 'timezone'),
    })),
  };
}

type Row = Readonly<Record<string, string>>;

function readTable(name: string): readonly Row[] {
  const text = readFileSync(new URL(`../../data/${name}`, import.meta.url), 'utf8');
  return parse<Record<string, string>>(text, { columns: true });
}

function cell(row: Row, column: string): string {
  const value = row[column];
  if (value === undefined) throw new Error(`data/ has a table without its column ${column}`);
  return value;
}
