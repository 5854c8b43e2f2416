import { createHash } from 'node:crypto';
import type { PushSubscription } from '../../app/subscriptions/push-ports.ts';
import { UNPROVEN } from '../../app/subscriptions/unproven-browsers.ts';
import type { EpochMs } from '../../core/units.ts';
import { number, type PushItem, subscriptionItem, text } from './push-items.ts';
import type { PushTable } from './push-table.ts';

/** A place that one may have, and as what it was seen: null where nobody has it. */
export interface OpenPlace {
  readonly name: string;
  readonly holder: PushItem | null;
}

/**
 * An endpoint may have one of so many places that its hash names, chosen: while half of all are taken,
 * one newcomer in 256 finds none, and is told to try again.
 */
const PLACES_EACH = 8;

/** Long after whoever holds it was taken out. Chosen. */
const TIDIED_AFTER_SEC = 24 * 3_600;

/**
 * The places of browsers that are unproven: so many items and no more, whoever comes at once, without a
 * count that could go wrong.
 *
 * @param most how many places there are
 */
export function unprovenPlaces(table: PushTable, most: number) {
  const namesFor = (endpoint: string): readonly string[] => {
    const start = createHash('sha256').update(endpoint).digest().readUInt32BE() % most;
    const count = Math.min(PLACES_EACH, most);
    return Array.from({ length: count }, (_, step) => nameOf((start + step) % most));
  };
  /** Do so with the place that an endpoint has, if any and while it has it. */
  const withOwn = async (
    endpoint: string,
    work: (name: string, isStillIts: Held) => Promise<unknown>,
  ): Promise<void> => {
    const held = await table.getMany('unproven', namesFor(endpoint));
    const own = held.find((item) => text(item, 'endpoint') === endpoint);
    if (own !== undefined) await work(text(own, 'name'), heldBy(endpoint));
  };
  return {
    /** The place that it has, and those that it may have: first the empty ones, then the failed ones'. */
    around: async (endpoint: string, now: EpochMs) => {
      const names = namesFor(endpoint);
      const held = await table.getMany('unproven', names);
      const byName = new Map(held.map((item) => [text(item, 'name'), item]));
      const places = names.map((name): OpenPlace => ({ name, holder: byName.get(name) ?? null }));
      const isOver = ({ holder }: OpenPlace): boolean =>
        holder === null || number(holder, 'joinedAt') <= now - UNPROVEN.keptFor;
      const failed = places.filter((one) => !isOver(one) && number(one.holder ?? {}, 'tries') > 0);
      const own = held.find((item) => text(item, 'endpoint') === endpoint) ?? null;
      return { own, open: [...places.filter(isOver), ...failed] };
    },
    /** @returns false where somebody has taken it meanwhile */
    settle: ({ name, holder }: OpenPlace, one: PushSubscription, now: EpochMs) =>
      table.put(
        'unproven',
        name,
        { ...subscriptionItem(one), ...newcomer(now) },
        holder === null
          ? { condition: 'attribute_not_exists(#part)' }
          : heldBy(text(holder, 'endpoint')),
      ),
    /** Nobody has the place of this endpoint any more. */
    empty: (endpoint: string) =>
      withOwn(endpoint, (name, isStillIts) => table.remove('unproven', name, isStillIts)),
    postpone: (endpoint: string, tries: number, at: EpochMs) =>
      withOwn(endpoint, (name, { condition, values }) =>
        table.update('unproven', name, 'SET #tries = :tries, #dueAt = :at', {
          condition,
          values: { ...values, ':tries': { N: String(tries) }, ':at': { N: String(at) } },
        }),
      ),
  };
}

interface Held {
  readonly condition: string;
  readonly values: PushItem;
}

const heldBy = (endpoint: string): Held => ({
  condition: '#endpoint = :holder',
  values: { ':holder': { S: endpoint } },
});

const newcomer = (now: EpochMs): PushItem => ({
  joinedAt: { N: String(now) },
  dueAt: { N: String(now) },
  tries: { N: '0' },
  expires: { N: String(Math.floor((now + UNPROVEN.keptFor) / 1_000) + TIDIED_AFTER_SEC) },
});

const nameOf = (place: number): string => String(place).padStart(5, '0');
