import type { ReleaseChanges } from '../../core/mirror/compare/count-changes.ts';
import type { KeptRelease } from './publish-target.ts';
import type { MirrorWork } from './due-mirror.ts';
import type { RightsDecision } from './ports.ts';

/** What a home knows of one platform's mirror, beside what is measured from outside. */
export interface MirrorSheet {
  /** Where its lessons come from; null where commands are not given from here. */
  readonly lessons: string | null;
  /** The mirror's folder here: what commands are given. Null where it is in no folder. */
  readonly folder: string | null;
  /** Where each build is published to; empty where that is not the home's business. */
  readonly targets: readonly string[];
  /** Those that are kept here, the last first. */
  readonly releases: readonly ReleaseSheet[];
  /** From the release before to the last; null with fewer than two. */
  readonly changes: ReleaseChanges | null;
  /** What the owner of the lessons decided of their rights, in order; null where that is not read from here. */
  readonly decisions: readonly RightsDecision[] | null;
  /**
   * Of the home's own builds; `nightly` where functions make one a night; `elsewhere` where a machine builds
   * and publishes it; null where the home makes none.
   */
  readonly work: MirrorWork | 'nightly' | 'elsewhere' | null;
}

export interface ReleaseSheet extends KeptRelease {
  readonly files: number;
  readonly sizeBytes: number;
  /** As the rights gate let it pass. */
  readonly licence: string;
  readonly attribution: string;
  readonly isSigned: boolean;
}
