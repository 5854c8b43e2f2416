import type { Cause } from '../cause.ts';
import { type Evidence, MODERATE } from '../evidence.ts';
import type { Ranked } from '../posterior.ts';
import type { Reading } from '../readings.ts';
import type { Claim } from '../signal.ts';
import { supportOf } from './g2-lead.ts';

/** From outside, attack and overload look alike: it takes a composition row of at least this ratio. */
const COMPOSITION_MIN = 8;
const KINDS = 2;

interface AttackBench {
  /** Likeliest first. */
  readonly ranking: readonly Ranked[];
  readonly readings: readonly Reading[];
  readonly evidence: readonly Evidence[];
  readonly claims: readonly Claim[];
}

/**
 * G3: overload and attack look alike, and a log that shows a crowd and a flood at once does not
 * tell them apart either: then neither is said.
 *
 * The word "attack" needs composition or volumetric evidence, or the police, *and* two
 * independent kinds of evidence that tell it from overload. A calendar or a slowness that speaks
 * for both alike is no such kind; an owner's word is none either, as owners were wrong or never
 * proved right in half the cases looked at.
 *
 * @returns whether the gate holds the likeliest cause's word back
 */
export function g3Holds({ ranking, readings, evidence, claims }: AttackBench): boolean {
  const top = ranking[0]?.cause;
  if (top !== 'attack' && top !== 'overload') return false;
  if (readings.some(({ row }) => row.ambiguous === true)) return true;
  return top === 'attack' && !carriesAttack({ readings, evidence, claims });
}

/** Whether the evidence may carry the word at all, whichever cause is likeliest. */
export function carriesAttack({
  readings,
  evidence,
  claims,
}: Omit<AttackBench, 'ranking'>): boolean {
  const police = claims.some(
    ({ role, asserts, denies }) => role === 'police' && asserts === 'attack' && !denies,
  );
  const composed = readings.some(
    ({ row }) => row.composition === true && row.ratios.attack >= COMPOSITION_MIN,
  );
  if (!police && !composed) return false;
  const kinds = [...supportOf(evidence, 'attack')].filter((family) =>
    tellsFromOverload(evidence, family),
  );
  return kinds.length + (police ? 1 : 0) >= KINDS;
}

function tellsFromOverload(evidence: readonly Evidence[], family: string): boolean {
  const ratio = (cause: Cause) =>
    evidence
      .filter((line) => line.family === family && line.cause === cause)
      .reduce((product, line) => product * line.ratio, 1);
  return ratio('attack') >= MODERATE * ratio('overload');
}
