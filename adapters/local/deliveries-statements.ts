import type { DatabaseSync } from 'node:sqlite';
import {
  DELIVERY_STATES,
  type DeliveryState,
  cameBack,
  hasFailed,
  needsPerson,
} from '../../core/notice/delivery-state.ts';
import { DROPPED_FOR } from '../../core/notice/dropped.ts';
import { ASKED_FOR_SILENCE } from '../../core/notice/receipt.ts';
import { prepareReceipts } from './deliveries-receipts.ts';

const listOf = (isOne: (state: DeliveryState) => boolean): string =>
  `(${DELIVERY_STATES.filter(isOne)
    .map((state) => `'${state}'`)
    .join(', ')})`;

/**
 * Each notice of the ledger, by one step in the index `deliveries_due` each: with it, what is planned is
 * found without reading what has left. An index of addresses would do as well, and make a plan of
 * 60,000 take half as long again (330 ms of processor became 520).
 */
const EACH_NOTICE = `WITH RECURSIVE each_notice(notice) AS (
    SELECT min(notice) FROM deliveries
    UNION ALL
    SELECT (SELECT min(notice) FROM deliveries WHERE notice > each_notice.notice)
    FROM each_notice WHERE each_notice.notice IS NOT NULL)`;

/** Silence is asked for by the address that a delivery went to. */
const prepareOptOuts = (database: DatabaseSync) => ({
  optOut: database.prepare(
    `INSERT INTO opted_out (address, at) SELECT address, ? FROM deliveries WHERE key = ?
     ON CONFLICT (address) DO UPDATE SET address = excluded.address`,
  ),
  silence: database.prepare(
    `${EACH_NOTICE}
     UPDATE deliveries SET state = 'suppressed', settled_at = ?, detail = '${ASKED_FOR_SILENCE}'
     WHERE notice IN (SELECT notice FROM each_notice) AND state = 'planned'
       AND address = (SELECT address FROM deliveries WHERE key = ?)`,
  ),
  isSilent: database.prepare('SELECT 1 FROM opted_out WHERE address = ?'),
  isAnySilent: database.prepare('SELECT 1 FROM opted_out LIMIT 1'),
  optedOut: database.prepare('SELECT address FROM opted_out'),
});

const prepareLists = (database: DatabaseSync) => ({
  counts: database.prepare(
    `SELECT state, count(*) AS n FROM deliveries
     WHERE notice = ? AND channel LIKE ? GROUP BY state`,
  ),
  dropped: database.prepare(
    `SELECT count(*) AS n FROM deliveries
     WHERE notice = ? AND channel LIKE ? AND state = 'suppressed'
       AND detail IN (${DROPPED_FOR.map((why) => `'${why}'`).join(', ')})`,
  ),
  unreached: database.prepare(
    `SELECT * FROM deliveries
     WHERE notice = ? AND state IN ${listOf(needsPerson)}
     ORDER BY priority, seq LIMIT ?`,
  ),
  unreachable: database.prepare('SELECT * FROM unreachable WHERE notice = ? ORDER BY key LIMIT ?'),
  readers: database.prepare(
    `SELECT * FROM deliveries WHERE notice = ? AND state NOT IN ${listOf(hasFailed)}
     ORDER BY priority, seq`,
  ),
  mayHaveRead: database.prepare(
    `SELECT * FROM deliveries WHERE notice = ?
       AND (state NOT IN ${listOf(hasFailed)}
         OR (channel = 'mail' AND tries > 1 AND state IN ${listOf(cameBack)}))
     ORDER BY priority, seq`,
  ),
  firstAccepted: database.prepare('SELECT min(accepted_at) AS at FROM deliveries WHERE notice = ?'),
});

/** What a delivery is taken with: of the others none is needed to send it. */
const TAKEN =
  'seq, key, notice, channel, address, recipients, language, priority, tries, not_before, rings_until, rings_in, rings_places';

/** A delivery leaves `claimed` once, by its own settlement; a late one changes nothing. */
export function prepareDeliveries(database: DatabaseSync) {
  return {
    insert: database.prepare(
      `INSERT INTO deliveries
         (key, notice, channel, address, recipients, language, priority, not_before, due_at,
          rings_until, rings_in, rings_places)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING`,
    ),
    ...prepareOptOuts(database),
    ...prepareReceipts(database),
    ...prepareLists(database),
    byProviderId: database.prepare('SELECT key FROM deliveries WHERE provider_id = ? LIMIT 2'),
    insertUnreachable: database.prepare(
      `INSERT INTO unreachable (key, notice, recipient, name, why) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (key) DO NOTHING`,
    ),
    due: database.prepare(
      `SELECT ${TAKEN} FROM deliveries WHERE notice = ? AND state = 'planned' AND due_at <= ?
       ORDER BY priority, seq LIMIT ?`,
    ),
    dueOnChannel: database.prepare(
      `SELECT ${TAKEN} FROM deliveries
       WHERE notice = ? AND state = 'planned' AND channel = ? AND due_at <= ?
       ORDER BY priority, seq LIMIT ?`,
    ),
    mark: database.prepare(
      `UPDATE deliveries SET state = 'claimed' WHERE seq IN (SELECT value FROM json_each(?))`,
    ),
    nextAt: database.prepare(
      `SELECT min(due_at) AS at FROM deliveries
       WHERE notice = ? AND state = 'planned' AND channel LIKE ?`,
    ),
    settle: database.prepare(
      `UPDATE deliveries SET state = ?, detail = ?, settled_at = ?, accepted_at = ?,
         provider_id = coalesce(?, provider_id), tries = tries + 1
       WHERE key = ? AND state = 'claimed'`,
    ),
    /** The same, where no receipt has told of it yet, as is nearly always so. */
    settleUntold: database.prepare(
      `UPDATE deliveries SET state = ?, detail = ?, settled_at = ?, accepted_at = ?,
         provider_id = coalesce(?, provider_id), tries = tries + 1
       WHERE key = ? AND state = 'claimed' AND receipt IS NULL`,
    ),
    putBack: database.prepare(
      `UPDATE deliveries SET state = 'planned', due_at = ?, detail = ?, tries = tries + 1
       WHERE key = ? AND state = 'claimed' AND receipt IS NULL`,
    ),
    mailsAgain: database.prepare(
      `UPDATE deliveries SET state = 'planned' WHERE state = 'claimed' AND channel = 'mail'`,
    ),
    smsUnknown: database.prepare(
      `UPDATE deliveries SET state = 'unknown',
         detail = 'the process stopped while it was being sent; not sent again'
       WHERE state = 'claimed' AND channel = 'sms'`,
    ),
  };
}
