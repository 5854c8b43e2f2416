import { type EpochMs, epochMs } from '../../core/units.ts';
import { homesOf } from './dynamo-deliveries-place.ts';
import type { DeliveriesStore } from './dynamo-deliveries-store.ts';
import { LANES } from './dynamo-deliveries-take.ts';
import { readText } from './dynamo-deliveries-values.ts';
import { inLanes } from '../local/in-lanes.ts';

/**
 * Count a notice's entries by what their sort key in an index begins with.
 *
 * Counted anew each time, by DynamoDB, over keys alone. A kept counter would need a transaction
 * with each change (twice the price, and 200 a second on one item conflict), or would drift from
 * what it counts at the first answer that is lost. 120,000 keys of about 100 bytes are 3,000 read
 * units: ask at the end of a run, not after each batch.
 */
export async function countByPrefix<Name extends string>(
  store: DeliveriesStore,
  notice: string,
  index: { readonly name: 'stages' | 'receipts'; readonly key: 'stage' | 'receipt' },
  prefixes: { readonly [name in Name]: string },
): Promise<{ readonly [name in Name]: number }> {
  const names = Object.keys(prefixes) as Name[];
  const asked = names.flatMap((name) => homesOf(notice).map((home) => ({ name, home })));
  const sums = Object.fromEntries(names.map((name) => [name, 0])) as { [name in Name]: number };
  await inLanes(asked, LANES, async ({ name, home }) => {
    const counted = await store.count({
      IndexName: index.name,
      KeyConditionExpression: `home = :home AND begins_with(${index.key}, :prefix)`,
      values: { ':home': home, ':prefix': prefixes[name] },
    });
    sums[name] += counted;
  });
  return sums;
}

/** The stage of the accepted sorts by their instant: the first of each partition tells. */
export async function firstAccepted(
  store: DeliveriesStore,
  notice: string,
): Promise<EpochMs | null> {
  const firsts = await inLanes(homesOf(notice), LANES, (home) =>
    store.query(
      {
        IndexName: 'stages',
        KeyConditionExpression: 'home = :home AND begins_with(stage, :accepted)',
        values: { ':home': home, ':accepted': 'accepted/' },
      },
      1,
    ),
  );
  const instants = firsts.flat().map((item) => Number(readText(item, 'stage').split('/')[1]));
  return instants.length === 0 ? null : epochMs(Math.min(...instants));
}

/** What the index `stages` begins with, by state. */
export const STAGES = {
  planned: 'planned/',
  sending: 'sending/',
  accepted: 'accepted/',
  rejected: 'rejected/',
  unknown: 'unknown/',
} as const;

/** What the index `receipts` holds. */
export const KINDS = {
  delivered: 'delivered',
  complained: 'complained',
  expired: 'expired',
  blocked: 'blocked',
  bounced: 'bounced',
} as const;
