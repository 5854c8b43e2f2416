import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { PreauError } from '../../core/errors.ts';
import type { JournalEntry } from '../../core/journal/entry.ts';

/** One line of the journal as it lies on disk. */
export interface JournalLine {
  readonly seq: number;
  /** Null for a line that is no JSON object: somebody else wrote it. */
  readonly entry: JournalEntry | null;
}

/**
 * Read the journal of a data folder without touching it, beside a running home or without one.
 *
 * @returns all of it as it was at one instant, in order
 * @throws PreauError `not-found` where there is none, `store-unavailable` when it cannot be read
 */
export function readJournal(dataFolder: string): readonly JournalLine[] {
  const path = join(dataFolder, 'journal.sqlite');
  if (!existsSync(path))
    throw new PreauError(
      'not-found',
      `expected a home's data folder, got ${dataFolder}, which holds no journal; name it with --data (a rehearsal's is .preau/NAME/run)`,
      { said: { key: 'home.noJournal', values: { folder: dataFolder } } },
    );
  try {
    const database = new DatabaseSync(path, { readOnly: true, timeout: 5_000 });
    try {
      const rows = database.prepare('SELECT seq, entry FROM journal ORDER BY seq').all();
      return rows.map((row) => ({ seq: Number(row['seq']), entry: readEntry(row['entry']) }));
    } finally {
      database.close();
    }
  } catch (cause) {
    throw new PreauError(
      'store-unavailable',
      `expected to read the journal ${path}, got: ${String(cause)}; check that it is whole and that you may read its folder`,
      { cause, said: { key: 'home.journalClosed', values: { path, why: String(cause) } } },
    );
  }
}

function readEntry(text: unknown): JournalEntry | null {
  try {
    const read: unknown = JSON.parse(String(text));
    return typeof read === 'object' && read !== null ? (read as JournalEntry) : null;
  } catch {
    return null;
  }
}
