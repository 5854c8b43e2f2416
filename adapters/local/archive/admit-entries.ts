import { nameRefusal } from '../../../core/mirror/safe-name.ts';
import type { LeftOut } from '../../../app/mirror/ports.ts';
import { PreauError } from '../../../core/errors.ts';
import type { ArchiveLimits } from './archive-limits.ts';

/** An entry as the archive's own directory describes it. Nothing of it is believed yet. */
export interface FoundEntry {
  readonly name: string;
  readonly kind:
    | 'file'
    | 'folder'
    | 'link'
    | 'special'
    | 'encrypted'
    | 'unknown-packing'
    | 'overlapping';
  /** Unpacked, as stated. */
  readonly sizeBytes: number;
  /** The bytes that it takes up in the archive. Equal to `sizeBytes` when not packed. */
  readonly packedBytes: number;
}

export interface Admitted<Entry extends FoundEntry> {
  readonly entries: ReadonlyMap<string, Entry>;
  readonly leftOut: readonly LeftOut[];
}

/**
 * Let in the entries that may be read, and name the others with their reason.
 *
 * What is let in adds up to no more than the limits by the sizes stated; a reader stops at the
 * stated size, so the limits hold for what really comes out too.
 */
export function admitEntries<Entry extends FoundEntry>(
  found: readonly Entry[],
  limits: ArchiveLimits,
): Admitted<Entry> {
  const entries = new Map<string, Entry>();
  const leftOut: LeftOut[] = [];
  let total = 0;
  for (const entry of found) {
    if (entry.kind === 'folder') continue;
    const name = plainName(entry.name);
    const reason =
      nameRefusal(name) ??
      entryRefusal(entry, limits) ??
      (entries.has(name) ? 'name-taken' : null) ??
      (total + entry.sizeBytes > limits.totalBytes ? 'source-too-big' : null);
    // A link to the very name that it has: `tar` writes one for a file that it is given twice.
    if (reason === 'link' && entries.has(name)) continue;
    if (reason === null) {
      total += entry.sizeBytes;
      entries.set(name, entry);
    } else leftOut.push({ name: shownName(entry.name, limits), reason });
  }
  return { entries, leftOut };
}

/** @returns `mirror-source-unreadable` when there are more than the limit, else null */
export function tooMany(count: number, path: string, limits: ArchiveLimits): PreauError | null {
  if (count <= limits.entries) return null;
  return new PreauError(
    'mirror-source-unreadable',
    `expected at most ${limits.entries} entries in ${path}, got more; split the course and export its parts`,
    { said: { key: 'course.entries', values: { path, most: limits.entries } } },
  );
}

/** `tar .` starts every name with `./`. */
const plainName = (raw: string): string => raw.normalize('NFC').replace(/^(?:\.\/)+/, '');

function entryRefusal(entry: FoundEntry, limits: ArchiveLimits): string | null {
  if (entry.kind !== 'file') return entry.kind;
  if (entry.sizeBytes > limits.entryBytes) return 'too-big';
  const isBomb =
    entry.sizeBytes > limits.ratioFromBytes && entry.sizeBytes > limits.ratio * entry.packedBytes;
  return isBomb ? 'bomb' : null;
}

/** A refused name is only ever shown: without what could steer a terminal, and cut. */
const shownName = (name: string, limits: ArchiveLimits): string =>
  name
    .toWellFormed()
    .replace(/\p{Cc}/gu, '\uFFFD')
    .slice(0, limits.shownNameLength);
