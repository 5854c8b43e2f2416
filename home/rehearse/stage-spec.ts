import type { Scenario, StagedClaim } from '../../config/scenario.ts';
import type { Platform, Vantage } from '../../core/platform.ts';
import type { RehearsalClock } from '../home-spec.ts';
import type { StageCounts } from '../stage/run-stage.ts';

/** What the stage's process is told. */
export interface StageSpec {
  readonly scenario: Scenario;
  readonly platforms: readonly Platform[];
  readonly vantages: readonly Vantage[];
  readonly clock: RehearsalClock;
  readonly dns: { readonly address: string; readonly port: number };
  /** Of each platform's lessons, for its origin to serve. */
  readonly lessons: { readonly [platform: string]: string };
  readonly accessLogs: { readonly [platform: string]: string };
  /** Where each mirror's releases lie. */
  readonly mirrors: { readonly [platform: string]: string };
  readonly dataFolder: string;
  readonly certificates: string;
}

/** What the stage's process tells. */
export type StageTold =
  | { readonly kind: 'ready' }
  | { readonly kind: 'counts'; readonly counts: StageCounts }
  | { readonly kind: 'claim'; readonly claim: StagedClaim }
  | { readonly kind: 'played' };
