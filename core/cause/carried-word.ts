import type { Incident } from '../incident/state.ts';
import type { Rung, SpokenCause } from './cause.ts';
import type { RecordedCause } from './recorded-cause.ts';

/** What may be said of an incident's cause. */
export interface CauseWord {
  readonly cause: SpokenCause;
  /** `inconnue` for `undetermined`, always and only then. */
  readonly rung: Rung;
  /** When undetermined: what stays possible. */
  readonly open: readonly SpokenCause[];
}

/** As a proof's: see docs/cause.md, "Words". */
const CONFIRMED_FROM = 0.9;
/** Below it the right answer to a labelled outage is "undetermined": facts of the labelled set. */
const SAID_FROM = 0.65;

/**
 * What the evidence, or those who looked afterwards, let be said: the latest record of a person,
 * else the verdict. No hour is looked at here: when a first word may come is its speaker's rule.
 *
 * @returns null before anything was judged
 */
export function carriedWord({
  verdict,
  recorded = [],
}: Pick<Incident, 'verdict' | 'recorded'>): CauseWord | null {
  const last = recorded.at(-1);
  if (last !== undefined) return recordedWord(last);
  if (verdict === null) return null;
  const { cause, rung, open } = verdict;
  return { cause, rung, open: open.filter((one) => one !== 'other') };
}

/** How sure a record is, in the words of the verdicts. */
export function recordedWord({ cause, also, confidence }: RecordedCause): CauseWord {
  if (cause === 'undetermined') return { cause, rung: 'inconnue', open: also ? [also] : [] };
  if (confidence < SAID_FROM)
    return { cause: 'undetermined', rung: 'inconnue', open: also ? [cause, also] : [cause] };
  return { cause, rung: confidence >= CONFIRMED_FROM ? 'confirmée' : 'probable', open: [] };
}
