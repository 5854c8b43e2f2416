import type { Observation } from '../../core/watch/observation.ts';

/** An item holds 400 kB; the rest is for its key and what JSON in UTF-8 adds. Chosen. */
const ROUND_BYTES_MAX = 350_000;

/**
 * Observations of one platform are kept together when they are at most so far apart: a reader
 * begins this much earlier, so as to miss none. Chosen, about the shortest interval of rounds.
 */
export const ROUND_SPAN_MS = 10_000;

/** An instant as text whose order is time's: 15 digits last until the year 33,658. */
export const instantKey = (at: number): string => String(at).padStart(15, '0');

/**
 * Put together what goes into one item: one platform, one round, bounded in size.
 *
 * @returns groups of at least one, each in order of time, and of one instant as they came
 */
export function groupRounds(
  observations: readonly Observation[],
): readonly (readonly Observation[])[] {
  const groups: Observation[][] = [];
  const sorted = observations.toSorted((one, other) => one.at - other.at);
  const open = new Map<string, { readonly group: Observation[]; sizeBytes: number }>();
  for (const seen of sorted) {
    const sizeBytes = Buffer.byteLength(JSON.stringify(seen)) + 1;
    const last = open.get(seen.platform);
    const began = last?.group[0]?.at ?? Number.NEGATIVE_INFINITY;
    const fits = last !== undefined && last.sizeBytes + sizeBytes <= ROUND_BYTES_MAX;
    if (fits && seen.at - began <= ROUND_SPAN_MS) {
      last.group.push(seen);
      last.sizeBytes += sizeBytes;
      continue;
    }
    const group = [seen];
    groups.push(group);
    open.set(seen.platform, { group, sizeBytes });
  }
  return groups;
}
