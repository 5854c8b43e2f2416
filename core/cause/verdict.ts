import type { EpochMs } from '../units.ts';
import type { Cause, Rung, SpokenCause } from './cause.ts';

/** One line of evidence for or against a cause, strongest first in its list. */
export interface EvidenceLine {
  readonly cause: Cause;
  readonly feature: string;
  readonly family: string;
  /** The shrunk likelihood ratio of this line for `cause` against `other`. */
  readonly ratio: number;
  readonly strength: 'weak' | 'moderate' | 'strong';
  readonly provenance: 'measured' | 'declared' | 'claimed';
  readonly statement: string;
  readonly why: string;
}

/** The probable cause of one incident, as far as the evidence carries. */
export interface Verdict {
  readonly at: EpochMs;
  /** What may be spoken, after the gates. */
  readonly cause: SpokenCause;
  readonly rung: Rung;
  /** Over all of `CAUSES`; sums to 1 within rounding. */
  readonly probabilities: { readonly [cause in Cause]: number };
  /** For the spoken cause; when undetermined, for the two likeliest. */
  readonly for: readonly EvidenceLine[];
  readonly against: readonly EvidenceLine[];
  /** Causes that the evidence refutes: below .05 with a ratio of .3 or less against them. */
  readonly refuted: readonly Cause[];
  /** A second cause beside the spoken one, with evidence of its own; absent when there is none. */
  readonly coCause?: Cause;
  /** When undetermined: the causes that stay open, likeliest first. */
  readonly open: readonly Cause[];
  /** Which gates held the words back, as ids of docs/cause.md (G1 to G8). */
  readonly gates: readonly string[];
  /** What would change our mind. */
  readonly missing: readonly string[];
  readonly tableVersion: string;
}
