import type { AuthorityAnswer } from '../../core/incident/event.ts';
import type { TurnDetail } from '../../core/shelter/turn-detail.ts';
import type { TurnReason } from '../../core/shelter/turn-reason.ts';
import type { EpochMs } from '../../core/units.ts';

/** One change of the mirror's share, as it was asked for and as name servers then answered. */
export interface ShareTurn {
  readonly at: EpochMs;
  readonly mirrorShare: number;
  /** Turns of one platform are numbered from 1. */
  readonly turn: number;
  /** A sentence in the first journals. */
  readonly why: TurnReason | string;
  /** What its authoritative servers answered when they were last asked for it; null before. */
  readonly seen: TurnSeen | null;
}

export interface TurnSeen {
  readonly at: EpochMs;
  readonly verified: boolean;
  readonly answers: readonly AuthorityAnswer[];
  readonly detail: TurnDetail | string;
}
