import { CAUSES, type Cause } from './cause.ts';
import { compare, type Evidence } from './evidence.ts';
import type { LikelihoodTable } from './likelihood-table.ts';

export type Probabilities = { readonly [cause in Cause]: number };

/** A cause and its probability, in a list that is sorted likeliest first. */
export interface Ranked {
  readonly cause: Cause;
  readonly probability: number;
}

/**
 * Naive Bayes: the prior of each cause times the weights of its lines, normalised.
 * Summed as logarithms and in one fixed order, so that neither many lines nor their order matter.
 */
export function posterior(
  priors: LikelihoodTable['priors'],
  evidence: readonly Evidence[],
): Probabilities {
  const logs = CAUSES.map((cause) => {
    const terms = evidence
      .filter((line) => line.cause === cause)
      .map(({ weight }) => Math.log(weight));
    return sum(terms.toSorted((a, b) => a - b)) + Math.log(priors[cause]);
  });
  const highest = Math.max(...logs);
  const parts = logs.map((log) => Math.exp(log - highest));
  const whole = sum(parts);
  return byCause((_cause, index) => (parts[index] ?? 0) / whole);
}

/** Likeliest first; equals in the order of names. */
export const ranked = (probabilities: Probabilities): readonly Ranked[] =>
  CAUSES.map((cause) => ({ cause, probability: probabilities[cause] })).toSorted(
    (a, b) => b.probability - a.probability || compare(a.cause, b.cause),
  );

/** A number for each cause. */
export function byCause(give: (cause: Cause, index: number) => number): Probabilities {
  return {
    overload: give('overload', 0),
    attack: give('attack', 1),
    hosting: give('hosting', 2),
    application: give('application', 3),
    'name-or-certificate': give('name-or-certificate', 4),
    'third-party': give('third-party', 5),
    other: give('other', 6),
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
