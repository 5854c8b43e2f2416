import { type PlatformId, seconds } from '../../../core/units.ts';
import type { Court, Judge } from './judge.ts';

/** What keeps Préau from holding what health turned: then health alone decides, as P4 says. */
const KEEPS_FROM_HOLDING = [
  'dns-api-down',
  'dns-api-throttled',
  'dns-answer-lost',
  'dns-change-pending',
  'dns-change-forgotten',
  'hold-store-down',
  'name-server-silent',
  'name-server-stale',
  'store-down',
  'store-answer-lost',
  'vantages-cut',
  'vantage-cut',
  'vantage-silent',
  'vantage-lies',
  'clock-skewed',
  'message-lost',
  'message-late',
] as const;

/**
 * Health takes 30 s to change its word, and Préau two rounds to hold what it did: with rounds further
 * apart than this, health may have changed back before.
 */
const ROUNDS_APART_MOST = seconds(12);

/** A turn that nothing keeps is seen done sooner: weights take 15 s in this world. */
const TURN_TAKES_MOST = seconds(60);

/**
 * P4, as visitors see it: while Préau runs and reaches what it needs, the answers go to the mirror, and
 * come back from it, at most once in a hold period. What a person or an unfit mirror asked for is theirs.
 */
export function fewTurns({ world, state, livesSince, report }: Court): Judge {
  const last = new Map<string, number>();
  const hands = new Map<PlatformId, number>();
  /** When Préau last could not hold its visitors: no mirror that may (P1), or a turn that is stuck. */
  const shelterless = new Map<PlatformId, number>();
  let hinderedAt = Number.NEGATIVE_INFINITY;
  const { shelter, watch } = world.landscape.policy;
  const holdMs = shelter.minHoldMs;
  if (watch.intervalMs > ROUNDS_APART_MOST) return {};
  /**
   * What a provider's fault left owed is set once that is over; a message that was lost comes again with the
   * watchdog's next round; of one whose worker died, its queue hides it for minutes, and those behind it.
   */
  const isOverdue = (id: PlatformId): boolean =>
    world.journal.open().some(({ seq, action }) => {
      const askedAt = world.journal.entries[seq - 1]?.event.at ?? 0;
      const isOld = world.time.now() - askedAt > TURN_TAKES_MOST;
      return action.kind === 'turn-dns' && action.platform === id && isOld;
    });
  const look = (): void => {
    if (KEEPS_FROM_HOLDING.some((kind) => world.faults.going(kind) !== undefined))
      hinderedAt = world.time.now();
  };
  return {
    onBeat: () => {
      look();
      for (const { id } of world.landscape.policy.platforms)
        if (state().platforms[id]?.mirror?.fit !== true || isOverdue(id))
          shelterless.set(id, world.time.now());
    },
    onEntry: ({ event, actions }) => {
      if (event.kind === 'mirror-measured' && !event.fitness.fit)
        shelterless.set(event.platform, world.time.now());
      if (event.kind.startsWith('person-') && 'platform' in event)
        hands.set(event.platform, world.time.now());
      for (const action of actions)
        if (action.kind === 'turn-dns' && BY_HAND.has(action.why.kind))
          hands.set(action.platform, world.time.now());
    },
    onTurn: (id, from, to) => {
      const way = to === 1 ? 'out' : from === 1 ? 'back' : null;
      if (way === null) return;
      const now = world.time.now();
      const name = `${id}/${way}`;
      const before = last.get(name);
      last.set(name, now);
      if (before === undefined || now - before >= holdMs) return;
      look();
      // From a little before the first of the two on, nothing may have stood in the way.
      const free = before - holdMs;
      const platform = state().platforms[id];
      const isSince = (at: number | undefined): boolean => at !== undefined && at >= free;
      if (isSince(hands.get(id)) || isSince(shelterless.get(id))) return;
      if (hinderedAt >= free || !livesSince(free) || platform?.vetoed !== false) return;
      report(
        'P4',
        `${id}: visitors went ${way} twice within ${Math.round((now - before) / 1_000)} s`,
      );
    },
  };
}

const BY_HAND: ReadonlySet<string> = new Set([
  'by-hand',
  'drill',
  'drill-over',
  'vetoed',
  'suspended',
  'veto-lifted',
  'mirror-gone',
  'shed',
]);
