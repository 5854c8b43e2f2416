import type { Rung, SpokenCause } from './cause.ts';
import { type Evidence, MODERATE } from './evidence.ts';
import { g1Holds } from './gates/g1-vantages-agree.ts';
import { g2Holds, supportOf } from './gates/g2-lead.ts';
import { g3Holds } from './gates/g3-attack.ts';
import { g4Contradiction } from './gates/g4-contradiction.ts';
import { g5Holds } from './gates/g5-hoster.ts';
import { g8Holds } from './gates/g8-closed.ts';
import type { Ranked } from './posterior.ts';
import type { Reading } from './readings.ts';
import type { Claim } from './signal.ts';

/** A proof is confirmed from this probability on, chosen: above it no other cause is in play. */
const CONFIRMED_MIN = 0.9;

export interface Words {
  readonly cause: SpokenCause;
  readonly rung: Rung;
  /** Ids of the gates that held words back or lowered them. */
  readonly gates: readonly string[];
}

/** All that the gates look at. */
export interface Bench {
  /** Likeliest first. */
  readonly ranking: readonly Ranked[];
  readonly evidence: readonly Evidence[];
  readonly readings: readonly Reading[];
  /** Those that stand. */
  readonly claims: readonly Claim[];
  /** A row of proof speaks for the likeliest cause. */
  readonly proven: boolean;
  readonly vantagesAgree: boolean;
}

/**
 * What may be said, after the gates. Every gate that holds is named, not only the first.
 *
 * @returns `undetermined` always with the rung `inconnue`, and never otherwise
 */
export function chooseWords(bench: Bench): Words {
  const { ranking, evidence, claims, proven } = bench;
  const top = ranking[0];
  const held: string[] = [];
  if (g1Holds(bench.vantagesAgree)) held.push('G1');
  if (g2Holds(ranking, evidence, proven)) held.push('G2');
  if (g3Holds(bench)) held.push('G3');
  const contradiction = top && !proven ? g4Contradiction(claims, top.cause) : 'none';
  if (contradiction === 'another-named') held.push('G4');
  if (g5Holds(top?.cause, bench.readings, claims)) held.push('G5');
  if (!proven && g8Holds(top?.cause, bench.readings, claims)) held.push('G8');
  if (top === undefined || top.cause === 'other' || held.length > 0)
    return { cause: 'undetermined', rung: 'inconnue', gates: held };
  if (proven && top.probability >= CONFIRMED_MIN)
    return { cause: top.cause, rung: 'confirmée', gates: [] };
  const denied = contradiction === 'denied';
  const solid = proven || supportOf(evidence, top.cause, MODERATE).size > 0;
  return {
    cause: top.cause,
    rung: denied || !solid ? 'possible' : 'probable',
    gates: denied ? ['G4'] : [],
  };
}
