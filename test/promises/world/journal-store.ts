import type { Journal, Outbox, OutboxItem } from '../../../app/ports.ts';
import { PreauError } from '../../../core/errors.ts';
import type { Action } from '../../../core/incident/action.ts';
import type { JournalEntry } from '../../../core/journal/entry.ts';
import type { Faults } from './fault.ts';

/** A store of a journal and its outbox that outlives every process. */
export interface JournalStore {
  /** One process's way to it; several may be open at once. */
  readonly port: Journal & Outbox;
  readonly entries: readonly JournalEntry[];
  /** Called once for each entry that is durable, after the judges. */
  readonly onEntry: (listener: (entry: JournalEntry) => void) => void;
  /** The action that was asked for under this key, done or not. */
  readonly action: (key: string) => Action | undefined;
  /** Actions that are not done. */
  readonly open: () => readonly OutboxItem[];
  readonly find: (seq: number, key: string) => OutboxItem | null;
}

interface Row {
  readonly item: { readonly action: Action; readonly seq: number };
  tries: number;
  dueAt: number;
  done: boolean;
}

/**
 * @param onEntry called once for each entry that is durable, whatever its writer learns of it
 */
export function openJournalStore(
  faults: Faults,
  onEntry: (entry: JournalEntry) => void,
): JournalStore {
  const entries: JournalEntry[] = [];
  const listeners: ((entry: JournalEntry) => void)[] = [];
  const rows = new Map<string, Row>();
  const open = new Set<Row>();
  const itemOf = ({ item, tries }: Row): OutboxItem => ({ ...item, tries });
  const reach = (): void => {
    if (faults.felt('store-down')) throw unavailable('expected the journal’s store to answer');
  };
  const lose = (): void => {
    const fault = faults.going('store-answer-lost');
    if (fault === undefined || !isEvery(entries.length, fault.how)) return;
    faults.count(fault);
    throw unavailable('expected an answer of the journal’s store, which may have done it');
  };
  const port: Journal & Outbox = {
    head: async () => {
      reach();
      return entries.at(-1) ?? null;
    },
    append: async (entry) => {
      reach();
      if (entry.seq !== entries.length + 1) throw conflict(entry.seq);
      entries.push(entry);
      for (const action of entry.actions) {
        if (rows.has(action.key)) continue;
        const row = { item: { action, seq: entry.seq }, tries: 0, dueAt: 0, done: false };
        rows.set(action.key, row);
        open.add(row);
      }
      onEntry(entry);
      for (const listener of listeners) listener(entry);
      lose();
    },
    read: async function* (fromSeq) {
      reach();
      for (let next = fromSeq - 1; next < entries.length; next += 1) {
        const entry = entries[next];
        if (entry !== undefined) yield entry;
      }
    },
    due: async (now, limit) => {
      reach();
      const due: OutboxItem[] = [];
      for (const row of open) {
        if (row.dueAt <= now) due.push(itemOf(row));
        if (due.length >= limit) break;
      }
      return due;
    },
    done: async (key) => {
      reach();
      const row = rows.get(key);
      if (row === undefined) return;
      row.done = true;
      open.delete(row);
    },
    retryAt: async (key, at) => {
      reach();
      const row = rows.get(key);
      if (row === undefined) return;
      row.tries += 1;
      row.dueAt = at;
    },
    pending: async () => {
      reach();
      return open.size;
    },
  };
  return {
    port,
    entries,
    onEntry: (listener) => void listeners.push(listener),
    action: (key) => rows.get(key)?.item.action,
    open: () => [...open].map(itemOf),
    find: (seq, key) => {
      const row = rows.get(key);
      return row === undefined || row.done || row.item.seq !== seq ? null : itemOf(row);
    },
  };
}

/** Whether the nth is one of those that a fault of this strength hits: each one of 2 to 5. */
const isEvery = (nth: number, how: number): boolean => nth % (2 + Math.floor(how * 4)) === 0;

const unavailable = (message: string): PreauError =>
  new PreauError('store-unavailable', message, { retryable: true });

const conflict = (seq: number): PreauError =>
  new PreauError('journal-conflict', `entry ${seq} was written by another process`, {
    retryable: true,
  });
