import type { Cause } from './cause.ts';
import { type Evidence, WORTH_SAYING } from './evidence.ts';
import { carriesAttack } from './gates/g3-attack.ts';
import { isFirstHand } from './gates/g4-contradiction.ts';
import { g5Holds } from './gates/g5-hoster.ts';
import type { Ranked } from './posterior.ts';
import type { Reading } from './readings.ts';
import type { Claim } from './signal.ts';

/** As the gates look at a case. */
interface SecondBench {
  /** Likeliest first. */
  readonly ranking: readonly Ranked[];
  readonly evidence: readonly Evidence[];
  readonly readings: readonly Reading[];
  readonly claims: readonly Claim[];
  readonly refuted: readonly Cause[];
}

/** As for a spoken cause: two kinds of evidence, at least one of them measured. */
const KINDS = 2;

/**
 * A second cause beside the spoken one, each with evidence of its own: a launch that drew a crowd
 * to a log-in that was broken as well.
 *
 * Naive Bayes makes causes compete, so probability does not tell; kinds of evidence do. A kind is
 * its own when it speaks for the second cause louder than for the first; a first-hand word that
 * names it is one kind, and one must be measured. Attack and hosting must pass their own gates.
 *
 * @returns null when there is none: the usual case
 */
export function secondCause(spoken: Cause, bench: SecondBench): Cause | null {
  const found = bench.ranking.find(
    ({ cause }) =>
      cause !== spoken &&
      cause !== 'other' &&
      !bench.refuted.includes(cause) &&
      hasItsOwn(cause, spoken, bench) &&
      passesItsGate(cause, bench),
  );
  return found?.cause ?? null;
}

function hasItsOwn(cause: Cause, spoken: Cause, { evidence, claims }: SecondBench): boolean {
  const measured = [...new Set(evidence.map(({ family }) => family))].filter((family) => {
    const own = ratioIn(evidence, family, cause);
    return own >= WORTH_SAYING && own > ratioIn(evidence, family, spoken);
  });
  const named = claims.some(
    (claim) => isFirstHand(claim) && claim.asserts === cause && !claim.denies,
  );
  return measured.length + (named ? 1 : 0) >= KINDS;
}

/** What one family of measurements says of a cause, both ways together. */
const ratioIn = (evidence: readonly Evidence[], family: string, cause: Cause): number =>
  evidence
    .filter(
      (line) => line.family === family && line.cause === cause && line.provenance !== 'claimed',
    )
    .reduce((product, { ratio }) => product * ratio, 1);

function passesItsGate(cause: Cause, bench: SecondBench): boolean {
  if (cause === 'attack') return carriesAttack(bench);
  return !g5Holds(cause, bench.readings, bench.claims);
}
