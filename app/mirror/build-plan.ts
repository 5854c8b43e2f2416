import type { ManifestFile } from '../../core/mirror/manifest.ts';
import type { Sha256 } from '../../core/units.ts';
import type { BuildMirrorRequest } from './build-mirror.ts';
import type { LeftOut, LessonFile, LessonSet, OutlineEntry } from './ports.ts';
import type { ListedLesson } from './write-own-pages.ts';

/**
 * What all who work at one build agree on before it begins: each of them comes by it to the same
 * addresses, the same frame and the same day.
 */
export interface BuildPlan {
  readonly request: Omit<BuildMirrorRequest, 'onProgress'>;
  readonly sets: readonly LessonSet[];
  readonly files: readonly LessonFile[];
  readonly leftOut: readonly LeftOut[];
  /** The teacher's order; absent in plans of before. */
  readonly outline?: readonly OutlineEntry[];
  readonly shares: readonly BuildShare[];
  /** The release that is served meanwhile: what is the same in it is not sent again. */
  readonly previous: {
    readonly buildId: string;
    readonly hashes: { readonly [path: string]: Sha256 };
  } | null;
}

/** A run of the planned files, in their order; `to` is not included. */
export interface BuildShare {
  readonly from: number;
  readonly to: number;
}

/** What came of one share. */
export interface ShareResult {
  readonly files: readonly ManifestFile[];
  readonly lessons: readonly ListedLesson[];
  readonly leftOut: readonly LeftOut[];
  readonly pages: number;
  readonly deadLinks: number;
  /** Pictures heavier than their budget: there is no encoder where shares are rendered. */
  readonly heavyPictures?: number;
}
