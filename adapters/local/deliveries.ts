import type { DatabaseSync } from 'node:sqlite';
import type { Deliveries, Settlement } from '../../app/ports.ts';
import type { TakenDelivery } from '../../core/notice/delivery.ts';
import { stateAfterAnswer } from '../../core/notice/delivery-state.ts';
import { provesArrival } from '../../core/notice/receipt.ts';
import type { EpochMs } from '../../core/units.ts';
import { groupCommit } from './deliveries-group-commit.ts';
import { deliveryLists, PROVIDER_ID_MOST } from './deliveries-lists.ts';
import { peopleLedger } from './deliveries-people.ts';
import { leave, noteReceipt, putBack, settleTold } from './deliveries-receipts.ts';
import { columns, instant, type Row, taken, text } from './deliveries-rows.ts';
import { prepareDeliveries } from './deliveries-statements.ts';
import { prepareTables } from './deliveries-tables.ts';
import { receiptKind } from './deliveries-words.ts';
import { guardStatements } from './guard-statements.ts';
import { openSqlite, transaction } from './sqlite.ts';

export interface DeliveryLedger extends Deliveries {
  close(): void;
}

/**
 * The ledger of deliveries in one SQLite file.
 *
 * What must be durable before a message leaves (`claimed`) is on disk before `take` returns. What
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
  const write = ({ key, state: answer, detail, at, providerId }: Settlement): void => {
    const id = providerId?.slice(0, PROVIDER_ID_MOST) ?? null;
    const why = detail.slice(0, 500);
    const acceptedAt = answer === 'accepted' ? at : null;
    if (sql.settleUntold.run(answer, why, at, acceptedAt, id, key).changes > 0) return;
    const kind = receiptKind(sql.known.get(key)?.['receipt']);
    const state = stateAfterAnswer(answer, kind);
    sql.settle.run(state, why, at, provesArrival(kind) ? at : acceptedAt, id, key);
  };

  const ledger: Deliveries = {
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
    take: async (...asked) => transaction(database, () => takeWanted(sql, ...asked)),
    nextAt: async (notice, channel) => instant(sql.nextAt.get(notice, channel ?? '%')),
    settle: (key, state, detail, at, providerId) =>
      commit(() => write({ key, state, detail, at, ...(providerId && { providerId }) })),
    settleMany: (settlements) =>
      commit(() => {
        for (const one of settlements) write(one);
      }),
    putBack: (key, at, why) => commit(() => putBack(sql, key, at, why)),
    recover: async () =>
      transaction(database, () => {
        settleTold(sql);
        return {
          mailsAgain: Number(sql.mailsAgain.run().changes),
          smsUnknown: Number(sql.smsUnknown.run().changes),
        };
      }),
    note: async (receipt) => transaction(database, () => noteReceipt(sql, receipt)),
    optOut: async (key, at) => transaction(database, () => leave(sql, key, at)),
    optedOut: async () => new Set(sql.optedOut.all().map((row) => text(row, 'address'))),
    ...deliveryLists(sql),
    ...peopleLedger(database),
  };
  return { ...guardStatements(database, ledger), close: () => closeQuietly(database) };
}

/** Inside a transaction. */
function takeWanted(
  sql: ReturnType<typeof prepareDeliveries>,
  ...[notice, limit, now, channel]: Parameters<Deliveries['take']>
): readonly TakenDelivery[] {
  for (;;) {
    const rows = channel
      ? sql.dueOnChannel.all(notice, channel, now, limit)
      : sql.due.all(notice, now, limit);
    const wanted = sql.isAnySilent.get() === undefined ? rows : withoutSilent(sql, rows, now);
    if (wanted.length > 0) sql.mark.run(JSON.stringify(wanted.map((row) => row['seq'])));
    if (wanted.length > 0 || rows.length === 0) return wanted.map(taken);
  }
}

/** Planned or put back since its contact left: owed no longer. */
function withoutSilent(
  sql: ReturnType<typeof prepareDeliveries>,
  rows: readonly Row[],
  now: EpochMs,
): readonly Row[] {
  return rows.filter((row) => {
    if (!sql.isSilent.get(text(row, 'address'))) return true;
    sql.silence.run(now, text(row, 'key'));
    return false;
  });
}

function closeQuietly(database: DatabaseSync): void {
  if (database.isOpen) database.close();
}
