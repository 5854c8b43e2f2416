import {
  type AttributeValue,
  BatchGetItemCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import type { SentTo } from '../../app/schools/school-desk.ts';
import { PreauError } from '../../core/errors.ts';
import { inLanes } from '../local/in-lanes.ts';
import { OPTED_OUT } from './dynamo-deliveries-contacts.ts';
import { fromItem } from './dynamo-deliveries-item.ts';
import { placeOrNull } from './dynamo-deliveries-place.ts';
import { readNumber, readText, text } from './dynamo-deliveries-values.ts';
import { dynamoError } from './dynamo-error.ts';

/** What the ledger knows of some deliveries and addresses. */
export interface Told {
  /** By the key of the delivery; those that were never planned are not in it. */
  readonly sent: ReadonlyMap<string, SentTo>;
  /** The addresses that asked for silence, and did not come back. */
  readonly optedOut: ReadonlySet<string>;
}

/**
 * Look deliveries up by their keys, and addresses among those that asked for silence.
 *
 * @throws PreauError `store-unavailable`
 */
export type ReadTold = (keys: readonly string[], addresses: readonly string[]) => Promise<Told>;

type Item = Record<string, AttributeValue>;

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
const BATCH = 100;
/** At once. Chosen: a page shows two thousand deliveries at most, which are five rounds of it. */
const LANES = 4;
/** A busy table gives part of a batch back; asked again so often. Chosen: a person waits. */
const TRIES = 4;

/**
 * Read them by `dynamodb:BatchGetItem`, without consistency: half a unit each, and a second old at
 * most, where the page that shows them is asked for every five seconds.
 */
export const readTold =
  (client: DynamoDBClient, table: string): ReadTold =>
  async (keys, addresses) => {
    const places = keys.flatMap((key) => placeOrNull(key) ?? []);
    const asked = [
      ...places.map(({ home, name }) => keyOf(home, name)),
      ...addresses.map((address) => keyOf(OPTED_OUT, address)),
    ];
    const found = (await inLanes(batchesOf(asked), LANES, (batch) => read(client, table, batch)))
      .flat()
      .map((item) => ({ item, isSilence: readText(item, 'home') === OPTED_OUT }));
    return {
      sent: new Map(found.flatMap(({ item, isSilence }) => (isSilence ? [] : [sentOf(item)]))),
      optedOut: new Set(
        found.flatMap(({ item, isSilence }) =>
          isSilence && readNumber(item, 'returnedAt') === null ? [readText(item, 'name')] : [],
        ),
      ),
    };
  };

const keyOf = (home: string, name: string): Item => ({ home: text(home), name: text(name) });

/** Without doubles, which one request must not have. */
function batchesOf(keys: readonly Item[]): readonly (readonly Item[])[] {
  const all = [...new Map(keys.map((key) => [JSON.stringify(key), key])).values()];
  return Array.from({ length: Math.ceil(all.length / BATCH) }, (_, at) =>
    all.slice(at * BATCH, (at + 1) * BATCH),
  );
}

async function read(
  client: DynamoDBClient,
  table: string,
  batch: readonly Item[],
): Promise<readonly Item[]> {
  const found: Item[] = [];
  let Keys: Item[] = [...batch];
  for (let tries = 1; Keys.length > 0; tries += 1) {
    const command = new BatchGetItemCommand({ RequestItems: { [table]: { Keys } } });
    const answer = await client.send(command).catch((error: unknown) => {
      throw dynamoError(error, 'reading what was sent to a school');
    });
    found.push(...(answer.Responses?.[table] ?? []));
    Keys = answer.UnprocessedKeys?.[table]?.Keys ?? [];
    if (Keys.length > 0 && tries >= TRIES)
      throw new PreauError(
        'store-unavailable',
        `Expected ${batch.length} deliveries, got all but ${Keys.length}: the table is busy. Look again.`,
        { retryable: true },
      );
  }
  return found;
}

function sentOf(item: Item): readonly [string, SentTo] {
  const { delivery, state, receipt, settledAt } = fromItem(item);
  const { key, notice } = delivery;
  return [key, { notice, state, receipt: receipt?.kind ?? null, at: receipt?.at ?? settledAt }];
}
