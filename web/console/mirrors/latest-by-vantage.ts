import { type EpochMs, epochMs, minutes, type PlatformId } from '../../../core/units.ts';
import type { Observation } from '../../../core/watch/observation.ts';
import type { ConsoleSources } from '../pages/console-sources.ts';

/** Older than this, nobody sees the mirror any more. Chosen: some rounds of the slowest pace. */
const WINDOW = minutes(10);

/** The latest measurement of a platform's mirror from each vantage, by the vantage's name. */
export async function latestByVantage(
  platform: PlatformId,
  now: EpochMs,
  { observations }: Pick<ConsoleSources, 'observations'>,
): Promise<readonly Observation[]> {
  const all = (await observations?.(platform, epochMs(now - WINDOW), now)) ?? [];
  const latest = new Map(
    all.filter(({ target }) => target === 'mirror').map((one) => [one.vantage, one]),
  );
  return [...latest.values()].toSorted((one, other) => one.vantage.localeCompare(other.vantage));
}
