import type { LeftOut } from '../../../app/mirror/ports.ts';

/** One file in an archive, under a name that is safe to use. */
export interface ArchiveEntry {
  /**
   * Relative, slashes, NFC; never climbs, never absolute, never twice. May start with a dot: the
   * rules for addresses of the mirror are stricter.
   */
  readonly name: string;
  /** As the archive states it; no more than this is ever read. */
  readonly sizeBytes: number;
}

/** A ZIP or a TAR, gzipped or not, opened. Everything in it is hostile. */
export interface Archive {
  /** Files alone, in the archive's order. */
  readonly entries: readonly ArchiveEntry[];
  /** Entries that were refused, by name and reason: a link, a name that climbs, one that is too big. */
  readonly leftOut: readonly LeftOut[];
  /** @returns null for a name that is not among the entries, a damaged entry, or one past its limit */
  read(name: string): Promise<Uint8Array | null>;
  /**
   * The same piece by piece, for files that are too large to hold. The last piece may have been
   * given when damage is found.
   *
   * @throws PreauError `mirror-source-unreadable` where `read` gives null
   */
  pieces(name: string): AsyncIterable<Uint8Array>;
  /** Give back files and temporary space; what is read after is as if it were not there. */
  close(): Promise<void>;
}
