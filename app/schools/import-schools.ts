import { territoryOf } from '../../core/school/territory.ts';
import { readUai } from '../../core/school/uai.ts';
import type { Contact } from '../../core/school/school.ts';
import { addContact, addRecord, countSchools, type Draft, openDraft } from './draft.ts';
import { closeTally, countBroken, type FileTally, openTally } from './file-tally.ts';
import type { ImportReport } from './import-report.ts';
import { readContactRow } from './read-contact-row.ts';
import type { Reading } from './reading.ts';
import { readSchoolRow } from './read-school-row.ts';
import type { SchoolSource } from './school-source.ts';
import type { SchoolStore } from './school-store.ts';

export interface ImportPorts extends Reading {
  readonly open: (path: string) => Promise<SchoolSource>;
  readonly store: SchoolStore;
}

export interface ImportOptions {
  /** Read and compare everything, and write nothing. */
  readonly dryRun: boolean;
  /** Told after each batch of rows. */
  readonly onProgress?: (file: string, rows: number) => void;
}

type Sources<Kind> = Extract<SchoolSource, { readonly kind: Kind }>;

/**
 * Import directories of schools and lists of contacts, in one go: all of it or nothing.
 *
 * Directories are read before lists, whatever the order asked for, since a national number is read
 * by its school's territory. A UAI met again, in the same file or another, is a further site.
 *
 * @throws PreauError `file-unreadable`, `directory-unreadable`, `store-unavailable`; nothing is
 *   written then
 */
export async function importSchools(
  paths: readonly string[],
  ports: ImportPorts,
  options: ImportOptions,
): Promise<ImportReport> {
  const draft = openDraft();
  const opened = await openAll(paths, ports);
  for (const { source, tally } of opened) {
    if (source.kind === 'directory') await readDirectory(source, tally, draft, ports, options);
  }
  for (const { source, tally } of opened) {
    if (source.kind === 'contacts') await readContacts(source, tally, draft, ports, options);
  }
  countSchools(draft);
  const changes = ports.store.apply(
    {
      records: [...draft.records.values()].map(({ record }) => record),
      named: draft.named,
      lists: [...draft.lists].map(([name, entries]) => ({
        name,
        contacts: [...entries.values()],
      })),
    },
    options,
  );
  return {
    dryRun: options.dryRun,
    files: opened.map(({ tally }) => closeTally(tally)),
    changes,
  };
}

async function openAll(
  paths: readonly string[],
  ports: ImportPorts,
): Promise<readonly { readonly source: SchoolSource; readonly tally: FileTally }[]> {
  const opened = [];
  for (const path of paths) {
    const source = await ports.open(path);
    opened.push({ source, tally: openTally(path, source.kind) });
  }
  return opened;
}

async function readDirectory(
  source: Sources<'directory'>,
  tally: FileTally,
  draft: Draft,
  ports: ImportPorts,
  options: ImportOptions,
): Promise<void> {
  for await (const batch of source.rows) {
    for (const row of batch) {
      tally.rows += 1;
      if (row.kind === 'broken') countBroken(tally, row);
      else {
        const read = readSchoolRow(row.line, row.cells, source.headers, ports);
        tally.rejected.push(...read.rejected);
        if (read.uai !== null) draft.named.add(read.uai);
        if (read.record === null) tally.rejectedRows += 1;
        else addRecord(read.record, tally, draft);
      }
    }
    options.onProgress?.(tally.file, tally.rows);
  }
}

async function readContacts(
  source: Sources<'contacts'>,
  tally: FileTally,
  draft: Draft,
  ports: ImportPorts,
  options: ImportOptions,
): Promise<void> {
  const list = draft.lists.get(source.name) ?? new Map<string, Contact>();
  draft.lists.set(source.name, list);
  for await (const batch of source.rows) {
    for (const row of batch) {
      tally.rows += 1;
      if (row.kind === 'broken') {
        countBroken(tally, row);
        continue;
      }
      const territory = territoryOf(departmentOf(row.cells.uai, draft, ports), ports.territories);
      const read = readContactRow(row.line, row.cells, source.headers, territory, ports);
      tally.rejected.push(...read.rejected);
      if (read.contact === null) tally.rejectedRows += 1;
      else addContact(read.contact, tally, list);
    }
    options.onProgress?.(tally.file, tally.rows);
  }
}

/** Of a school of this import, else of one already kept; empty when it is neither. */
function departmentOf(cell: string, draft: Draft, ports: ImportPorts): string {
  const id = readUai(cell);
  if (id.kind === 'rejected') return '';
  const drafted = draft.records.get(id.uai)?.record.school.department;
  return drafted ?? ports.store.departmentOf(id.uai) ?? '';
}
