import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { PreauError } from '../../core/errors.ts';
import type { JournalEntry } from '../../core/journal/entry.ts';

export type Item = Record<string, AttributeValue>;

/** One journal per home, one home per table. */
export const HOME = 'journal';

/** What an entry with open actions has as `openHome`: the sparse index holds such entries only. */
export const OPEN_HOME = 'open';

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html 400 KB */
const ITEM_BYTES_MAX = 400_000;

/** Room that an action's later tries may take: a number, an instant, and a reason cut at 200. */
const ACTION_BYTES = 1_000;

/** The key of one entry's item. */
export const keyOf = (seq: number): Item => ({ home: { S: HOME }, seq: { N: String(seq) } });

/**
 * An entry as one item, its actions open.
 *
 * @param writer one name for one append: two writers may come to the very same entry
 * @throws PreauError `argument-invalid` when it does not fit in an item
 */
export function itemOf(entry: JournalEntry, writer: string): Item {
  const text = JSON.stringify(entry);
  const sizeBytes = Buffer.byteLength(text) + entry.actions.length * ACTION_BYTES;
  if (sizeBytes > ITEM_BYTES_MAX)
    throw new PreauError(
      'argument-invalid',
      `Expected entry ${entry.seq} of the journal (${entry.event.kind}) to fit in ${ITEM_BYTES_MAX} bytes with its ${entry.actions.length} actions, got ${sizeBytes}. Keep what is large in the blobs and journal its hash.`,
    );
  const item: Item = {
    ...keyOf(entry.seq),
    entry: { S: text },
    at: { N: String(entry.event.at) },
    writer: { S: writer },
  };
  if (entry.actions.length === 0) return item;
  const open: Item = {};
  for (const { key } of entry.actions)
    open[key] = { M: { tries: { N: '0' }, dueAt: { N: '0' }, why: { S: '' } } };
  return { ...item, open: { M: open }, openHome: { S: OPEN_HOME } };
}

/**
 * The entry that an item holds: what this very code wrote. The chain's hashes, not a schema, tell
 * whether it was altered.
 */
export const entryOf = (item: Item): JournalEntry =>
  JSON.parse(item['entry']?.S ?? 'null') as JournalEntry;

export const seqOf = (item: Item): number => Number(item['seq']?.N);

/** How an open action stands. */
interface OpenAction {
  readonly tries: number;
  readonly dueAt: number;
}

/** The actions of an item that are not done, by key. */
export const openOf = (item: Item): ReadonlyMap<string, OpenAction> =>
  new Map(
    Object.entries(item['open']?.M ?? {}).map(([key, value]) => [
      key,
      { tries: Number(value.M?.['tries']?.N ?? 0), dueAt: Number(value.M?.['dueAt']?.N ?? 0) },
    ]),
  );
