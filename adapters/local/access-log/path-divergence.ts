import { itemCount, topItems } from './frequent-items.ts';
import { type PhaseTally, requestsOf } from './phase-tally.ts';

/** The path mix is compared over the most asked paths of both sides, the others as one. Chosen. */
const PATHS_COMPARED = 50;
/** Half a request for what was never seen (Krichevsky and Trofimov 1981). */
const SMOOTHING = 0.5;

/** Kullback–Leibler divergence of a window's path mix from its baseline's, in bits; 0 of no requests. */
export function pathDivergence(now: PhaseTally, calm: PhaseTally): number {
  const requests = requestsOf(now);
  if (requests === 0) return 0;
  const keys = new Set(
    [...topItems(now.paths, PATHS_COMPARED), ...topItems(calm.paths, PATHS_COMPARED)].map(
      ({ key }) => key,
    ),
  );
  const mixOf = (tally: PhaseTally): readonly number[] => {
    const counts = [...keys].map((key) => itemCount(tally.paths, key));
    const others = Math.max(0, requestsOf(tally) - counts.reduce((a, b) => a + b, 0));
    return [...counts, others];
  };
  const before = mixOf(calm).map((count) => count + SMOOTHING);
  const whole = before.reduce((a, b) => a + b, 0);
  return mixOf(now).reduce((bits, count, index) => {
    const share = count / requests;
    return share === 0 ? bits : bits + share * Math.log2((share * whole) / (before[index] ?? 1));
  }, 0);
}
