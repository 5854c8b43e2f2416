import { CAUSES, type Cause, type Rung, type SpokenCause } from '../../core/cause/cause.ts';
import type { Verdict } from '../../core/cause/verdict.ts';
import { labelOfCause } from './evaluate-labels.ts';

/** What a score needs of a verdict: a set may have thousands. */
export type SlimVerdict = Pick<Verdict, 'cause' | 'rung' | 'gates' | 'open' | 'probabilities'>;

/** One documented outage beside what the verdict made of it. */
export interface Scored {
  readonly id: string;
  readonly line: number;
  /** `unknown` where the record does not decide. */
  readonly label: Cause | 'unknown';
  /** What an expert would not call wrong; the label is among them. */
  readonly acceptable: readonly (Cause | 'unknown')[];
  /** How sure the record is of the label; null where it does not say. */
  readonly confidence: number | null;
  readonly verdict: SlimVerdict;
}

/** A spoken cause beside the label, in the words of the set. */
export interface Spoken {
  readonly id: string;
  readonly spoken: string;
  readonly rung: Rung;
  readonly label: string;
}

/** One bin of the reliability table: of the likeliest causes that were given this much, how many were right. */
export interface ReliabilityBin {
  /** Included. */
  readonly from: number;
  /** Not included, but for 1. */
  readonly to: number;
  readonly count: number;
  /** Null in an empty bin, as `observed`. */
  readonly meanProbability: number | null;
  readonly observed: number | null;
}

/** How a table of likelihoods does on a labelled set. */
export interface Score {
  readonly scenarios: number;
  /** In how many a cause was said at all. */
  readonly spoken: number;
  /** Of these, how many are acceptable. */
  readonly acceptable: number;
  /** In how many nothing was said though the record is sure enough of a cause. */
  readonly silent: number;
  /** Over rows with a label other than unknown, 0 (sure and right) to 2 (sure and wrong); null without such rows. */
  readonly brier: number | null;
  /** Natural logarithm, same rows; null without them. */
  readonly logLoss: number | null;
  readonly reliability: readonly ReliabilityBin[];
  /** Spoken and not acceptable. */
  readonly wrong: readonly Spoken[];
  /** Of these, the ones that accuse: an attack, or a hosting failure. */
  readonly falseAccusations: readonly Spoken[];
}

const BINS = 5;
/** Below this the record itself does not decide, and nothing should be said. */
const SURE_MIN = 0.65;
/** No verdict gives a cause nothing; this keeps a table that would from an infinite loss. */
const PROBABILITY_MIN = 1e-12;

/** @param scored in the order of the file, which the lists keep */
export function scoreOf(scored: readonly Scored[]): Score {
  const spoken = scored.filter(({ verdict }) => isSaid(verdict.cause));
  const wrong = spoken.filter(({ verdict, acceptable }) => !isAmong(verdict.cause, acceptable));
  const accused = wrong.filter(
    ({ verdict }) => verdict.cause === 'attack' || verdict.cause === 'hosting',
  );
  const labelled = scored.flatMap(({ label, verdict }) =>
    label === 'unknown' ? [] : [{ label, verdict }],
  );
  return {
    scenarios: scored.length,
    spoken: spoken.length,
    acceptable: spoken.length - wrong.length,
    silent: scored.filter(
      ({ verdict, label, confidence }) =>
        !isSaid(verdict.cause) && label !== 'unknown' && (confidence ?? 1) >= SURE_MIN,
    ).length,
    brier: mean(labelled.map(({ label, verdict }) => brierOf(verdict.probabilities, label))),
    logLoss: mean(
      labelled.map(
        ({ label, verdict }) => -Math.log(Math.max(PROBABILITY_MIN, verdict.probabilities[label])),
      ),
    ),
    reliability: reliabilityOf(labelled),
    wrong: wrong.map(told),
    falseAccusations: accused.map(told),
  };
}

/** Whether a verdict says anything. */
export const isSaid = (cause: SpokenCause): boolean => cause !== 'undetermined';

export const isAmong = (cause: SpokenCause, acceptable: Scored['acceptable']): boolean =>
  acceptable.some((one) => one === cause);

const told = ({ id, label, verdict }: Scored): Spoken => ({
  id,
  spoken: labelOfCause(verdict.cause),
  rung: verdict.rung,
  label: labelOfCause(label),
});

/** Over the six causes and `other`. */
const brierOf = (probabilities: Verdict['probabilities'], label: Cause): number =>
  CAUSES.reduce((sum, cause) => sum + (probabilities[cause] - (cause === label ? 1 : 0)) ** 2, 0);

function reliabilityOf(
  labelled: readonly { readonly label: Cause; readonly verdict: SlimVerdict }[],
): readonly ReliabilityBin[] {
  const tops = labelled.map(({ label, verdict: { probabilities } }) => {
    const highest = Math.max(...Object.values(probabilities));
    return { probability: highest, right: probabilities[label] === highest };
  });
  return Array.from({ length: BINS }, (_none, index) => {
    const inside = tops.filter(
      ({ probability }) => Math.min(BINS - 1, Math.floor(probability * BINS)) === index,
    );
    return {
      from: index / BINS,
      to: (index + 1) / BINS,
      count: inside.length,
      meanProbability: mean(inside.map(({ probability }) => probability)),
      observed: mean(inside.map(({ right }) => (right ? 1 : 0))),
    };
  });
}

const mean = (numbers: readonly number[]): number | null =>
  numbers.length === 0 ? null : numbers.reduce((a, b) => a + b, 0) / numbers.length;
