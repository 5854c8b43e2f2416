import { type SaidSpan, saidSpans } from '../../core/cause/said-spans.ts';
import type { Incident } from '../../core/incident/state.ts';
import type { Policy } from '../../core/policy.ts';
import type { EpochMs } from '../../core/units.ts';
import { causeSentence } from './cause-sentence.ts';
import type { PageWords } from './words.ts';

/** A cause that was said and did not stand. */
export interface EarlierCause {
  readonly text: string;
  readonly from: EpochMs;
  readonly until: EpochMs;
}

export interface CauseHistory {
  /** In order of time, the latest {@link MOST_EARLIER}; empty while nothing had to be taken back. */
  readonly earlier: readonly EarlierCause[];
  /** Since when what is said now is said; null where nothing was taken back. */
  readonly correctedAt: EpochMs | null;
}

/** Bound of the page, chosen: the journal has all of them. */
const MOST_EARLIER = 3;

/**
 * What was said of an incident's cause and taken back, which pages go on showing, struck out, with
 * its times (P5). That the cause was not known is no statement, and is not shown as one.
 */
export function causeHistory(
  incident: Incident,
  { cause: { firstWordMs } }: Policy,
  said: PageWords,
): CauseHistory {
  if (incident.drill) return { earlier: [], correctedAt: null };
  const spans = saidSpans(incident, firstWordMs);
  const earlier = spans.flatMap((span) => takenBack(span, said)).slice(-MOST_EARLIER);
  return { earlier, correctedAt: earlier.length > 0 ? (spans.at(-1)?.from ?? null) : null };
}

function takenBack(
  { cause, rung, from, until }: SaidSpan,
  said: PageWords,
): readonly EarlierCause[] {
  if (until === null || cause === 'undetermined') return [];
  return [{ text: causeSentence({ cause, rung, open: [] }, said), from, until }];
}
