import type { Clock } from '../../app/ports.ts';
import type { StagedClaim } from '../../config/scenario.ts';
import type { Event } from '../../core/incident/event.ts';
import type { JournalEntry } from '../../core/journal/entry.ts';

type Claimed = Extract<Event, { kind: 'person-claimed' }>;

/** Brings what the morning's people say to a home that may die while it listens. */
export interface ClaimDesk {
  /** Somebody said this; kept until the journal has it. */
  readonly hear: (claim: StagedClaim) => void;
  /** A home listens: it is told what its journal lacks. */
  open(tell: (message: object) => void): void;
  /** It listens no more. */
  shut(): void;
  /** Take note of what the journal has. */
  readonly journalled: (entry: JournalEntry) => void;
}

/** A desk at which nobody has said anything. */
export function openClaimDesk(clock: Pick<Clock, 'now'>): ClaimDesk {
  const known = new Set<string>();
  const owed = new Map<string, Claimed>();
  let listener: ((message: object) => void) | null = null;
  return {
    hear: ({ platforms, claim }) => {
      for (const platform of platforms) {
        const key = keyOf({ platform, claim });
        if (known.has(key) || owed.has(key)) continue;
        const person: Claimed = { kind: 'person-claimed', at: clock.now(), platform, claim };
        owed.set(key, person);
        listener?.({ person });
      }
    },
    open: (tell) => {
      listener = tell;
      for (const person of owed.values()) tell({ person });
    },
    shut: () => {
      listener = null;
    },
    journalled: ({ event }) => {
      if (event.kind !== 'person-claimed') return;
      known.add(keyOf(event));
      owed.delete(keyOf(event));
    },
  };
}

const keyOf = ({ platform, claim }: Pick<Claimed, 'platform' | 'claim'>): string =>
  JSON.stringify([platform, claim.at, claim.role, claim.asserts, claim.statement]);
