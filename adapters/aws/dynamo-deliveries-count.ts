import type { Channel } from '../../core/notice/delivery.ts';
import { DELIVERY_STATES } from '../../core/notice/delivery-state.ts';
import type { StateCounts } from '../../core/notice/notice.ts';
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
  prefixes: { readonly [name in Name]: readonly string[] },
  channel?: Channel,
): Promise<{ readonly [name in Name]: number }> {
  const names = Object.keys(prefixes) as Name[];
  const asked = names.flatMap((name) =>
    prefixes[name].flatMap((prefix) =>
      homesOf(notice, channel).map((home) => ({ name, prefix, home })),
    ),
  );
  const sums = Object.fromEntries(names.map((name) => [name, 0])) as { [name in Name]: number };
  await inLanes(asked, LANES, async ({ name, prefix, home }) => {
    const counted = await store.count({
      IndexName: index.name,
      KeyConditionExpression: `home = :home AND begins_with(${index.key}, :prefix)`,
      values: { ':home': home, ':prefix': prefix },
    });
    sums[name] += counted;
  });
  return sums;
}

/** States that a delivery may be in which a provider had once accepted. */
const ONCE_ACCEPTED = DELIVERY_STATES.slice(DELIVERY_STATES.indexOf('accepted'));

/** The stage of those that were accepted sorts by that instant: the first of each partition tells. */
export async function firstAccepted(
  store: DeliveriesStore,
  notice: string,
): Promise<EpochMs | null> {
  const asked = homesOf(notice).flatMap((home) => ONCE_ACCEPTED.map((state) => ({ home, state })));
  const firsts = await inLanes(asked, LANES, ({ home, state }) =>
    store.query(
      {
        IndexName: 'stages',
        KeyConditionExpression: 'home = :home AND stage BETWEEN :from AND :to',
        values: { ':home': home, ':from': `${state}/0`, ':to': `${state}/:` },
      },
      1,
    ),
  );
  const instants = firsts.flat().map((item) => Number(readText(item, 'stage').split('/')[1]));
  return instants.length === 0 ? null : epochMs(Math.min(...instants));
}

/** What those of `suppressed` begin with that were dropped; a version before did not tell them apart. */
export const DROPPED_STAGE = 'suppressed/dropped/';

/** What the index `stages` begins with, by state: this version's words, and the one's before. */
export const STAGES = {
  planned: ['planned/'],
  claimed: ['claimed/', 'sending/'],
  unknown: ['unknown/'],
  accepted: ['accepted/'],
  delivered: ['delivered/'],
  'failed-temporary': ['failed-temporary/'],
  suppressed: ['suppressed/'],
  'failed-permanent': ['failed-permanent/', 'rejected/'],
} as const;

/** How many stand in each state, and how many were dropped, if any. */
export async function countStates(
  store: DeliveriesStore,
  notice: string,
  channel?: Channel,
): Promise<StateCounts> {
  const index = { name: 'stages', key: 'stage' } as const;
  const states = await countByPrefix(store, notice, index, STAGES, channel);
  if (states.suppressed === 0) return states;
  const { dropped } = await countByPrefix(
    store,
    notice,
    index,
    { dropped: [DROPPED_STAGE] },
    channel,
  );
  return dropped === 0 ? states : { ...states, dropped };
}

/** What the index `receipts` holds. */
export const KINDS = {
  delivered: ['delivered'],
  complained: ['complained'],
  expired: ['expired'],
  blocked: ['blocked'],
  bounced: ['bounced'],
} as const;
