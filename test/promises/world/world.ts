import type { Directory, Ports } from '../../../app/ports.ts';
import type { Policy } from '../../../core/policy.ts';
import { seconds } from '../../../core/units.ts';
import { type Chance, chanceOf } from './chance.ts';
import type { DnsProvider } from './dns-provider.ts';
import type { Faults } from './fault.ts';
import type { JournalStore } from './journal-store.ts';
import type { Landscape } from './landscape.ts';
import type { Ledger } from './ledger.ts';
import type { Lifeline } from './lifeline.ts';
import type { Truth } from './truth.ts';
import type { VirtualTime } from './virtual-time.ts';

/** Everything outside Préau, and what of Préau outlives its processes. */
export interface World {
  readonly time: VirtualTime;
  readonly chance: Chance;
  readonly faults: Faults;
  readonly landscape: Landscape;
  readonly truth: Truth;
  readonly journal: JournalStore;
  readonly ledger: Ledger;
  readonly dns: DnsProvider;
  /** All ports, as one process has them; its clock is the process's own. */
  readonly ports: (life: Lifeline) => Ports;
  /** A line of the simulation's log. */
  readonly log: (line: string) => void;
  /** Something that Préau threw and nobody expected: a bug of it. */
  readonly onBug: (where: string, error: unknown) => void;
  /** What Préau decides by. */
  readonly policy: Policy;
}

/** Where a planted defect takes the place of what is really done. @default what is really done */
export interface Mutations {
  readonly ports?: (ports: Ports, world: World) => Ports;
  /** What Préau decides by, where that is something else than what it is judged by. */
  readonly policy?: (policy: Policy) => Policy;
}

/** The clock of a process that is off by so much, at most. Chosen: what NTP leaves on a bad day. */
const SKEW_MOST_MS = seconds(20);

/** How far the clock of a process is off now: each by its own measure. */
export const skewOf = (faults: Faults, name: string): number => {
  const fault = faults.felt('clock-skewed');
  if (fault === undefined) return 0;
  return Math.round(
    (chanceOf(fault.how * 1e9)
      .fork(name)
      .next() -
      0.5) *
      2 *
      SKEW_MOST_MS,
  );
};

/** The schools of the world, as a directory gives them. */
export function openDirectory({ schools }: Landscape, reach: () => void): Directory {
  return {
    schoolsFor: async function* (platform) {
      reach();
      for (const one of schools)
        if (platform.serves.academies?.includes(one.school.academie) === true) yield one;
    },
    count: async () => ({ schools: schools.length, mails: 0, mobiles: 0 }),
  };
}
