import type { DurationMs, EpochMs, PlatformId, Sha256, VantageId } from '../units.ts';
import type { HeaderFault } from '../mirror/fit/header-faults.ts';
import type {
  NameAnswer,
  ProbeNote,
  RawAnswer,
  SeenCertificate,
  TriedAddress,
} from './probe-record.ts';

/**
 * The stages of a probe, in order; a probe ends at the first that fails. `vantage` comes before
 * them all: there nothing was measured, and the failure says nothing of the target. `check` is a
 * health check's word, which tells no stage.
 */
export type ProbeStage = 'vantage' | 'check' | 'dns' | 'tcp' | 'tls' | 'http' | 'body';

/** Why a probe failed. Each kind belongs to one stage, named by its first word. */
export type ProbeErrorKind =
  | 'vantage-silent'
  | 'check-unhealthy'
  /** Some of its checkers pass, and not most: no word either way. */
  | 'check-split'
  | 'dns-nxdomain'
  | 'dns-servfail'
  | 'dns-timeout'
  | 'tcp-refused'
  | 'tcp-timeout'
  | 'tcp-reset'
  | 'tcp-unreachable'
  | 'tls-expired'
  | 'tls-not-yet-valid'
  | 'tls-self-signed'
  | 'tls-untrusted'
  | 'tls-name-mismatch'
  | 'tls-handshake'
  | 'http-timeout'
  | 'http-reset'
  | 'http-4xx'
  | 'http-500'
  | 'http-502'
  | 'http-503'
  | 'http-504'
  | 'http-other'
  | 'body-mismatch'
  | 'body-queue-page'
  | 'body-closed-page'
  | 'body-maintenance-page'
  | 'body-error-page'
  | 'body-login-page'
  | 'body-too-large'
  | 'body-slow'
  /** The whole page came, and later than its limit: the platform is slow, and not down. */
  | 'body-late';

export interface ProbeFailure {
  readonly stage: ProbeStage;
  readonly kind: ProbeErrorKind;
  /** The raw word of the system or the server, at most 200 characters. */
  readonly detail: string;
}

/** Milliseconds spent in each stage reached; a stage not reached is absent. */
export type ProbeTimes = { readonly [stage in ProbeStage]?: number };

/** One measurement of one target from one vantage. */
export interface Observation {
  readonly platform: PlatformId;
  readonly vantage: VantageId;
  readonly target: 'origin' | 'mirror';
  /** Whose word it is. Absent: a probe of Préau's own. A health check tells no times. */
  readonly by?: 'health-check';
  /** How many of a health check's checkers passed, of those heard. Absent for its alarm's word. */
  readonly checkers?: { readonly passing: number; readonly of: number };
  readonly at: EpochMs;
  /** Null when every stage passed. */
  readonly failure: ProbeFailure | null;
  readonly timesMs: ProbeTimes;
  readonly totalMs: number;
  readonly address?: string;
  /** The addresses that took no connection, in the order of trying, when there was more than one. */
  readonly tried?: readonly TriedAddress[];
  readonly status?: number;
  /** From the request's leaving to the first byte of its answer, milliseconds. */
  readonly firstByteMs?: number;
  readonly notes?: readonly ProbeNote[];
  /** What each server said, when more than one was asked. */
  readonly names?: readonly NameAnswer[];
  /**
   * The certificate that was shown, when it was refused. Of one that was not: when it is another than
   * the last from this vantage, and every five minutes.
   */
  readonly certificate?: SeenCertificate;
  /**
   * The answer as it came, when it failed or has a note: a good page needs no proof. Absent too when
   * it was the same as five minutes ago or less.
   */
  readonly raw?: RawAnswer;
  readonly certificateNotAfter?: EpochMs;
  /** The mirror's build id, read from the `Preau-Build` header, when the target is a mirror. */
  readonly buildId?: string;
  /** SHA-256 of the whole body, when the target is a mirror. */
  readonly bodySha256?: Sha256;
  /** What is wrong with the headers of a mirror's answer. Absent when nothing is, and for an origin. */
  readonly headerFaults?: readonly HeaderFault[];
}

/** What one vantage says of one origin in one round. */
export interface Vote {
  readonly vantage: VantageId;
  /** `blind` when the vantage's own controls failed: no vote (P7). */
  readonly says: 'up' | 'down' | 'blind';
  /** Whose word it is. Absent: that of Préau's own probe in this round. */
  readonly by?: 'health-check';
  /** Of a health check that is `blind`, why it has no vote. */
  readonly failure?: ProbeFailure;
  readonly totalMs: DurationMs;
}
