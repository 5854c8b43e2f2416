import type { DatabaseSync } from 'node:sqlite';
import type { PushSubscription } from '../../../app/subscriptions/push-ports.ts';
import { transaction } from '../sqlite.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS push_read (one INTEGER PRIMARY KEY CHECK (one = 1), seq INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS browser (
    endpoint TEXT PRIMARY KEY,
    p256dh TEXT NOT NULL,
    auth TEXT NOT NULL,
    language TEXT NOT NULL,
    platforms TEXT NOT NULL,
    since INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE TABLE IF NOT EXISTS unproven (
    endpoint TEXT PRIMARY KEY,
    p256dh TEXT NOT NULL,
    auth TEXT NOT NULL,
    language TEXT NOT NULL,
    platforms TEXT NOT NULL,
    joined_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE TABLE IF NOT EXISTS push_payload (
    notice TEXT NOT NULL,
    language TEXT NOT NULL,
    at INTEGER NOT NULL,
    payload TEXT NOT NULL,
    PRIMARY KEY (notice, language)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS push (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    notice TEXT NOT NULL,
    endpoint TEXT NOT NULL REFERENCES browser (endpoint) ON DELETE CASCADE,
    due_at INTEGER NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    UNIQUE (notice, endpoint)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS push_due ON push (due_at, number);
  CREATE INDEX IF NOT EXISTS push_of ON push (endpoint);
`;

/**
 * Make the tables of browsers and of what they are owed, or bring those of an earlier version up to this
 * one: whoever subscribed before there were welcomes counts as proven, and is taken out by his service's
 * first word that he is none.
 */
export function preparePushTables(database: DatabaseSync): void {
  transaction(database, () => {
    database.exec(SCHEMA);
    const columns = database.prepare("SELECT name FROM pragma_table_info('browser')").all();
    if (columns.some(({ name }) => name === 'since')) return;
    database.exec('ALTER TABLE browser ADD COLUMN since INTEGER NOT NULL DEFAULT 0');
  });
}

/** A row with the columns of a subscription. */
export const readSubscription = (row: Readonly<Record<string, unknown>>): PushSubscription => ({
  endpoint: String(row['endpoint']),
  p256dh: String(row['p256dh']),
  auth: String(row['auth']),
  language: row['language'] === 'en' ? 'en' : 'fr',
  platforms: JSON.parse(String(row['platforms'])) as string[],
});
