import type { Certificates } from '../../adapters/local/certificates.ts';
import type { Clock } from '../../app/ports.ts';
import type { Scenario, StagedClaim } from '../../config/scenario.ts';
import type { Platform, Vantage } from '../../core/platform.ts';
import type { EpochMs, PlatformId } from '../../core/units.ts';

/** What a rehearsal's stage is set with. */
export interface StageOptions {
  readonly scenario: Scenario;
  /** Those of the configuration, with the ports that were chosen; 0 only for an origin's. */
  readonly platforms: readonly Platform[];
  readonly vantages: readonly Vantage[];
  readonly clock: Clock;
  /** The name server that pupils ask. */
  readonly dns: { readonly address: string; readonly port: number };
  readonly lessonsFolderOf: (platform: PlatformId) => string;
  /** @default `<dataFolder>/logs/<platform>.access.log` */
  readonly accessLogOf?: (platform: PlatformId) => string;
  readonly dataFolder: string;
  readonly certificates: Certificates;
  /** @default the scenario's own */
  readonly seed?: number;
  readonly onClaim: (claim: StagedClaim) => void;
  /** Claims up to this instant have been heard. @default now */
  readonly heardUntil?: EpochMs;
}
