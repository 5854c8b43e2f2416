import type { Cause } from './cause.ts';

/** One row of `data/likelihoods.yaml`: how much likelier a feature is under each cause. */
export interface LikelihoodRow {
  readonly feature: string;
  /** In one family only the strongest row counts: its rows are not independent. */
  readonly family: string;
  /** Likelihood ratios against `other` = 1, each in (0, 1000]. */
  readonly ratios: { readonly [cause in Exclude<Cause, 'other'>]: number };
  /** Why the numbers are what they are; people read it. */
  readonly why: string;
  /** True for composition or volumetric evidence: the attack gate asks for one such row. */
  readonly composition?: boolean;
  /** True for evidence that proves its cause: lifts the cap on certainty. */
  readonly proof?: boolean;
}

/** Every number that a verdict is made of, in one readable place. */
export interface LikelihoodTable {
  readonly version: string;
  readonly priors: { readonly [cause in Cause]: number };
  /** Shrinks the log-likelihoods, since naive Bayes counts dependent evidence twice. In (0, 1]. */
  readonly shrink: number;
  readonly rows: readonly LikelihoodRow[];
  /** Weight of a claim by role: the ratio on the asserted cause, its inverse when denied. */
  readonly claims: { readonly [role: string]: { readonly default: number; readonly attack?: number } };
}
