import type { DatabaseSync } from 'node:sqlite';
import type {
  Call,
  CallLedger,
  CallsWaiting,
  EndpointStanding,
} from '../../../app/subscriptions/ports.ts';
import { epochMs } from '../../../core/units.ts';
import { transaction } from '../sqlite.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS endpoint (
    name TEXT PRIMARY KEY,
    seq INTEGER NOT NULL,
    failures INTEGER NOT NULL DEFAULT 0,
    failing_since INTEGER,
    until INTEGER
  ) STRICT;
  CREATE TABLE IF NOT EXISTS call (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    endpoint TEXT NOT NULL,
    id TEXT NOT NULL,
    at INTEGER NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (endpoint, id)
  ) STRICT;
`;

/** Of one endpoint. */
export const CALLS_WAITING =
  'SELECT count(*) AS calls, (SELECT at FROM call WHERE endpoint = ?1 ORDER BY number LIMIT 1) AS since FROM call WHERE endpoint = ?1';

/** What {@link CALLS_WAITING} found. */
export const readWaiting = (row: Row | undefined): CallsWaiting => ({
  calls: Number(row?.['calls'] ?? 0),
  since: instant(row?.['since']),
});

/** What endpoints are owed, in tables of an open SQLite file. */
export function createCallLedger(database: DatabaseSync): CallLedger {
  database.exec(SCHEMA);
  const begin = database.prepare('INSERT OR IGNORE INTO endpoint (name, seq) VALUES (?, ?)');
  // A journal that was begun anew is shorter than the one that was read before.
  const shorten = database.prepare('UPDATE endpoint SET seq = ?2 WHERE name = ?1 AND seq > ?2');
  const look = database.prepare('SELECT * FROM endpoint WHERE name = ?');
  const advance = database.prepare('UPDATE endpoint SET seq = ?2 WHERE name = ?1 AND seq < ?2');
  const add = database.prepare(
    'INSERT OR IGNORE INTO call (endpoint, id, at, body) VALUES (?, ?, ?, ?)',
  );
  const oldest = database.prepare(
    'SELECT id, at, body FROM call WHERE endpoint = ? ORDER BY number LIMIT 1',
  );
  const remove = database.prepare('DELETE FROM call WHERE endpoint = ? AND id = ?');
  const count = database.prepare(CALLS_WAITING);
  const stand = database.prepare(
    'UPDATE endpoint SET failures = ?2, failing_since = ?3, until = ?4 WHERE name = ?1',
  );
  const write = (name: string, { failures, failingSince, until }: Omit<EndpointStanding, 'seq'>) =>
    stand.run(name, failures, failingSince, until);
  return {
    standing: async (name, head) =>
      transaction(database, () => {
        begin.run(name, head);
        shorten.run(name, head);
        return readStanding(look.get(name) ?? {});
      }),
    owe: async (name, calls, seq) =>
      transaction(database, () => {
        if (advance.run(name, seq).changes === 0) return;
        for (const { id, at, body } of calls) add.run(name, id, at, body);
      }),
    next: async (name) => readCall(oldest.get(name)),
    settle: async (name, id, standing) =>
      transaction(database, () => {
        remove.run(name, id);
        write(name, standing);
      }),
    postpone: async (name, standing) => void write(name, standing),
    waiting: async (name) => readWaiting(count.get(name)),
  };
}

type Row = Readonly<Record<string, unknown>>;

const instant = (value: unknown) => (typeof value === 'number' ? epochMs(value) : null);

const readStanding = (row: Row): EndpointStanding => ({
  seq: Number(row['seq'] ?? 0),
  failures: Number(row['failures'] ?? 0),
  failingSince: instant(row['failing_since']),
  until: instant(row['until']),
});

const readCall = (row: Row | undefined): Call | null =>
  row === undefined
    ? null
    : { id: String(row['id']), at: epochMs(Number(row['at'])), body: String(row['body']) };
