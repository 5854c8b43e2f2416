import type { DatabaseSync } from 'node:sqlite';
import type {
  OwedPush,
  PushLedger,
  PushSubscription,
} from '../../../app/subscriptions/push-ports.ts';
import { epochMs, hours } from '../../../core/units.ts';
import { transaction } from '../sqlite.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS push_read (one INTEGER PRIMARY KEY CHECK (one = 1), seq INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS browser (
    endpoint TEXT PRIMARY KEY,
    p256dh TEXT NOT NULL,
    auth TEXT NOT NULL,
    language TEXT NOT NULL,
    platforms TEXT NOT NULL
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

/** Browsers that are kept, chosen: a region's crisis cells and heads many times over. */
export const BROWSERS_MAX = 50_000;

/** By then nothing that was taken is put off any more. Chosen. */
const OUTLIVED = hours(24);

/** Who subscribed, and what they are owed, in tables of an open SQLite file. */
export function createPushLedger(database: DatabaseSync, most: number = BROWSERS_MAX): PushLedger {
  database.exec(SCHEMA);
  const {
    count,
    known,
    keep,
    drop,
    begin,
    shorten,
    look,
    advance,
    word,
    oweAll,
    due,
    remove,
    again,
    forget,
  } = statements(database);
  const sizeOf = (): number => Number(count.get()?.['n'] ?? 0);
  return {
    join: async ({ endpoint, p256dh, auth, language, platforms }) =>
      transaction(database, () => {
        if (known.get(endpoint) === undefined && sizeOf() >= most) return false;
        keep.run(endpoint, p256dh, auth, language, JSON.stringify(platforms));
        return true;
      }),
    leave: async (endpoint) => void drop.run(endpoint),
    count: async () => sizeOf(),
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
        const rows = due.all(now, limit).map(readPush);
        for (const { number } of rows) remove.run(number);
        return rows;
      }),
    putOff: async ({ notice, to, tries }, at) => void again.run(notice, to.endpoint, at, tries + 1),
  };
}

/** Everything that is asked of the tables. */
function statements(database: DatabaseSync) {
  const count = database.prepare('SELECT count(*) AS n FROM browser');
  const known = database.prepare('SELECT 1 FROM browser WHERE endpoint = ?');
  const keep = database.prepare(
    `INSERT INTO browser (endpoint, p256dh, auth, language, platforms) VALUES (?1, ?2, ?3, ?4, ?5)
     ON CONFLICT (endpoint) DO UPDATE SET p256dh = ?2, auth = ?3, language = ?4, platforms = ?5`,
  );
  const drop = database.prepare('DELETE FROM browser WHERE endpoint = ?');
  const begin = database.prepare('INSERT OR IGNORE INTO push_read (one, seq) VALUES (1, ?)');
  // A journal that was begun anew is shorter than the one that was read before.
  const shorten = database.prepare('UPDATE push_read SET seq = ?1 WHERE seq > ?1');
  const look = database.prepare('SELECT seq FROM push_read');
  const advance = database.prepare('UPDATE push_read SET seq = ?1 WHERE seq < ?1');
  const word = database.prepare(
    'INSERT OR IGNORE INTO push_payload (notice, language, at, payload) VALUES (?, ?, ?, ?)',
  );
  const oweAll = database.prepare(
    `INSERT OR IGNORE INTO push (notice, endpoint, due_at)
     SELECT ?1, endpoint, ?2 FROM browser
     WHERE platforms = '[]' OR EXISTS (SELECT 1 FROM json_each(platforms) WHERE value = ?3)`,
  );
  const due = database.prepare(
    `SELECT number, push.notice, push.endpoint, tries, at, payload, p256dh, auth, browser.language, platforms
     FROM push JOIN browser USING (endpoint)
     JOIN push_payload AS said ON said.notice = push.notice AND said.language = browser.language
     WHERE due_at <= ? ORDER BY due_at, number LIMIT ?`,
  );
  const remove = database.prepare('DELETE FROM push WHERE number = ?');
  const again = database.prepare(
    'INSERT OR IGNORE INTO push (notice, endpoint, due_at, tries) SELECT ?1, ?2, ?3, ?4 WHERE EXISTS (SELECT 1 FROM browser WHERE endpoint = ?2)',
  );
  const forget = database.prepare(
    `DELETE FROM push_payload WHERE at < ?1 AND notice NOT IN (SELECT notice FROM push)`,
  );
  return {
    count,
    known,
    keep,
    drop,
    begin,
    shorten,
    look,
    advance,
    word,
    oweAll,
    due,
    remove,
    again,
    forget,
  };
}

type Row = Readonly<Record<string, unknown>>;

const readPush = (row: Row): OwedPush => ({
  number: Number(row['number']),
  notice: String(row['notice']),
  tries: Number(row['tries']),
  at: epochMs(Number(row['at'])),
  payload: String(row['payload']),
  to: readBrowser(row),
});

const readBrowser = (row: Row): PushSubscription => ({
  endpoint: String(row['endpoint']),
  p256dh: String(row['p256dh']),
  auth: String(row['auth']),
  language: row['language'] === 'en' ? 'en' : 'fr',
  platforms: JSON.parse(String(row['platforms'])) as string[],
});
