import type { DatabaseSync } from 'node:sqlite';
import { transaction } from './sqlite.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS deliveries (
    seq INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    notice TEXT NOT NULL,
    channel TEXT NOT NULL,
    address TEXT NOT NULL,
    recipients TEXT NOT NULL,
    language TEXT NOT NULL,
    priority INTEGER NOT NULL,
    not_before INTEGER,
    due_at INTEGER NOT NULL,
    state TEXT NOT NULL DEFAULT 'planned',
    tries INTEGER NOT NULL DEFAULT 0,
    detail TEXT NOT NULL DEFAULT '',
    settled_at INTEGER,
    receipt TEXT,
    receipt_detail TEXT,
    receipt_at INTEGER,
    provider_id TEXT,
    accepted_at INTEGER,
    rings_until INTEGER,
    rings_in TEXT,
    rings_places TEXT
  ) STRICT;
  CREATE INDEX IF NOT EXISTS deliveries_due
    ON deliveries (notice, state, channel, priority, seq);
  CREATE TABLE IF NOT EXISTS unreachable (
    key TEXT PRIMARY KEY,
    notice TEXT NOT NULL,
    recipient TEXT NOT NULL,
    name TEXT NOT NULL,
    why TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS unreachable_notice ON unreachable (notice);
  -- Addresses that asked for silence. They outlive every import of the directory.
  CREATE TABLE IF NOT EXISTS opted_out (
    address TEXT PRIMARY KEY,
    at INTEGER NOT NULL
  ) STRICT;
`;

/** Columns that files of earlier versions lack. Their deliveries simply have no receipt yet. */
const LATER_COLUMNS = [
  'receipt TEXT',
  'receipt_detail TEXT',
  'receipt_at INTEGER',
  'provider_id TEXT',
  'accepted_at INTEGER',
  'rings_until INTEGER',
  'rings_in TEXT',
  'rings_places TEXT',
];

/** 0: states were five words, and a receipt did not move them. */
const VERSION = 1;

/** The words of version 0 as those of version 1; in this order, once. */
const WORDS_OF_VERSION_0 = `
  UPDATE deliveries SET accepted_at = settled_at WHERE state = 'accepted';
  UPDATE deliveries SET state = 'claimed' WHERE state = 'sending';
  UPDATE deliveries SET state = 'failed-permanent' WHERE state = 'rejected';
  UPDATE deliveries SET state = CASE receipt
      WHEN 'bounced' THEN 'failed-permanent'
      WHEN 'blocked' THEN 'suppressed'
      WHEN 'expired' THEN 'failed-temporary'
      ELSE 'delivered' END
    WHERE receipt IS NOT NULL AND state IN ('planned', 'accepted', 'unknown');
`;

/** Make the tables, or bring those of an earlier version up to this one. */
export function prepareTables(database: DatabaseSync): void {
  transaction(database, () => {
    database.exec(SCHEMA);
    const there = database.prepare('SELECT name FROM pragma_table_info(?)').all('deliveries');
    const names = new Set(there.map(({ name }) => name));
    for (const column of LATER_COLUMNS) {
      if (names.has(column.split(' ')[0] ?? '')) continue;
      database.exec(`ALTER TABLE deliveries ADD COLUMN ${column}`);
    }
    database.exec(
      `CREATE INDEX IF NOT EXISTS deliveries_provider ON deliveries (provider_id)
       WHERE provider_id IS NOT NULL`,
    );
    if (Number(database.prepare('PRAGMA user_version').get()?.['user_version']) >= VERSION) return;
    database.exec(WORDS_OF_VERSION_0);
    database.exec(`PRAGMA user_version = ${VERSION}`);
  });
}
