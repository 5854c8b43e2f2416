import {
  ATTACHMENT_COLUMNS,
  type AttachmentColumn,
  CONTACT_COLUMNS,
  type ContactColumn,
  DIRECTORY_COLUMNS,
  type DirectoryColumn,
} from '../../app/schools/school-source.ts';

/**
 * The headers that name each column, the preferred one first: the directory of 2024, the one of
 * 2023, the geolocation set (`numero_uai`…), the keys of the API. Compared without case, accents,
 * and with `_`, `-` and blank alike, which is all that 2023 and 2024 differ in here.
 */
export const DIRECTORY_NAMES: Readonly<Record<DirectoryColumn, readonly string[]>> = {
  uai: ['identifiant de l etablissement', 'numero uai', 'uai', 'code uai'],
  name: ['nom etablissement', 'appellation officielle'],
  type: ['type etablissement', 'nature uai libe', 'libelle nature'],
  commune: ['nom commune', 'libelle commune'],
  communeCode: ['code commune'],
  department: ['code departement'],
  academie: ['libelle academie'],
  phone: ['telephone'],
  mail: ['mail'],
  state: ['etat', 'etat etablissement libe'],
};

const CONTACT_NAMES: Readonly<Record<ContactColumn, readonly string[]>> = {
  uai: ['uai', 'code uai', 'identifiant de l etablissement', 'numero uai'],
  role: ['role', 'fonction'],
  channel: ['channel', 'canal'],
  address: ['address', 'adresse'],
  language: ['language', 'langue'],
};

const ATTACHMENT_NAMES: Readonly<Record<AttachmentColumn, readonly string[]>> = {
  uai: CONTACT_NAMES.uai,
  platform: ['platform', 'plateforme', 'platform id', 'ent'],
};

/** Where each column stands in a header, and the header's own word for it. */
export interface Located<Column extends string> {
  readonly headers: Readonly<Partial<Record<Column, string>>>;
  readonly places: Readonly<Partial<Record<Column, number>>>;
}

/** Finds the columns of one kind of file among a header's cells, given plain and folded. */
type Locate<Column extends string> = (
  cells: readonly string[],
  folded: readonly string[],
) => Located<Column>;

export const locateDirectory: Locate<DirectoryColumn> = (cells, folded) =>
  locate(DIRECTORY_COLUMNS, DIRECTORY_NAMES, cells, folded);

export const locateContacts: Locate<ContactColumn> = (cells, folded) =>
  locate(CONTACT_COLUMNS, CONTACT_NAMES, cells, folded);

export const locateAttachments: Locate<AttachmentColumn> = (cells, folded) =>
  locate(ATTACHMENT_COLUMNS, ATTACHMENT_NAMES, cells, folded);

function locate<Column extends string>(
  columns: readonly Column[],
  names: Readonly<Record<Column, readonly string[]>>,
  cells: readonly string[],
  folded: readonly string[],
): Located<Column> {
  const headers: Partial<Record<Column, string>> = {};
  const places: Partial<Record<Column, number>> = {};
  for (const column of columns) {
    const name = names[column].find((known) => folded.includes(known));
    if (name !== undefined) {
      places[column] = folded.indexOf(name);
      headers[column] = cells[folded.indexOf(name)] ?? name;
    }
  }
  return { headers, places };
}
