import type { DatabaseSync } from 'node:sqlite';
import type { Browsers, PushSubscription } from '../../../app/subscriptions/push-ports.ts';
import { PROVEN_MAX, UNPROVEN } from '../../../app/subscriptions/unproven-browsers.ts';
import { after } from '../../../core/units.ts';
import { transaction } from '../sqlite.ts';
import { preparePushTables, readSubscription } from './push-tables.ts';

/** How many are kept of each. */
export interface BrowserPlaces {
  readonly proven: number;
  readonly unproven: number;
}

/** Who subscribed, in tables of an open SQLite file. */
export function createBrowsers(
  database: DatabaseSync,
  places: BrowserPlaces = { proven: PROVEN_MAX, unproven: UNPROVEN.most },
): Browsers {
  preparePushTables(database);
  const rows = statements(database);
  const proven = (): number => Number(rows.count.get()?.['n'] ?? 0);
  const unproven = (): number => Number(rows.countUnproven.get()?.['n'] ?? 0);
  /** Whether there is a place for one more, or one can be made. */
  const makeRoom = (): boolean => {
    if (proven() >= places.proven) return false;
    if (unproven() < places.unproven) return true;
    rows.giveWay.run();
    return unproven() < places.unproven;
  };
  return {
    join: async (one, now) =>
      transaction(database, () => {
        if (rows.renew.run(...valuesOf(one)).changes > 0) return true;
        if (rows.renewUnproven.run(...valuesOf(one)).changes > 0) return true;
        if (!makeRoom()) return false;
        rows.await.run(...valuesOf(one), now);
        return true;
      }),
    leave: async (endpoint) => {
      rows.drop.run(endpoint);
      rows.dismiss.run(endpoint);
    },
    count: async () => proven(),
    welcomes: async (now, limit) =>
      transaction(database, () => {
        rows.outlived.run(now - UNPROVEN.keptFor);
        const due = rows.due.all(now, limit);
        for (const row of due)
          rows.leaveAlone.run(String(row['endpoint']), after(now, UNPROVEN.leftAloneFor));
        return due.map((row) => ({ to: readSubscription(row), tries: Number(row['tries']) }));
      }),
    prove: async (one, now) =>
      transaction(database, () => {
        rows.dismiss.run(one.endpoint);
        if (proven() < places.proven) rows.keep.run(...valuesOf(one), now);
      }),
    dismiss: async (endpoint) => void rows.dismiss.run(endpoint),
    welcomeLater: async ({ to, tries }, at) => void rows.later.run(to.endpoint, at, tries + 1),
  };
}

const valuesOf = ({ endpoint, p256dh, auth, language, platforms }: PushSubscription) =>
  [endpoint, p256dh, auth, language, JSON.stringify(platforms)] as const;

/** Everything that is asked of the tables. */
function statements(database: DatabaseSync) {
  const renew = (table: 'browser' | 'unproven') =>
    database.prepare(
      `UPDATE ${table} SET p256dh = ?2, auth = ?3, language = ?4, platforms = ?5 WHERE endpoint = ?1`,
    );
  return {
    count: database.prepare('SELECT count(*) AS n FROM browser'),
    countUnproven: database.prepare('SELECT count(*) AS n FROM unproven'),
    renew: renew('browser'),
    renewUnproven: renew('unproven'),
    giveWay: database.prepare(
      `DELETE FROM unproven WHERE endpoint =
         (SELECT endpoint FROM unproven WHERE tries > 0 ORDER BY joined_at LIMIT 1)`,
    ),
    await: database.prepare(
      `INSERT INTO unproven (endpoint, p256dh, auth, language, platforms, joined_at, due_at)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6)`,
    ),
    drop: database.prepare('DELETE FROM browser WHERE endpoint = ?'),
    dismiss: database.prepare('DELETE FROM unproven WHERE endpoint = ?'),
    outlived: database.prepare('DELETE FROM unproven WHERE joined_at <= ?'),
    due: database.prepare('SELECT * FROM unproven WHERE due_at <= ? ORDER BY due_at LIMIT ?'),
    leaveAlone: database.prepare('UPDATE unproven SET due_at = ?2 WHERE endpoint = ?1'),
    later: database.prepare('UPDATE unproven SET due_at = ?2, tries = ?3 WHERE endpoint = ?1'),
    keep: database.prepare(
      `INSERT OR IGNORE INTO browser (endpoint, p256dh, auth, language, platforms, since)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6)`,
    ),
  };
}
