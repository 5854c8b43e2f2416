import type { EpochMs, Sha256 } from '../units.ts';
import type { Cause } from './cause.ts';

/**
 * One fact about an incident, that a row of the likelihood table may weigh.
 * `measured` by Préau, `declared` by a provider's own machine-readable page or the operator's
 * configuration, `claimed` by a person: claims never count as measurements.
 */
export interface Signal {
  /** The likelihood row it feeds, e.g. `latency-knee`. Unknown rows are kept and weigh nothing. */
  readonly feature: string;
  readonly at: EpochMs;
  readonly provenance: 'measured' | 'declared' | 'claimed';
  /** Who or what says it: a vantage, a log, a feed, a person's role. */
  readonly source: string;
  /** The number and its baseline in one readable line, in the organisation's language. */
  readonly statement: string;
  readonly value?: number;
  readonly baseline?: number;
  /** Hash of the raw form in the evidence store. */
  readonly raw?: Sha256;
}

/** What a person says about a cause. Stored apart from measurements. */
export interface Claim {
  readonly at: EpochMs;
  readonly role:
    | 'owner'
    | 'hoster'
    | 'vendor'
    | 'authority'
    | 'police'
    | 'politician'
    | 'press'
    | 'public';
  readonly asserts: Cause;
  /** True when the person denies that cause. */
  readonly denies: boolean;
  readonly statement: string;
  readonly source: string;
}
