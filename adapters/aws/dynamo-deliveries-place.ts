import type { Channel } from '../../core/notice/delivery.ts';
import { PreauError } from '../../core/errors.ts';

/** Where in the table one delivery lives. */
export interface Place {
  readonly home: string;
  readonly name: string;
  readonly shard: number;
}

/**
 * Partitions of one notice on one channel. A partition takes 1,000 write units a second; one with
 * a local index is never split. At 200 messages a second take, settlement and receipt, each with
 * its index, are 8 units a message: 1,600, so 400 in each of four. Chosen.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html
 */
const SHARDS = 4;

const CHANNELS: readonly Channel[] = ['mail', 'sms'];

/**
 * Partitions of the index `leases`: one for each shard, over all notices. Named as in the version
 * before, so that what it left claimed is found.
 */
export const LEASE_HOME: readonly string[] = Array.from(
  { length: SHARDS },
  (_, shard) => `sending/${shard}`,
);

/** All partitions of a notice, or of one channel of it. */
export const homesOf = (notice: string, channel?: Channel): readonly string[] =>
  (channel === undefined ? CHANNELS : [channel]).flatMap((one) =>
    Array.from({ length: SHARDS }, (_, shard) => `${notice}/${one}/${shard}`),
  );

/**
 * The place of a delivery is told by its key alone, `<notice>/<channel>/<address hash>`.
 * @throws PreauError `argument-invalid` for a key of another form
 */
export function placeOf(key: string): Place {
  const place = placeOrNull(key);
  if (place !== null) return place;
  throw new PreauError(
    'argument-invalid',
    `expected a delivery key of the form <notice>/<mail or sms>/<name>, got ${JSON.stringify(key.slice(0, 100))}`,
  );
}

/** @returns null for a key of another form: no such delivery can be known */
export function placeOrNull(key: string): Place | null {
  const [, notice, channel, name] = /^(.+)\/(mail|sms)\/([^/]+)$/su.exec(key) ?? [];
  if (notice === undefined || name === undefined || key.length > LONGEST_KEY) return null;
  const shard = spread(name);
  return { home: `${notice}/${channel}/${shard}`, name, shard };
}

/** Below DynamoDB's 1,024 bytes for a sort key, whatever the letters. Chosen. */
const LONGEST_KEY = 250;

/** Names are hashes already: any mixing spreads them evenly. */
function spread(name: string): number {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 65_521;
  return sum % SHARDS;
}
