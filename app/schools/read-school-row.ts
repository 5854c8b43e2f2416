import { foldName } from '../../core/school/fold-name.ts';
import type { School, SchoolType } from '../../core/school/school.ts';
import { schoolTypeOf } from '../../core/school/school-type.ts';
import {
  departmentOfCommune,
  readDepartment,
  type Territory,
  territoryOf,
} from '../../core/school/territory.ts';
import { readUai } from '../../core/school/uai.ts';
import type { Uai } from '../../core/units.ts';
import { readLabel } from './read-label.ts';
import { type DirectoryRow, readMails, readPhones } from './read-reach.ts';
import { type Reading, rejectionsOf } from './reading.ts';
import type { Rejection } from './rejection.ts';
import type { SchoolRecord } from './school-record.ts';
import type { DirectoryColumn } from './school-source.ts';

export interface SchoolRow {
  /** Null when the row as a whole is rejected. */
  readonly record: SchoolRecord | null;
  /** The UAI, where it is a good one, of a rejected row too. */
  readonly uai: Uai | null;
  /** The row says that the school is closed. */
  readonly closed: boolean;
  readonly rejected: readonly Rejection[];
}

/**
 * Read one row of the directory.
 *
 * A row without a valid UAI, or of a closed school, is rejected. Any other faulty value is rejected by
 * itself and the school kept, so that one bad number costs no school its mail; one without a name
 * is called by its type and its commune, as schools to open are before they are named.
 */
export function readSchoolRow(
  line: number,
  cells: Readonly<Record<DirectoryColumn, string>>,
  headers: Readonly<Partial<Record<DirectoryColumn, string>>>,
  reading: Reading,
): SchoolRow {
  const { rejected, reject } = rejectionsOf(line, cells.uai.trim(), headers);
  const row: DirectoryRow = { cells, reject };
  const id = readUai(cells.uai);
  if (id.kind === 'rejected') {
    reject('uai', cells.uai, id.reason);
    return { record: null, uai: null, closed: false, rejected };
  }
  const given = readText(row, 'name');
  const state = readState(row);
  if (given === '') reject('name', cells.name, 'name-missing');
  if (state === 'closed') {
    reject('state', cells.state, 'state-closed');
    return { record: null, uai: id.uai, closed: true, rejected };
  }

  const { department, territory } = readPlace(row, reading);
  const type = schoolTypeOf(cells.type);
  const commune = readText(row, 'commune');
  const school: School = {
    uai: id.uai,
    name: given === '' ? nameless(type, commune) : given,
    type,
    academie: readAcademie(row, department, reading),
    department,
    commune,
    timeZone: territory?.timeZone ?? mainlandZone(reading),
    state,
  };
  const contacts = readMails(row, id.uai);
  const phones = readPhones(row, territory, reading);
  return { record: { school, contacts, phones }, uai: id.uai, closed: false, rejected };
}

/** What a school without a name is called: `Collège, Vétraz-Monthoux`. */
const TYPE_NAMES: Readonly<Record<SchoolType, string>> = {
  ecole: 'École',
  college: 'Collège',
  lycee: 'Lycée',
  erea: 'EREA',
  other: 'Établissement',
};

const nameless = (type: SchoolType, commune: string): string =>
  commune === '' ? TYPE_NAMES[type] : `${TYPE_NAMES[type]}, ${commune}`;

function readText({ cells, reject }: DirectoryRow, column: DirectoryColumn): string {
  const { text, reason } = readLabel(cells[column]);
  if (reason !== null) reject(column, cells[column], reason);
  return text;
}

function readState({ cells, reject }: DirectoryRow): School['state'] | 'closed' {
  switch (foldName(cells.state)) {
    case '':
    case 'ouvert':
      return 'open';
    case 'a fermer':
      return 'closing';
    case 'a ouvrir':
      return 'opening';
    case 'ferme':
      return 'closed';
    default:
      reject('state', cells.state, 'state-unknown');
      return 'open';
  }
}

/** From the department's own cell, else from the INSEE code of the commune; never from the UAI. */
function readPlace(
  { cells, reject }: DirectoryRow,
  { territories }: Reading,
): { readonly department: string; readonly territory: Territory | null } {
  const department = readDepartment(cells.department);
  const territory = territoryOf(department, territories);
  if (territory !== null) return { department, territory };

  const fromCommune = departmentOfCommune(cells.communeCode);
  const found = territoryOf(fromCommune, territories);
  if (department !== '' || found === null) {
    reject('department', cells.department, 'department-unknown');
  }
  return { department: found === null ? '' : fromCommune, territory: found };
}

function mainlandZone({ territories }: Reading): string {
  return territories.find((territory) => territory.department === '*')?.timeZone ?? 'Europe/Paris';
}

function readAcademie(
  { cells, reject }: DirectoryRow,
  department: string,
  reading: Reading,
): string {
  const named = reading.academies.named(cells.academie);
  if (named !== null) return named.name;
  if (cells.academie.trim() !== '') reject('academie', cells.academie, 'academie-unknown');
  return reading.academies.ofDepartment(department)?.name ?? '';
}
