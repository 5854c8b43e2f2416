import type { Cause } from '../cause.ts';
import { type Evidence, MODERATE } from '../evidence.ts';
import type { Ranked } from '../posterior.ts';
import type { Reading } from '../readings.ts';
import type { Claim } from '../signal.ts';
import { supportOf } from './g2-lead.ts';

/** From outside, attack and overload look alike: it takes a composition row of at least this ratio. */
const COMPOSITION_MIN = 8;
/** A flow that no crowd makes: what stands beside it need not be one kind, it may be several weak ones. */
const VOLUMETRIC_MIN = 30;
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
 * Beside a volumetric row the second kind may be what all the other measurements say together:
 * flapping and silence, each too weak alone. A strange composition is not enough for that, since
 * a swarm of scrapers has one too.
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
  const kinds = [...supportOf(evidence, 'attack')].filter(
    (family) => lead(evidence, (one) => one === family) >= MODERATE,
  );
  return kinds.length + (police ? 1 : 0) >= KINDS || flowAndTheRest(readings, evidence);
}

/** A volumetric row, and the other families together. */
function flowAndTheRest(readings: readonly Reading[], evidence: readonly Evidence[]): boolean {
  const flow = readings.find(
    ({ row }) => row.composition === true && row.ratios.attack >= VOLUMETRIC_MIN,
  );
  if (flow === undefined) return false;
  const isRest = (family: string) => family !== flow.row.family;
  const supported = [...supportOf(evidence, 'attack')].some(isRest);
  return supported && lead(evidence, isRest) >= MODERATE;
}

/** How much likelier measurements of these families are under attack than under overload. */
function lead(evidence: readonly Evidence[], of: (family: string) => boolean): number {
  const ratio = (cause: Cause) =>
    evidence
      .filter((line) => line.provenance !== 'claimed' && of(line.family) && line.cause === cause)
      .reduce((product, line) => product * line.ratio, 1);
  return ratio('attack') / ratio('overload');
}
