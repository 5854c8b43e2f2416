import { createHash } from 'node:crypto';
import type { ServedSchool } from '../../../app/schools/served-school.ts';
import type { PlatformId } from '../../../core/units.ts';

/** Platforms that serve the same schools: what those read is one file. */
export interface PlatformSet {
  /** Twelve hexadecimal digits, of its platforms alone. */
  readonly id: string;
  readonly platforms: readonly PlatformId[];
}

/**
 * Bound of the files that every publication writes, chosen: thirty regions, each with its own and the
 * national platforms, for two types of schools, make fewer.
 */
const MOST_SETS = 200;

/** @param platforms in the order of the configuration */
export function platformSet(platforms: readonly PlatformId[]): PlatformSet {
  const digest = createHash('sha256').update(platforms.join(' ')).digest('hex');
  return { id: digest.slice(0, 12), platforms };
}

/** The name of a set's page, without its ending; at the root, so that its links hold there. */
export const setName = ({ id }: PlatformSet): string => `platforms-${id}`;

/**
 * The sets of these schools, those of the most schools first, at most 200: whose set is not among
 * them is led to the page of all platforms.
 */
export function setsOf(schools: readonly ServedSchool[]): readonly PlatformSet[] {
  const counts = new Map<string, { readonly platforms: readonly PlatformId[]; count: number }>();
  for (const { platforms } of schools) {
    const key = platforms.join(' ');
    const known = counts.get(key) ?? { platforms, count: 0 };
    known.count += 1;
    counts.set(key, known);
  }
  return [...counts.values()]
    .toSorted((one, other) => other.count - one.count)
    .slice(0, MOST_SETS)
    .map(({ platforms }) => platformSet(platforms));
}
