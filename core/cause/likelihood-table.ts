import type { Cause } from './cause.ts';

/** One row of `data/likelihoods.yaml`: how much likelier a feature is under each cause. */
export interface LikelihoodRow {
  readonly feature: string;
  /** In one family only the strongest rows count: its rows are not independent. */
  readonly family: string;
  /** Likelihood ratios against `other` = 1, each in (0, 1000]. */
  readonly ratios: { readonly [cause in Exclude<Cause, 'other'>]: number };
  /** Why the numbers are what they are; people read it. */
  readonly why: string;
  /** True for composition or volumetric evidence: the attack gate asks for one such row. */
  readonly composition?: boolean;
  /** True where a crowd and a flood are seen at once: neither word is said while it stands. */
  readonly ambiguous?: boolean;
  /** True for evidence that proves its likeliest cause: not shrunk, and lifts the cap on certainty. */
  readonly proof?: boolean;
  /**
   * Read where one of each list is, and never by itself: what signals say together that none of
   * them says alone.
   */
  readonly when?: readonly (readonly string[])[];
  /** True for what somebody decided: its reason is not seen from outside, see the closing gate. */
  readonly decision?: boolean;
  /** True for evidence that may carry the word « hosting »: the hoster gate asks for one such row. */
  readonly accuses?: boolean;
}

/** How much a role's word weighs: the ratio on the asserted cause, its inverse when denied. */
interface ClaimWeight {
  readonly default: number;
  /** Where an assertion of an attack weighs less than other assertions of that role. */
  readonly attack?: number;
  readonly why?: string;
}

/** Evidence not yet heard that would tell two causes apart. */
export interface MissingEvidence {
  readonly between: readonly [Cause, Cause];
  /** The family that answers it: once one of its signals is there, nothing is missing. */
  readonly family: string;
  /** Where only some of the family's signals answer it: their features. @default any of them */
  readonly answeredBy?: readonly string[];
  readonly say: string;
}

/** Every number that a verdict is made of, in one readable place. */
export interface LikelihoodTable {
  readonly version: string;
  readonly priors: { readonly [cause in Cause]: number };
  /** Shrinks the log-likelihoods, since naive Bayes counts dependent evidence twice. In (0, 1]. */
  readonly shrink: number;
  readonly rows: readonly LikelihoodRow[];
  /** By role, and `operator` for the word that confirms a cause. */
  readonly claims: { readonly [role: string]: ClaimWeight };
  /** What would change our mind, by pair of causes. @default none */
  readonly missing?: readonly MissingEvidence[];
}
