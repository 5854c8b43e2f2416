import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { Deliveries, DeliveryState, MissedDelivery } from '../../app/ports.ts';
import type { Delivery, TakenDelivery, Unreachable } from '../../core/notice/delivery.ts';
import {
  meansMissed,
  missedReason,
  type ReceiptKind,
  settledWith,
} from '../../core/notice/receipt.ts';
import { epochMs } from '../../core/units.ts';
import { groupCommit } from './deliveries-group-commit.ts';
import { noteReceipt, receiptKind } from './deliveries-receipts.ts';
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
        sql.smsArrived.run();
        return {
          mailsAgain: Number(sql.mailsAgain.run().changes),
          smsUnknown: Number(sql.smsUnknown.run().changes),
        };
      }),
    counts: async (notice) => ({
      ...NONE,
      ...Object.fromEntries(
        sql.counts.all(notice).map((row) => [text(row, 'state'), Number(row['n'])]),
      ),
    }),
    note: async (receipt) => transaction(database, () => noteReceipt(sql, receipt)),
    receipts: async (notice) => ({
      ...NO_RECEIPTS,
      ...Object.fromEntries(
        sql.receipts.all(notice).map((row) => [text(row, 'receipt'), Number(row['n'])]),
      ),
    }),
    unreached: async (notice, limit) => sql.unreached.all(notice, limit).map(missed),
    unreachable: async (notice, limit) => sql.unreachable.all(notice, limit).map(missing),
    readers: async (notice) => sql.readers.all(notice).map(delivery),
    firstAcceptedAt: async (notice) => instant(sql.firstAccepted.get(notice)),
    optOut: async (key, at) => Number(sql.optOut.run(at, key).changes) > 0,
    optedOut: async () => new Set(sql.optedOut.all().map((row) => text(row, 'address'))),
    close: () => closeQuietly(database),
  };
}

type Row = Record<string, SQLOutputValue>;

const NONE: { readonly [state in DeliveryState]: number } = {
  planned: 0,
  sending: 0,
  accepted: 0,
  rejected: 0,
  unknown: 0,
};

const NO_RECEIPTS: { readonly [kind in ReceiptKind]: number } = {
  delivered: 0,
  complained: 0,
  expired: 0,
  blocked: 0,
  bounced: 0,
};

const columns = (to: Delivery) =>
  [
    to.key,
    to.notice,
    to.channel,
    to.address,
    JSON.stringify(to.recipients),
    to.language,
    to.priority,
    to.notBefore ?? null,
    to.notBefore ?? 0,
  ] as const;

const text = (row: Row, column: string): string => String(row[column] ?? '');

const instant = (row: Row | undefined) =>
  typeof row?.['at'] === 'number' ? epochMs(row['at']) : null;

/** The file is this adapter's own: what it wrote is what it reads. */
function delivery(row: Row): Delivery {
  const notBefore = row['not_before'];
  return {
    key: text(row, 'key'),
    notice: text(row, 'notice'),
    channel: row['channel'] === 'sms' ? 'sms' : 'mail',
    address: text(row, 'address'),
    recipients: JSON.parse(text(row, 'recipients')) as readonly string[],
    language: row['language'] === 'en' ? 'en' : 'fr',
    priority: Number(row['priority']),
    ...(typeof notBefore === 'number' ? { notBefore: epochMs(notBefore) } : {}),
  };
}

const taken = (row: Row): TakenDelivery => ({ ...delivery(row), tries: Number(row['tries']) });

function missed(row: Row): MissedDelivery {
  const kind = receiptKind(row['receipt']);
  const receipt = kind === null ? null : { kind, detail: text(row, 'receipt_detail') };
  return {
    ...delivery(row),
    detail: missedReason(text(row, 'detail'), receipt),
    ...(kind !== null && meansMissed(kind) ? { receipt: kind } : {}),
  };
}

const missing = (row: Row): Unreachable => ({
  key: text(row, 'key'),
  notice: text(row, 'notice'),
  recipient: text(row, 'recipient'),
  name: text(row, 'name'),
  why: row['why'] === 'no-contact' ? 'no-contact' : 'address-invalid',
});

function closeQuietly(database: DatabaseSync): void {
  if (database.isOpen) database.close();
}
