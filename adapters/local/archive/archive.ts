import type { LeftOut } from '../../../app/mirror/ports.ts';

/** One file in an archive, under a name that is safe to use. */
export interface ArchiveEntry {
  /** Relative, slashes, NFC; never climbs, never absolute, never twice. */
  readonly name: string;
  /** As the archive states it; what is read is bounded by its limits, whatever this says. */
  readonly sizeBytes: number;
}

/** A ZIP or a gzipped TAR, opened. Everything in it is hostile. */
export interface Archive {
  /** Files alone, in the archive's order. */
  readonly entries: readonly ArchiveEntry[];
  /** Entries that were refused, by name and reason: a link, a name that climbs, one that is too big. */
  readonly leftOut: readonly LeftOut[];
  /** @returns null for a name that is not among the entries, a damaged entry, or one past its limit */
  read(name: string): Promise<Uint8Array | null>;
  close(): Promise<void>;
}
