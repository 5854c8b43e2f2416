import { type Territory, territoryOf } from '../../core/school/territory.ts';
import { readUai, uaisWithin } from '../../core/school/uai.ts';
import type { Contact } from '../../core/school/school.ts';
import type { Uai } from '../../core/units.ts';
import type { Attachment } from './attachment.ts';
import {
  addAttachment,
  addContact,
  addRecord,
  closeFile,
  type Draft,
  type FileRecords,
} from './draft.ts';
import { countBroken, type FileTally } from './file-tally.ts';
import { readAttachmentRow } from './read-attachment-row.ts';
import { readContactRow } from './read-contact-row.ts';
import type { Reading } from './reading.ts';
import { readSchoolRow } from './read-school-row.ts';
import type { Rejection } from './rejection.ts';
import type { SchoolSource, SourceRow } from './school-source.ts';
import type { SchoolStore } from './school-store.ts';

type Sources<Kind> = Extract<SchoolSource, { readonly kind: Kind }>;
type Known = Pick<SchoolStore, 'departmentOf' | 'isOpen'>;
type Ports = Reading & { readonly store: Known };

/** Where what is read goes, and who is told after each batch of rows. */
export interface Into {
  readonly draft: Draft;
  readonly tally: FileTally;
  readonly onRows: () => void;
}

/** Read one directory of schools into the draft. */
export async function readDirectory(
  { rows, headers, announced }: Sources<'directory'>,
  into: Into,
  reading: Reading,
): Promise<void> {
  const { draft, tally } = into;
  const records: FileRecords = new Map();
  await readRows(
    rows,
    into,
    ({ line, cells }) => {
      const { uai, record, closed, rejected } = readSchoolRow(line, cells, headers, reading);
      if (uai !== null) draft.named.add(uai);
      else if (!isBlank(cells)) tally.unnamedRows += 1;
      if (uai !== null && closed) draft.closed.add(uai);
      if (record !== null) addRecord(record, tally, records);
      return { rejected, kept: record !== null };
    },
    ({ text }) => {
      const uais = uaisWithin(text);
      for (const uai of uais) draft.named.add(uai);
      if (uais.length === 0) tally.unnamedRows += 1;
    },
  );
  tally.announced = announced?.() ?? null;
  const told = { mail: headers.mail !== undefined, phone: headers.phone !== undefined };
  closeFile(records, tally, told, draft);
}

/** Read one list of people who asked to be told into the draft. All directories must be read. */
export async function readContacts(
  { name, rows, headers }: Sources<'contacts'>,
  into: Into,
  ports: Ports,
): Promise<void> {
  const { draft, tally } = into;
  const list = draft.lists.get(name) ?? new Map<string, Contact>();
  draft.lists.set(name, list);
  await readRows(rows, into, ({ line, cells }) => {
    const territory = territoryOfSchool(cells.uai, draft, ports);
    const isKnown = (uai: Uai) => isThere(uai, draft, ports.store);
    const { contact, rejected } = readContactRow(line, cells, headers, territory, {
      ...ports,
      isKnown,
    });
    if (contact !== null) addContact(contact, tally, list);
    return { rejected, kept: contact !== null };
  });
}

/** Read one table of attachments into the draft. All directories must be read. */
export async function readAttachments(
  { name, rows, headers }: Sources<'attachments'>,
  into: Into,
  ports: Ports,
): Promise<void> {
  const { draft, tally } = into;
  const table = draft.tables.get(name) ?? new Map<string, Attachment>();
  draft.tables.set(name, table);
  const isKnown = (uai: Uai) => isThere(uai, draft, ports.store);
  await readRows(rows, into, ({ line, cells }) => {
    const { attachment, rejected } = readAttachmentRow(line, cells, headers, isKnown, ports);
    if (attachment !== null) addAttachment(attachment, tally, table);
    return { rejected, kept: attachment !== null };
  });
}

/** Each record is a row: read, rejected or broken, and counted as that. */
async function readRows<Column extends string>(
  rows: AsyncIterable<readonly SourceRow<Column>[]>,
  { tally, onRows }: Into,
  read: (row: Extract<SourceRow<Column>, { readonly kind: 'read' }>) => {
    readonly rejected: readonly Rejection[];
    readonly kept: boolean;
  },
  onBroken?: (row: Extract<SourceRow<Column>, { readonly kind: 'broken' }>) => void,
): Promise<void> {
  for await (const batch of rows) {
    for (const row of batch) {
      tally.rows += 1;
      if (row.kind === 'broken') {
        countBroken(tally, row);
        onBroken?.(row);
        continue;
      }
      const { rejected, kept } = read(row);
      tally.rejected.push(...rejected);
      if (!kept) tally.rejectedRows += 1;
    }
    onRows();
  }
}

/** Cells of a spreadsheet's empty row: of no school, and hiding none. */
function isBlank(cells: Readonly<Record<string, string>>): boolean {
  return Object.values(cells).every((cell) => cell.trim() === '');
}

/** In a file of this import, or kept and not closed. */
function isThere(uai: Uai, draft: Draft, store: Known): boolean {
  return draft.records.has(uai) || (!draft.closed.has(uai) && store.isOpen(uai));
}

/** Of a school of this import, else of one already kept; null when it is neither. */
function territoryOfSchool(cell: string, draft: Draft, ports: Ports): Territory | null {
  const id = readUai(cell);
  if (id.kind === 'rejected') return null;
  const drafted = draft.records.get(id.uai)?.school.department;
  return territoryOf(drafted ?? ports.store.departmentOf(id.uai) ?? '', ports.territories);
}
