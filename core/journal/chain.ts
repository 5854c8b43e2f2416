import type { Action } from '../incident/action.ts';
import type { Event } from '../incident/event.ts';
import type { Finding } from '../promises/finding.ts';
import { type Sha256, sha256 } from '../units.ts';
import { canonicalJson } from './canonical-json.ts';
import type { JournalEntry } from './entry.ts';

/** SHA-256 of a text in UTF-8, in hexadecimal. Given by the shell: core has no cryptography. */
export type Hash = (text: string) => Sha256;

/** What the first entry is chained to. */
export const GENESIS: Sha256 = sha256('0'.repeat(64));

/** The entry that follows `head`, holding `event` and the actions it gave. */
export function chainEntry(
  head: JournalEntry | null,
  event: Event,
  actions: readonly Action[],
  hash: Hash,
): JournalEntry {
  const body = { seq: (head?.seq ?? 0) + 1, event, actions, previous: head?.hash ?? GENESIS };
  return { ...body, hash: hash(canonicalJson(body)) };
}

/**
 * Whether `entry` follows `head` unaltered (P8).
 *
 * @returns null when it does, else what is wrong with it, with its number
 */
export function faultInChain(
  head: JournalEntry | null,
  entry: JournalEntry,
  hash: Hash,
): Finding | null {
  const expected = chainEntry(head, entry.event, entry.actions, hash);
  const { seq } = entry;
  if (seq !== expected.seq)
    return { key: 'line-elsewhere', values: { seq, expected: expected.seq } };
  if (entry.previous !== expected.previous) return { key: 'line-astray', values: { seq } };
  return entry.hash === expected.hash ? null : { key: 'line-altered', values: { seq } };
}
