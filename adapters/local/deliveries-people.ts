import type { DatabaseSync } from 'node:sqlite';
import type { PeopleLedger } from '../../app/notices/people-ledger.ts';
import { epochMs } from '../../core/units.ts';
import { transaction } from './sqlite.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS acknowledged (
    key TEXT PRIMARY KEY,
    notice TEXT NOT NULL,
    recipients TEXT NOT NULL,
    at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS acknowledged_notice ON acknowledged (notice, at);
  CREATE TABLE IF NOT EXISTS to_telephone (
    key TEXT PRIMARY KEY,
    notice TEXT NOT NULL,
    uai TEXT NOT NULL,
    name TEXT NOT NULL,
    commune TEXT NOT NULL,
    priority INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS to_telephone_notice ON to_telephone (notice, priority, uai);
`;

const prepare = (database: DatabaseSync) => ({
  add: database.prepare(
    `INSERT INTO acknowledged (key, notice, recipients, at)
     SELECT key, notice, recipients, ? FROM deliveries WHERE key = ? ON CONFLICT (key) DO NOTHING`,
  ),
  one: database.prepare(
    `SELECT deliveries.key, deliveries.recipients, acknowledged.at
     FROM deliveries LEFT JOIN acknowledged ON acknowledged.key = deliveries.key
     WHERE deliveries.key = ?`,
  ),
  addCall: database.prepare(
    `INSERT INTO to_telephone (key, notice, uai, name, commune, priority)
     VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING`,
  ),
  asked: database.prepare(
    `SELECT recipients FROM deliveries
     WHERE notice = ? AND channel = 'mail' AND state IN ('accepted', 'delivered')`,
  ),
  left: database.prepare(
    `SELECT at FROM opted_out
     WHERE address = (SELECT address FROM deliveries WHERE key = ?)`,
  ),
  comeBack: database.prepare(
    `DELETE FROM opted_out WHERE address = (SELECT address FROM deliveries WHERE key = ?)`,
  ),
});

/** What is read beside a running home too, without writing. */
const prepareReads = (database: DatabaseSync) => ({
  all: database.prepare(
    'SELECT key, recipients, at FROM acknowledged WHERE notice = ? ORDER BY at, key',
  ),
  calls: database.prepare(
    'SELECT * FROM to_telephone WHERE notice = ? ORDER BY priority, uai LIMIT ?',
  ),
});

type Row = Readonly<Record<string, unknown>>;

/** The file is this adapter's own: what it wrote is what it reads. */
const recipientsOf = (row: Row) => JSON.parse(String(row['recipients'])) as readonly string[];

/** What people answered, in the file of the deliveries; its tables are made when they are missing. */
export function peopleLedger(database: DatabaseSync): PeopleLedger {
  database.exec(SCHEMA);
  const sql = prepare(database);
  return {
    acknowledge: async (key, at) =>
      transaction(database, () => {
        sql.add.run(at, key);
        const first = sql.one.get(key)?.['at'];
        return typeof first === 'number' ? epochMs(first) : null;
      }),
    acknowledged: async (key) => {
      const row = sql.one.get(key);
      if (row === undefined) return null;
      const at = row['at'];
      return {
        key,
        recipients: recipientsOf(row),
        at: typeof at === 'number' ? epochMs(at) : null,
      };
    },
    ...peopleReader(database),
    noteToTelephone: async (schools) =>
      transaction(database, () => {
        for (const { key, notice, uai, name, commune, priority } of schools)
          sql.addCall.run(key, notice, uai, name, commune, priority);
      }),
    askedByMail: async (notice) => new Set(sql.asked.all(notice).flatMap(recipientsOf)),
    optIn: async (key, at, within) =>
      transaction(database, () => {
        const left = sql.left.get(key)?.['at'];
        if (typeof left !== 'number' || at - left > within) return false;
        return Number(sql.comeBack.run(key).changes) > 0;
      }),
  };
}

/** The answers alone, of a file whose tables are there. */
export function peopleReader(
  database: DatabaseSync,
): Pick<PeopleLedger, 'acknowledgements' | 'toTelephone'> {
  const sql = prepareReads(database);
  return {
    acknowledgements: async (notice) =>
      sql.all.all(notice).map((row) => ({
        key: String(row['key']),
        recipients: recipientsOf(row),
        at: epochMs(Number(row['at'])),
      })),
    toTelephone: async (notice, limit) =>
      sql.calls.all(notice, limit).map((row) => ({
        key: String(row['key']),
        notice,
        uai: String(row['uai']),
        name: String(row['name']),
        commune: String(row['commune']),
        priority: Number(row['priority']),
      })),
  };
}
