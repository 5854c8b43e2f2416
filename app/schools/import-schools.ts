import { type Draft, openDraft } from './draft.ts';
import { closeTally, type FileTally, openTally } from './file-tally.ts';
import type { ImportReport } from './import-report.ts';
import { readAttachments, readContacts, readDirectory } from './read-source.ts';
import type { Reading } from './reading.ts';
import type { SchoolRecord } from './school-record.ts';
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

/** One file, and the running account of it. */
interface Opened {
  readonly source: SchoolSource;
  readonly tally: FileTally;
}

/**
 * Import directories of schools, lists of contacts and tables of attachments, in one go: all of it
 * or nothing.
 *
 * Directories are read before the others, whatever the order asked for, since a national number is
 * read by its school's territory. A UAI met again in one file is a further site; a second file that
 * tells of a known UAI adds what the first did not know.
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
  for (const directory of [true, false]) {
    for (const { source, tally } of opened) {
      if ((source.kind === 'directory') !== directory) continue;
      const onRows = () => options.onProgress?.(tally.file, tally.rows);
      await readInto(draft, { source, tally }, ports, onRows);
    }
  }
  return {
    dryRun: options.dryRun,
    files: opened.map(({ tally }) => closeTally(tally)),
    changes: ports.store.apply(importOf(draft), options),
  };
}

async function openAll(paths: readonly string[], ports: ImportPorts): Promise<readonly Opened[]> {
  const opened = [];
  for (const path of paths) {
    const source = await ports.open(path);
    opened.push({ source, tally: openTally(path, source) });
  }
  return opened;
}

function readInto(
  draft: Draft,
  { source, tally }: Opened,
  ports: ImportPorts,
  onRows: () => void,
): Promise<void> {
  const into = { draft, tally, onRows };
  switch (source.kind) {
    case 'directory':
      return readDirectory(source, into, ports);
    case 'contacts':
      return readContacts(source, into, ports);
    case 'attachments':
      return readAttachments(source, into, ports);
  }
}

function importOf({
  records,
  named,
  closed,
  incomplete,
  lists,
  tables,
}: Draft): Parameters<SchoolStore['apply']>[0] {
  return {
    closed: new Set([...closed].filter((uai) => !records.has(uai))),
    records: drain(records),
    named,
    incomplete,
    lists: [...lists].map(([name, entries]) => ({ name, contacts: [...entries.values()] })),
    tables: [...tables].map(([name, rows]) => ({ name, attachments: [...rows.values()] })),
  };
}

/**
 * In the order of the store's key, so that rows are added at its end and not all over it; and let go
 * one by one, since a country of them is most of what an import holds.
 */
function* drain(records: Draft['records']): Generator<SchoolRecord> {
  for (const uai of [...records.keys()].toSorted()) {
    const record = records.get(uai);
    records.delete(uai);
    if (record !== undefined) yield record;
  }
}
