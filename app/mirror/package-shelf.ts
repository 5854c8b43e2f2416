import type { EpochMs, Sha256 } from '../../core/units.ts';
import type { LeftOut, LessonFile, LessonSet, OutlineEntry } from './ports.ts';

/** One package as it lay there at one moment. */
export interface PackageEdition {
  /** Within the platform's folder. */
  readonly name: string;
  /** Changes with its bytes: the store's ETag. */
  readonly edition: string;
}

/** All that an importer presents of one package. */
export interface UnpackedPackage {
  readonly kind: 'unpacked';
  /** Which importers did it: others may present it otherwise. */
  readonly by: string;
  /** As long as its bytes are kept for sure. */
  readonly until: EpochMs;
  readonly sets: readonly LessonSet[];
  /** Each with its bytes, as `kept`. */
  readonly files: readonly LessonFile[];
  readonly leftOut: readonly LeftOut[];
  readonly outline: readonly OutlineEntry[];
}

export type PackageRecord =
  | UnpackedPackage
  /** Tried again by each build. */
  | { readonly kind: 'unreadable'; readonly why: string };

/** Where what is in packages is laid down for builds, so that a package is opened once. */
export interface PackageShelf {
  /** @returns null for an edition that nobody unpacked, or not in the last days */
  record(of: PackageEdition): Promise<PackageRecord | null>;
  save(of: PackageEdition, record: PackageRecord): Promise<void>;
  /** @returns until when it is there for sure */
  keep(bytes: Uint8Array): Promise<{ readonly sha256: Sha256; readonly until: EpochMs }>;
  /** Note that this run begins to unpack it. @returns how often it did before and did not end */
  begin(of: PackageEdition): Promise<number>;
  /** Take that note back: it came to an end by itself, good or bad. */
  end(of: PackageEdition): Promise<void>;
}
