import type { DatabaseSync } from 'node:sqlite';
import type { Journal, Outbox, OutboxItem } from '../../app/ports.ts';
import { PreauError } from '../../core/errors.ts';
import type { Action } from '../../core/incident/action.ts';
import type { JournalEntry } from '../../core/journal/entry.ts';
import { openSqlite, transaction } from './sqlite.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS journal (
    seq INTEGER PRIMARY KEY,
    entry TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS outbox (
    key TEXT PRIMARY KEY,
    seq INTEGER NOT NULL,
    action TEXT NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    due_at INTEGER NOT NULL DEFAULT 0,
    why TEXT,
    done INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX IF NOT EXISTS outbox_due ON outbox (done, due_at, seq);
`;

/** How many entries one read holds in memory. */
const PAGE = 500;

/**
 * The journal and its outbox in one SQLite file, so that an event and its actions are one commit.
 *
 * @param path the file; made when it is missing
 */
export function openJournal(path: string): Journal & Outbox & { close(): void } {
  const database = openSqlite(path);
  database.exec(SCHEMA);
  const { insert, push, last, page, due, finish, postpone, open } = prepare(database);

  return {
    head: async () => entryOf(last.get()),
    append: async (entry) => {
      try {
        transaction(database, () => {
          insert.run(entry.seq, JSON.stringify(entry));
          for (const action of entry.actions)
            push.run(action.key, entry.seq, JSON.stringify(action));
        });
      } catch (error) {
        throw isTaken(error) ? taken(entry, error) : unwritable(path, entry, error);
      }
    },
    read: async function* (fromSeq) {
      for (let next = fromSeq; ; ) {
        const entries = page.all(next, PAGE).flatMap((row) => entryOf(row) ?? []);
        yield* entries;
        const end = entries.at(-1);
        if (end === undefined || entries.length < PAGE) return;
        next = end.seq + 1;
      }
    },
    due: async (now, limit) =>
      due.all(now, limit).map(
        (row): OutboxItem => ({
          action: JSON.parse(String(row['action'])) as Action,
          seq: Number(row['seq']),
          tries: Number(row['tries']),
        }),
      ),
    done: async (key) => void finish.run(key),
    retryAt: async (key, at, why) => void postpone.run(at, why, key),
    pending: async () => Number(open.get()?.['n'] ?? 0),
    close: () => database.close(),
  };
}

/** The statements, named for what they do. */
const prepare = (database: DatabaseSync) => ({
  insert: database.prepare('INSERT INTO journal (seq, entry) VALUES (?, ?)'),
  push: database.prepare(
    'INSERT INTO outbox (key, seq, action) VALUES (?, ?, ?) ON CONFLICT (key) DO NOTHING',
  ),
  last: database.prepare('SELECT entry FROM journal ORDER BY seq DESC LIMIT 1'),
  page: database.prepare('SELECT entry FROM journal WHERE seq >= ? ORDER BY seq LIMIT ?'),
  due: database.prepare(
    'SELECT action, seq, tries FROM outbox WHERE done = 0 AND due_at <= ? ORDER BY seq, rowid LIMIT ?',
  ),
  finish: database.prepare('UPDATE outbox SET done = 1 WHERE key = ?'),
  postpone: database.prepare(
    'UPDATE outbox SET tries = tries + 1, due_at = ?, why = ? WHERE key = ?',
  ),
  open: database.prepare('SELECT count(*) AS n FROM outbox WHERE done = 0'),
});

/** What this very code wrote: the chain's hashes, not a schema, tell whether it was altered. */
const entryOf = (row: Record<string, unknown> | undefined): JournalEntry | null =>
  row === undefined ? null : (JSON.parse(String(row['entry'])) as JournalEntry);

const taken = ({ seq }: JournalEntry, cause: unknown): PreauError =>
  new PreauError('journal-conflict', `entry ${seq} was written by another process`, {
    cause,
    retryable: true,
  });

const unwritable = (path: string, { seq }: JournalEntry, cause: unknown): PreauError =>
  new PreauError(
    'store-unavailable',
    `expected to write entry ${seq} of the journal ${path}, got: ${String(cause)}; nothing is decided until it can be: look at the disk`,
    { cause, retryable: true },
  );

const isTaken = (error: unknown): boolean =>
  error instanceof Error && /UNIQUE constraint failed: journal\.seq/.test(error.message);
