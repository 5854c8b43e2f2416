import type { DatabaseSync } from 'node:sqlite';
import type { OwedPush, PushLedger } from '../../../app/subscriptions/push-ports.ts';
import { epochMs, hours } from '../../../core/units.ts';
import { transaction } from '../sqlite.ts';
import { preparePushTables, readSubscription } from './push-tables.ts';

/** By then nothing that was taken is put off any more. Chosen. */
const OUTLIVED = hours(24);

/** What browsers are owed, in tables of an open SQLite file: those that `createBrowsers` fills. */
export function createPushLedger(database: DatabaseSync): PushLedger {
  preparePushTables(database);
  const { begin, shorten, look, advance, word, oweAll, due, remove, again, forget } =
    statements(database);
  return {
    standing: async (head) =>
      transaction(database, () => {
        begin.run(head);
        shorten.run(head);
        return Number(look.get()?.['seq'] ?? head);
      }),
    owe: async (notices, seq) =>
      transaction(database, () => {
        if (advance.run(seq).changes === 0) return;
        for (const { notice, platform, at, payloads } of notices) {
          for (const [language, payload] of Object.entries(payloads))
            word.run(notice, language, at, payload);
          oweAll.run(notice, at, platform);
          forget.run(at - OUTLIVED);
        }
      }),
    take: async (now, limit) =>
      transaction(database, () => {
        const rows = due.all(now, limit);
        for (const row of rows) remove.run(Number(row['number']));
        return rows.map(readPush);
      }),
    putOff: async ({ notice, to, tries }, at) => void again.run(notice, to.endpoint, at, tries + 1),
  };
}

/** Everything that is asked of the tables. */
function statements(database: DatabaseSync) {
  return {
    begin: database.prepare('INSERT OR IGNORE INTO push_read (one, seq) VALUES (1, ?)'),
    // A journal that was begun anew is shorter than the one that was read before.
    shorten: database.prepare('UPDATE push_read SET seq = ?1 WHERE seq > ?1'),
    look: database.prepare('SELECT seq FROM push_read'),
    advance: database.prepare('UPDATE push_read SET seq = ?1 WHERE seq < ?1'),
    word: database.prepare(
      'INSERT OR IGNORE INTO push_payload (notice, language, at, payload) VALUES (?, ?, ?, ?)',
    ),
    oweAll: database.prepare(
      `INSERT OR IGNORE INTO push (notice, endpoint, due_at)
       SELECT ?1, endpoint, ?2 FROM browser
       WHERE since <= ?2
         AND (platforms = '[]' OR EXISTS (SELECT 1 FROM json_each(platforms) WHERE value = ?3))`,
    ),
    due: database.prepare(
      `SELECT number, push.notice, push.endpoint, tries, at, payload, p256dh, auth, browser.language, platforms
       FROM push JOIN browser USING (endpoint)
       JOIN push_payload AS said ON said.notice = push.notice AND said.language = browser.language
       WHERE due_at <= ? ORDER BY due_at, number LIMIT ?`,
    ),
    remove: database.prepare('DELETE FROM push WHERE number = ?'),
    again: database.prepare(
      'INSERT OR IGNORE INTO push (notice, endpoint, due_at, tries) SELECT ?1, ?2, ?3, ?4 WHERE EXISTS (SELECT 1 FROM browser WHERE endpoint = ?2)',
    ),
    forget: database.prepare(
      `DELETE FROM push_payload WHERE at < ?1 AND notice NOT IN (SELECT notice FROM push)`,
    ),
  };
}

const readPush = (row: Readonly<Record<string, unknown>>): OwedPush => ({
  notice: String(row['notice']),
  tries: Number(row['tries']),
  at: epochMs(Number(row['at'])),
  payload: String(row['payload']),
  to: readSubscription(row),
});
