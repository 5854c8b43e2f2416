import type { Incident } from '../incident/state.ts';
import { after, type DurationMs, type EpochMs } from '../units.ts';
import { recordedWord } from './carried-word.ts';
import type { Rung, SpokenCause } from './cause.ts';

/** A cause that could be read, from when until when. */
export interface SaidSpan {
  readonly cause: SpokenCause;
  /** The latest that it had. */
  readonly rung: Rung;
  readonly from: EpochMs;
  /** When something else was said; null while it stands. */
  readonly until: EpochMs | null;
}

/**
 * What pages have said of an incident's cause, in order: each cause once for as long as it stood,
 * `undetermined` too. What a verdict said and took back before the first word was due is left out.
 * From a person's first record on, records are what is said.
 *
 * @param firstWordMs no cause is said before this long after the fall
 */
export function saidSpans(
  { fellAt, verdicts = [], recorded = [] }: Pick<Incident, 'fellAt' | 'verdicts' | 'recorded'>,
  firstWordMs: DurationMs,
): readonly SaidSpan[] {
  const opens = after(fellAt, firstWordMs);
  const recordedFrom = recorded[0]?.at ?? Number.POSITIVE_INFINITY;
  const words = [
    ...verdicts.filter(({ at }) => at < recordedFrom),
    ...recorded.map((one) => ({ at: one.at, ...recordedWord(one) })),
  ].map(({ cause, rung, at }) => ({ cause, rung, from: at > opens ? at : opens }));
  const read = words.filter(({ from }, index) => {
    const next = words[index + 1];
    return next === undefined || next.from > from;
  });
  return read.reduce<readonly SaidSpan[]>((spans, word) => {
    const last = spans.at(-1);
    if (last === undefined) return [{ ...word, until: null }];
    if (last.cause === word.cause) return [...spans.slice(0, -1), { ...last, rung: word.rung }];
    return [...spans.slice(0, -1), { ...last, until: word.from }, { ...word, until: null }];
  }, []);
}
