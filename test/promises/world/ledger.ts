import type { Deliveries } from '../../../app/ports.ts';
import { PreauError } from '../../../core/errors.ts';
import type { Channel, Unreachable } from '../../../core/notice/delivery.ts';
import { hasFailed, mayBeRead, needsPerson } from '../../../core/notice/delivery-state.ts';
import type { ToTelephone } from '../../../core/notice/silent-schools.ts';
import { meansMissed, missedReason, RECEIPT_KINDS } from '../../../core/notice/receipt.ts';
import { epochMs, type EpochMs } from '../../../core/units.ts';
import type { Faults } from './fault.ts';
import {
  byPriority,
  countStates,
  type LedgerRow,
  newRow,
  noteReceipt,
  settleByReceipt,
  settleRow,
  silence,
} from './ledger-row.ts';

/** A ledger of deliveries that outlives every process. */
export interface Ledger {
  readonly port: Deliveries;
  readonly rows: () => Iterable<LedgerRow>;
  readonly row: (key: string) => LedgerRow | undefined;
  readonly unreachable: () => readonly Unreachable[];
  readonly silent: () => ReadonlySet<string>;
}

/** How a store of the simulation answers: at once, or not, or with a word that is lost. */
export interface StoreManners {
  /** Before anything is done. @throws what a store throws that is not there */
  readonly reach: () => void;
  /** After all is done. @throws what a caller sees of an answer that never came */
  readonly lose: () => void;
}

/** @param leaseMs how long what one sender took is its own; 0 where there is only one sender */
export function openLedger(now: () => EpochMs, leaseMs: number, manners: StoreManners): Ledger {
  const rows = new Map<string, LedgerRow>();
  const byNotice = new Map<string, LedgerRow[]>();
  const unreachable = new Map<string, Unreachable>();
  const silent = new Map<string, number>();
  const answered = new Map<string, EpochMs>();
  const calls = new Map<string, ToTelephone>();
  const of = (notice: string, channel?: Channel): readonly LedgerRow[] => {
    const all = byNotice.get(notice) ?? [];
    return channel === undefined ? all : all.filter((row) => row.delivery.channel === channel);
  };
  /** All or nothing, and its answer may be lost. */
  const write = async <T>(work: () => T): Promise<T> => {
    manners.reach();
    const done = work();
    manners.lose();
    return done;
  };
  const read = async <T>(work: () => T): Promise<T> => {
    manners.reach();
    return work();
  };
  const leave = (key: string, at: number): boolean => {
    const address = rows.get(key)?.delivery.address;
    if (address === undefined) return false;
    if (!silent.has(address)) silent.set(address, at);
    for (const row of rows.values()) if (row.delivery.address === address) silence(row);
    return true;
  };
  const settle: Deliveries['settle'] = (key, state, detail, at, providerId) =>
    write(() => {
      const row = rows.get(key);
      if (row !== undefined) settleRow(row, { state, detail, at }, providerId);
    });
  const acknowledgement = (key: string) => {
    const recipients = rows.get(key)?.delivery.recipients;
    return recipients === undefined ? null : { key, recipients, at: answered.get(key) ?? null };
  };
  const port: Deliveries = {
    plan: (deliveries) =>
      write(() => {
        for (const delivery of deliveries) {
          if (rows.has(delivery.key)) continue;
          const row = newRow(delivery, rows.size);
          rows.set(delivery.key, row);
          const known = byNotice.get(delivery.notice);
          if (known === undefined) byNotice.set(delivery.notice, [row]);
          else known.push(row);
        }
      }),
    noteUnreachable: (some) =>
      write(() => {
        for (const one of some) if (!unreachable.has(one.key)) unreachable.set(one.key, one);
      }),
    take: (notice, limit, at, channel) =>
      write(() => {
        const due = of(notice, channel).filter((row) => row.state === 'planned' && row.dueAt <= at);
        const taken: LedgerRow[] = [];
        for (const row of due.toSorted(byPriority)) {
          if (taken.length >= limit) break;
          if (silent.has(row.delivery.address)) silence(row);
          else taken.push(row);
        }
        for (const row of taken) {
          row.state = 'claimed';
          row.takenAt = now();
        }
        return taken.map(({ delivery, tries }) => ({ ...delivery, tries }));
      }),
    nextAt: (notice, channel) =>
      read(() => {
        let least = Number.POSITIVE_INFINITY;
        for (const { state, dueAt } of of(notice, channel))
          if (state === 'planned' && dueAt < least) least = dueAt;
        return Number.isFinite(least) ? epochMs(least) : null;
      }),
    settle,
    settleMany: (settlements) =>
      write(() => {
        for (const one of settlements) {
          const row = rows.get(one.key);
          if (row !== undefined) settleRow(row, one, one.providerId);
        }
      }),
    keyOfProviderId: (id) =>
      read(() => {
        const known = [...rows.values()].filter((row) => id !== '' && row.providerId === id);
        return known.length === 1 ? (known[0]?.delivery.key ?? null) : null;
      }),
    putBack: (key, at, why) =>
      write(() => {
        const row = rows.get(key);
        if (row === undefined || row.state !== 'claimed' || settleByReceipt(row, 1)) return;
        row.state = 'planned';
        row.dueAt = at;
        row.detail = why.slice(0, 500);
        row.tries += 1;
      }),
    recover: () =>
      write(() => {
        const found = { mailsAgain: 0, smsUnknown: 0 };
        for (const row of rows.values()) {
          if (row.state !== 'claimed' || row.takenAt + leaseMs > now()) continue;
          if (settleByReceipt(row, 0)) continue;
          const isMail = row.delivery.channel === 'mail';
          row.state = isMail ? 'planned' : 'unknown';
          if (isMail) found.mailsAgain += 1;
          else found.smsUnknown += 1;
        }
        return found;
      }),
    counts: (notice, channel) => read(() => countStates(of(notice, channel))),
    note: (receipt) =>
      write(() => {
        const row = rows.get(receipt.key);
        if (row === undefined) return false;
        if (receipt.kind === 'complained') leave(receipt.key, receipt.at);
        noteReceipt(row, receipt);
        return true;
      }),
    receipts: (notice) =>
      read(() => {
        const counts = Object.fromEntries(RECEIPT_KINDS.map((kind) => [kind, 0])) as Record<
          (typeof RECEIPT_KINDS)[number],
          number
        >;
        for (const { receipt } of of(notice)) if (receipt !== null) counts[receipt.kind] += 1;
        return counts;
      }),
    unreached: (notice, limit) =>
      read(() =>
        of(notice)
          .filter(({ state }) => needsPerson(state))
          .toSorted(byPriority)
          .slice(0, limit)
          .map(({ delivery, state, detail, receipt }) => ({
            ...delivery,
            state,
            detail: missedReason(detail, receipt),
            ...(receipt !== null && meansMissed(receipt.kind) ? { receipt: receipt.kind } : {}),
          })),
      ),
    unreachable: (notice, limit) =>
      read(() => [...unreachable.values()].filter((one) => one.notice === notice).slice(0, limit)),
    readers: (notice) =>
      read(() =>
        of(notice)
          .filter(({ state }) => !hasFailed(state))
          .toSorted(byPriority)
          .map(({ delivery }) => delivery),
      ),
    mayHaveRead: (notice) =>
      read(() =>
        of(notice)
          .filter(({ state, tries, delivery }) => mayBeRead(state, delivery.channel, tries))
          .toSorted(byPriority)
          .map(({ delivery }) => delivery),
      ),
    optOut: (key, at) => write(() => leave(key, at)),
    optedOut: () => read(() => new Set(silent.keys())),
    firstAcceptedAt: (notice) =>
      read(() => {
        const all = of(notice).flatMap(({ acceptedAt }) => acceptedAt ?? []);
        return all.length === 0 ? null : epochMs(Math.min(...all));
      }),
    acknowledge: (key, at) =>
      write(() => {
        if (!rows.has(key)) return null;
        if (!answered.has(key)) answered.set(key, at);
        return answered.get(key) ?? null;
      }),
    acknowledged: (key) => read(() => acknowledgement(key)),
    acknowledgements: (notice) =>
      read(() =>
        [...answered]
          .filter(([key]) => rows.get(key)?.delivery.notice === notice)
          .toSorted(([, one], [, other]) => one - other)
          .map(([key, at]) => ({ key, at, recipients: rows.get(key)?.delivery.recipients ?? [] })),
      ),
    noteToTelephone: (schools) =>
      write(() => {
        for (const one of schools) if (!calls.has(one.key)) calls.set(one.key, one);
      }),
    toTelephone: (notice, limit) =>
      read(() =>
        [...calls.values()]
          .filter((one) => one.notice === notice)
          .toSorted((one, other) => one.priority - other.priority || (one.uai < other.uai ? -1 : 1))
          .slice(0, limit),
      ),
    askedByMail: (notice) =>
      read(
        () =>
          new Set(
            of(notice, 'mail')
              .filter(({ state }) => state === 'accepted' || state === 'delivered')
              .flatMap(({ delivery }) => delivery.recipients),
          ),
      ),
    optIn: (key, at, within) =>
      write(() => {
        const address = rows.get(key)?.delivery.address;
        const left = address === undefined ? undefined : silent.get(address);
        if (address === undefined || left === undefined || at - left > within) return false;
        return silent.delete(address);
      }),
  };
  return {
    port,
    rows: () => rows.values(),
    row: (key) => rows.get(key),
    unreachable: () => [...unreachable.values()],
    silent: () => new Set(silent.keys()),
  };
}

/** A store that fails by the faults of a world: not there, or there with a word that is lost. */
export function ledgerManners(faults: Faults): StoreManners {
  let writes = 0;
  const fail = (message: string): never => {
    throw new PreauError('store-unavailable', message, { retryable: true });
  };
  return {
    reach: () => {
      if (faults.felt('ledger-down')) fail('expected the ledger to answer, it did not');
    },
    lose: () => {
      const fault = faults.going('ledger-answer-lost');
      writes += 1;
      if (fault === undefined || writes % (3 + Math.floor(fault.how * 6)) !== 0) return;
      faults.count(fault);
      fail('expected an answer of the ledger, which may have written it down');
    },
  };
}

export const FAULTLESS: StoreManners = { reach: () => undefined, lose: () => undefined };
