import type { Encoding } from '../../core/mirror/derived-file.ts';
import type { Manifest, ManifestFile } from '../../core/mirror/manifest.ts';
import type { EpochMs } from '../../core/units.ts';

/** A text of a release, compressed beside itself. */
export interface CompressedFile {
  readonly path: string;
  readonly of: ManifestFile;
  readonly encoding: Encoding;
  readonly sizeBytes: number;
}

/** A release that was read back and found to be what its manifest says, ready to travel. */
export interface OutgoingRelease {
  readonly manifest: Manifest;
  /** The release's own folder on this machine. */
  readonly folder: string;
  readonly compressed: readonly CompressedFile[];
  /**
   * A file of the manifest or a compressed one, compared with the manifest once more.
   *
   * @throws PreauError `mirror-unverified` when it is no longer what it was
   */
  read(path: string): Promise<Uint8Array>;
}

/** What a publication sends, or would send. */
export interface Travel {
  /** Files whose bytes the target does not have, and those bytes. Compressed files are counted too. */
  readonly files: number;
  readonly bytes: number;
  /** Files that the release before has and this one has not. */
  readonly removed: number;
}

/** Told while a publication goes on; `done` never passes `total`. */
export type OnTravel = (done: Pick<Travel, 'files' | 'bytes'>, total: Travel) => void;

/** A whole release that a target keeps. */
export interface KeptRelease {
  readonly buildId: string;
  readonly builtAt: EpochMs;
  readonly isServed: boolean;
}

/**
 * A place that a mirror is served from. Whatever interrupts a call, the release before is still
 * served, and the same call again does what is left.
 *
 * @throws PreauError `store-unavailable`, `argument-invalid` for a place that is somebody else's
 */
export interface PublishTarget {
  /** What `publish` would send. Writes nothing. */
  plan(release: OutgoingRelease): Promise<Travel>;
  /**
   * Send what is missing, read back that it is there, turn the pointer, take away what is too old.
   *
   * @throws PreauError `mirror-unverified` when what was written is not what was sent
   */
  publish(release: OutgoingRelease, onTravel?: OnTravel): Promise<Travel>;
  /** Whole releases, the last that came first. A store that keeps no order of its own goes by the hour of builds. */
  kept(): Promise<readonly KeptRelease[]>;
  /**
   * Serve a kept release again.
   *
   * @throws PreauError `not-found`; `mirror-unverified` when it is not what its manifest says
   */
  turnBack(buildId: string): Promise<Manifest>;
}
