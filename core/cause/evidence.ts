import type { Cause } from './cause.ts';
import type { EvidenceLine } from './verdict.ts';

/**
 * One weighed line of evidence before any choice of words.
 * `ratio` is the table's own likelihood ratio; `weight` is what it counts for, after shrinking.
 */
export interface Evidence extends Omit<EvidenceLine, 'ratio' | 'strength'> {
  readonly ratio: number;
  readonly weight: number;
  /** The families of what a line was read from, where it is read from several together. */
  readonly drawnFrom?: readonly string[];
}

/**
 * From here on a line is worth a word; nearer to 1 it says nothing. Facts: "weak 1.5-3".
 * @see docs/cause.md, "Words of strength"
 */
export const WORTH_SAYING = 1.5;
/** @see docs/cause.md, "Words of strength": moderate from 3, strong from 10. */
export const MODERATE = 3;
const STRONG = 10;

/** The word for a likelihood ratio, whichever way it points. */
function strengthOf(ratio: number): EvidenceLine['strength'] {
  const size = Math.max(ratio, 1 / ratio);
  if (size >= STRONG) return 'strong';
  return size >= MODERATE ? 'moderate' : 'weak';
}

/** The lines worth a word about these causes, for or against, strongest first. */
export function linesAbout(
  evidence: readonly Evidence[],
  causes: readonly Cause[],
  way: 'for' | 'against',
): readonly EvidenceLine[] {
  return evidence
    .filter(({ cause, ratio }) => causes.includes(cause) && speaks(ratio, way))
    .toSorted(byStrength)
    .map(({ weight, ratio, drawnFrom: _families, ...line }) => ({
      ...line,
      ratio: weight,
      strength: strengthOf(ratio),
    }));
}

const speaks = (ratio: number, way: 'for' | 'against'): boolean =>
  way === 'for' ? ratio >= WORTH_SAYING : ratio <= 1 / WORTH_SAYING;

const byStrength = (a: Evidence, b: Evidence): number =>
  Math.abs(Math.log(b.ratio)) - Math.abs(Math.log(a.ratio)) ||
  compare(a.cause, b.cause) ||
  compare(a.feature, b.feature);

/** Order of code units, the same on every machine. */
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
