import type { EpochMs } from '../units.ts';

/** A batch of weights that the DNS provider accepted for a turn. */
export interface DnsChange {
  /** The provider's own, which no other batch ever has: Route 53's `ChangeInfo.Id`, for one. */
  readonly id: string;
  readonly acceptedAt: EpochMs;
  /** When its provider was first heard to say that every name server has it; null until then. */
  readonly insyncAt: EpochMs | null;
}
