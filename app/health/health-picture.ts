import type { HealthName } from '../../config/health-lines.ts';
import type { NoticeStage } from '../../core/notice/notice.ts';
import type { EpochMs } from '../../core/units.ts';

/**
 * - `ok`: as it must be
 * - `late`: somebody should look, within the day
 * - `dead`: it does not do its work any more
 */
export type HealthVerdict = 'ok' | 'late' | 'dead';

/** One figure, what it is held to, and what that makes of it. */
export interface HealthLine {
  readonly name: HealthName;
  /** In the unit of its shape; null when it could not be taken. */
  readonly value: number | null;
  /** What it is late beyond, and what it is dead beyond; null: never. Bounds are still well. */
  readonly bounds: {
    readonly late: number | null;
    readonly dead: number | null;
    /** Whether less is worse. */
    readonly least: boolean;
  };
  readonly verdict: HealthVerdict;
  /** Which ones: a host, a vantage, a platform. At most a few; empty where there is one thing. */
  readonly which: readonly string[];
}

/** How Préau itself does; how the platforms do is the console's. Names no person and no address. */
export interface HealthPicture {
  readonly at: EpochMs;
  /** Whether it does its work: nothing vital is dead. */
  readonly healthy: boolean;
  /** The worst of all lines. */
  readonly verdict: HealthVerdict;
  readonly lines: readonly HealthLine[];
  /** The part of each platform's answers that point to its mirror, as decided. */
  readonly shares: readonly {
    readonly platform: string;
    readonly share: number;
    readonly verified: boolean;
  }[];
  /** How many notices stand in each stage, since the first. */
  readonly notices: { readonly [stage in NoticeStage]: number };
}
