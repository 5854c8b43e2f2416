import type { DatabaseSync } from 'node:sqlite';
import type { Deliveries } from '../../app/ports.ts';
import { settledWith } from '../../core/notice/receipt.ts';
import { groupCommit } from './deliveries-group-commit.ts';
import { noteReceipt, receiptKind } from './deliveries-receipts.ts';
import {
  columns,
  counted,
  delivery,
  instant,
  missed,
  missing,
  NO_DELIVERIES,
  NO_RECEIPTS,
  taken,
  text,
} from './deliveries-rows.ts';
import { prepareDeliveries } from './deliveries-statements.ts';
import { prepareTables } from './deliveries-tables.ts';
import { openSqlite, transaction } from './sqlite.ts';

export interface DeliveryLedger extends Deliveries {
  close(): void;
}

/**
 * The ledger of deliveries in one SQLite file.
 *
 * What must be durable before a message leaves (`sending`) is on disk before `take` returns. What
 * came of it is committed in groups: all settlements of one turn of the event loop share one
 * commit, and none resolves before it.
 *
 * @throws PreauError `store-unavailable` when the file cannot be opened
 */
export function openDeliveries(path: string): DeliveryLedger {
  const database = openSqlite(path);
  prepareTables(database);
  const sql = prepareDeliveries(database);
  const commit = groupCommit(database);

  return {
    plan: async (deliveries) => {
      transaction(database, () => {
        for (const delivery of deliveries) sql.insert.run(...columns(delivery));
      });
    },
    noteUnreachable: async (unreachable) => {
      transaction(database, () => {
        for (const { key, notice, recipient, name, why } of unreachable) {
          sql.insertUnreachable.run(key, notice, recipient, name, why);
        }
      });
    },
    take: async (notice, limit, now, channel) =>
      transaction(database, () => {
        const rows = channel
          ? sql.dueOnChannel.all(notice, channel, now, limit)
          : sql.due.all(notice, now, limit);
        for (const row of rows) sql.mark.run(text(row, 'key'));
        return rows.map(taken);
      }),
    nextAt: async (notice, channel) => instant(sql.nextAt.get(notice, channel ?? '%')),
    settle: (key, state, detail, at) =>
      commit(() => {
        const kind = receiptKind(sql.known.get(key)?.['receipt']);
        sql.settle.run(settledWith(state, kind), detail.slice(0, 500), at, key);
      }),
    putBack: (key, at, why) => commit(() => sql.putBack.run(at, why.slice(0, 500), key)),
    recover: async () =>
      transaction(database, () => {
        sql.arrivedMeanwhile.run();
        return {
          mailsAgain: Number(sql.mailsAgain.run().changes),
          smsUnknown: Number(sql.smsUnknown.run().changes),
        };
      }),
    counts: async (notice) => counted(NO_DELIVERIES, sql.counts.all(notice), 'state'),
    note: async (receipt) => transaction(database, () => noteReceipt(sql, receipt)),
    receipts: async (notice) => counted(NO_RECEIPTS, sql.receipts.all(notice), 'receipt'),
    unreached: async (notice, limit) => sql.unreached.all(notice, limit).map(missed),
    unreachable: async (notice, limit) => sql.unreachable.all(notice, limit).map(missing),
    readers: async (notice) => sql.readers.all(notice).map(delivery),
    firstAcceptedAt: async (notice) => instant(sql.firstAccepted.get(notice)),
    optOut: async (key, at) => Number(sql.optOut.run(at, key).changes) > 0,
    optedOut: async () => new Set(sql.optedOut.all().map((row) => text(row, 'address'))),
    close: () => closeQuietly(database),
  };
}

function closeQuietly(database: DatabaseSync): void {
  if (database.isOpen) database.close();
}
