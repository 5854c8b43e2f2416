import { byCause, type Probabilities } from '../posterior.ts';

/** Without proof nobody is surer than this. ICD 203: "very likely" ends at .95. */
const CERTAINTY_MAX = 0.95;

/**
 * G7: the most that evidence without proof may give to one cause. What is above goes to `other`:
 * the causes that nobody thought of.
 * @returns the same object when nothing had to be capped
 */
export function g7Cap(probabilities: Probabilities, proven: boolean): Probabilities {
  const highest = Math.max(...Object.values(probabilities));
  if (proven || highest <= CERTAINTY_MAX || highest === probabilities.other) return probabilities;
  return byCause((cause) => {
    if (cause === 'other') return probabilities.other + highest - CERTAINTY_MAX;
    return Math.min(probabilities[cause], CERTAINTY_MAX);
  });
}
