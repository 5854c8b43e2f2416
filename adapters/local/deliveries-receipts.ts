import type { DatabaseSync } from 'node:sqlite';
import { stateAfterReceipt, stateSaidBy } from '../../core/notice/delivery-state.ts';
import {
  outweighs,
  provesArrival,
  RECEIPT_KINDS,
  type Receipt,
} from '../../core/notice/receipt.ts';
import type { EpochMs } from '../../core/units.ts';
import { deliveryState, receiptKind } from './deliveries-words.ts';

export const prepareReceipts = (database: DatabaseSync) => ({
  known: database.prepare('SELECT state, receipt FROM deliveries WHERE key = ?'),
  note: database.prepare(
    `UPDATE deliveries SET receipt = :kind, receipt_detail = :detail, receipt_at = :at,
       state = :state,
       settled_at = CASE WHEN :settles THEN coalesce(settled_at, :at) ELSE settled_at END,
       accepted_at = CASE WHEN :arrived THEN coalesce(accepted_at, :at) ELSE accepted_at END
     WHERE key = :key`,
  ),
  toldMeanwhile: database.prepare(
    `SELECT key, receipt FROM deliveries WHERE state = 'claimed' AND receipt IS NOT NULL`,
  ),
  settledMeanwhile: database.prepare(
    `UPDATE deliveries SET state = ?, detail = coalesce(receipt_detail, ''),
       settled_at = receipt_at, accepted_at = coalesce(accepted_at, receipt_at), tries = tries + ?
     WHERE key = ? AND state = 'claimed'`,
  ),
  receipts: database.prepare(
    `SELECT receipt, count(*) AS n FROM deliveries
     WHERE notice = ? AND receipt IS NOT NULL GROUP BY receipt`,
  ),
});

type Statements = ReturnType<typeof prepareReceipts> &
  Readonly<Record<'optOut' | 'silence', ReturnType<DatabaseSync['prepare']>>>;

/**
 * The contact of this delivery asks for silence, inside a transaction: what is owed to its address,
 * and nobody holds yet, is kept back.
 *
 * @returns false when no such delivery is known
 */
export function leave(
  sql: Pick<Statements, 'optOut' | 'silence'>,
  key: string,
  at: EpochMs,
): boolean {
  const known = Number(sql.optOut.run(at, key).changes) > 0;
  sql.silence.run(at, key);
  return known;
}

/** Keep one receipt, inside a transaction. @returns false when no such delivery is known */
export function noteReceipt(sql: Statements, receipt: Receipt): boolean {
  const { key, kind, at } = receipt;
  const row = sql.known.get(key);
  if (row === undefined) return false;
  if (kind === 'complained') leave(sql, key, at);
  if (!outweighs(kind, receiptKind(row['receipt']))) return true;
  const before = deliveryState(row['state']);
  const state = stateAfterReceipt(before, kind);
  sql.note.run({
    key,
    kind,
    detail: receipt.detail.slice(0, 500),
    at,
    state,
    settles: Number(state !== before),
    arrived: Number(state !== before && provesArrival(kind)),
  });
  return true;
}

/** Whoever was being sent to when the process died, and of whom a receipt tells. */
export function settleTold(sql: Statements): void {
  for (const row of sql.toldMeanwhile.all()) {
    const kind = RECEIPT_KINDS.find((one) => one === row['receipt']);
    if (kind !== undefined) sql.settledMeanwhile.run(stateSaidBy(kind), 0, row['key'] ?? '');
  }
}

/**
 * Give back a delivery whose answer nobody heard, unless a receipt told of it meanwhile: then that is
 * what became of it, and nobody gets it twice.
 */
export function putBack(
  sql: Statements & Readonly<Record<'putBack', ReturnType<DatabaseSync['prepare']>>>,
  key: string,
  at: EpochMs,
  why: string,
): void {
  const kind = receiptKind(sql.known.get(key)?.['receipt']);
  if (kind === null) sql.putBack.run(at, why.slice(0, 500), key);
  else sql.settledMeanwhile.run(stateSaidBy(kind), 1, key);
}
