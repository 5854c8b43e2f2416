import type { DatabaseSync } from 'node:sqlite';
import {
  outweighs,
  provesArrival,
  RECEIPT_KINDS,
  type Receipt,
  type ReceiptKind,
} from '../../core/notice/receipt.ts';

export const prepareReceipts = (database: DatabaseSync) => ({
  known: database.prepare('SELECT receipt FROM deliveries WHERE key = ?'),
  note: database.prepare(
    'UPDATE deliveries SET receipt = ?, receipt_detail = ?, receipt_at = ? WHERE key = ?',
  ),
  arrived: database.prepare(
    `UPDATE deliveries SET state = 'accepted', detail = ?, settled_at = ?
     WHERE key = ? AND state = 'unknown'`,
  ),
  receipts: database.prepare(
    `SELECT receipt, count(*) AS n FROM deliveries
     WHERE notice = ? AND receipt IS NOT NULL GROUP BY receipt`,
  ),
});

type Statements = ReturnType<typeof prepareReceipts> &
  Readonly<Record<'optOut', ReturnType<DatabaseSync['prepare']>>>;

/** Keep one receipt, inside a transaction. @returns false when no such delivery is known */
export function noteReceipt(sql: Statements, receipt: Receipt): boolean {
  const { key, kind, at } = receipt;
  const row = sql.known.get(key);
  if (row === undefined) return false;
  if (kind === 'complained') sql.optOut.run(at, key);
  if (!outweighs(kind, receiptKind(row['receipt']))) return true;
  const detail = receipt.detail.slice(0, 500);
  sql.note.run(kind, detail, at, key);
  if (provesArrival(kind)) sql.arrived.run(detail, at, key);
  return true;
}

/** What stands in the column `receipt`. */
export const receiptKind = (value: unknown): ReceiptKind | null =>
  RECEIPT_KINDS.find((kind) => kind === value) ?? null;
