import type { Manifest } from '../../core/mirror/manifest.ts';
import type { PlatformId } from '../../core/units.ts';
import type { CopyBatch } from './build-work.ts';

/** A store that keeps whole releases side by side, each address an object. */
export interface Releases {
  /** @returns null when it has no such release, or one that cannot be read */
  manifest(platform: PlatformId, buildId: string): Promise<Manifest | null>;
  /** Put objects of a release that is not served yet in their places. Idempotent. */
  copy(platform: PlatformId, batch: CopyBatch): Promise<void>;
  /** @returns those of the addresses that the release has no object for */
  missing(
    platform: PlatformId,
    buildId: string,
    addresses: Iterable<string>,
  ): Promise<readonly string[]>;
  /** What makes a release whole: its manifest, its health, the page for what is missing. */
  complete(manifest: Manifest): Promise<void>;
  /** The build ids of whole releases, the newest first. */
  whole(platform: PlatformId): Promise<readonly string[]>;
  /** Take away all releases but these, and what interrupted builds left. */
  prune(platform: PlatformId, kept: readonly string[]): Promise<void>;
}

/** Which release of each mirror is served, and what its router must know. */
export interface ReleasePointer {
  /** @returns a build id; null before the first */
  current(platform: PlatformId): Promise<string | null>;
  /**
   * Let a release be served: what its router must know first, the pointer last. Of releases that are
   * not among `kept`, what routers knew is forgotten.
   */
  turn(platform: PlatformId, release: RoutedRelease, kept: readonly string[]): Promise<void>;
}

export interface RoutedRelease {
  readonly buildId: string;
  /** See `releaseAddresses`. */
  readonly known: readonly string[];
  readonly byQuery: readonly string[];
}
