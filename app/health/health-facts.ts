import type { State } from '../../core/incident/state.ts';
import type { DurationMs, EpochMs, PlatformId } from '../../core/units.ts';
import type { WaitingCalls } from './waiting-calls.ts';

/** When the status page was last written somewhere. */
export interface PageFreshness {
  readonly host: string;
  /** Null where it never was. */
  readonly writtenAt: EpochMs | null;
}

/** A certificate as it was last shown. */
export interface CertificateEnd {
  readonly platform: PlatformId;
  readonly whose: 'origin' | 'mirror';
  readonly endsAt: EpochMs;
}

/**
 * What was found out about a home. A fact that a home does not have is absent, and gives no line; one
 * that could not be found out is null, and never counts as well.
 */
export interface HealthFacts {
  readonly now: EpochMs;
  /** Its process, in this very moment. Absent on AWS, which has none. */
  readonly running?: boolean;
  /** From one round of probes to the next. */
  readonly intervalMs: DurationMs;
  /** How many vantages are Préau's own. */
  readonly vantages: number;
  /** Platforms that have a mirror. */
  readonly mirrored: readonly PlatformId[];
  readonly state: Pick<State, 'platforms' | 'notices' | 'tasks'>;
  readonly roundEndedAt: EpochMs | null;
  /**
   * Since when the journal has not taken what was decided; null while it has. On AWS: how far workers
   * have lately been behind it, or null.
   */
  readonly journal?:
    | { readonly unwrittenSince: EpochMs | null }
    | { readonly untoldMs: DurationMs | null };
  readonly outbox: { readonly open: number; readonly oldestMs: DurationMs } | null;
  /** Whether the embedded name server's process answers. */
  readonly namesAnswer?: boolean;
  readonly freeBytes?: number | null;
  /** How far the home's clock is ahead of its machine's, in milliseconds; below 0: behind it. */
  readonly clockAheadMs?: number;
  readonly pages?: readonly PageFreshness[];
  readonly certificates?: readonly CertificateEnd[];
  /** What webhooks have not taken yet. Absent where there is none. */
  readonly webhooks?: readonly WaitingCalls[] | null;
  readonly deadLetters?: number | null;
  /** Names of those that ring. */
  readonly alarms?: readonly string[] | null;
}
