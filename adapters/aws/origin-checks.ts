import type { Clock } from '../../app/ports.ts';
import { type PlatformId, platformId } from '../../core/units.ts';
import type { KnownChecks } from './read-checks.ts';

export interface OriginChecksOptions {
  readonly clock: Pick<Clock, 'now'>;
  /** As `askChecks` does. */
  readonly read: () => Promise<Pick<KnownChecks, 'platforms'>>;
}

/** The stack of checks may be deployed after the function that asks. Chosen. */
const KEEP_MS = 5 * 60_000;

/**
 * The check of each platform's origin alone, read once for a while and for all who ask meanwhile. The
 * stack of checks comes after the home's, and tells nothing to it: so it is asked.
 *
 * @returns rejects as `read` does, and forgets that at once
 */
export function originChecks({
  clock,
  read,
}: OriginChecksOptions): () => Promise<ReadonlyMap<PlatformId, string>> {
  let known: Known | null = null;
  return () => {
    if (known !== null && clock.now() < known.until) return known.ids;
    const ids = read().then(originsOf);
    const reading = { until: clock.now() + KEEP_MS, ids };
    known = reading;
    ids.catch(() => {
      if (known === reading) known = null;
    });
    return ids;
  };
}

interface Known {
  readonly until: number;
  readonly ids: Promise<ReadonlyMap<PlatformId, string>>;
}

const originsOf = ({ platforms }: Pick<KnownChecks, 'platforms'>) =>
  new Map([...platforms].map(([id, { origin }]) => [platformId(id), origin] as const));
