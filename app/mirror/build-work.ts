import type { Manifest } from '../../core/mirror/manifest.ts';
import type { Sha256 } from '../../core/units.ts';
import type { BuildPlan, ShareResult } from './build-plan.ts';

/** One address of a release, and the file that stands there. */
export interface ReleaseObject {
  readonly address: string;
  readonly path: string;
  readonly sha256: Sha256;
  readonly type: string;
}

/** Some addresses of a release, for one worker. */
export interface CopyBatch {
  readonly buildId: string;
  /** The release that has what has not changed, and in it the paths that have not. */
  readonly previous: { readonly buildId: string; readonly same: readonly string[] } | null;
  readonly objects: readonly ReleaseObject[];
}

/**
 * Where the steps of one run of a build leave things for the next. What is kept by its hash is
 * there for all runs, so that a build that is begun again sends little.
 */
export interface BuildWork {
  savePlan(plan: BuildPlan): Promise<void>;
  /** @throws PreauError `not-found` when this run has none */
  plan(): Promise<BuildPlan>;
  keep(bytes: Uint8Array): Promise<Sha256>;
  saveResult(share: number, result: ShareResult): Promise<void>;
  /** Of each share, in order. @throws PreauError `not-found` when one is missing */
  results(shares: number): Promise<readonly ShareResult[]>;
  saveRelease(manifest: Manifest, batches: readonly CopyBatch[]): Promise<void>;
  /** @throws PreauError `not-found` */
  manifest(): Promise<Manifest>;
  /** @throws PreauError `not-found` */
  batch(number: number): Promise<CopyBatch>;
}
