import type { Config } from '../../config/schema.ts';
import type { ErrorCode, Said } from '../../core/errors.ts';
import type { EpochMs } from '../../core/units.ts';
import type { Scene } from './set-scene.ts';

/** What the process that sets the scene is told. */
export interface SceneSpec {
  readonly config: Config;
  /** Where the rehearsal's own files lie. */
  readonly folder: string;
  /** Where this run keeps its data. */
  readonly run: string;
  readonly start: EpochMs;
}

/** What it tells. */
export type SceneTold =
  | { readonly kind: 'ready' }
  | { readonly kind: 'scene'; readonly scene: Scene }
  | {
      readonly kind: 'refused';
      readonly code: ErrorCode;
      readonly message: string;
      readonly said?: Said;
    };
