import type { Incident } from '../../core/incident/state.ts';
import type { EpochMs } from '../../core/units.ts';
import { formatShare } from './format-share.ts';
import type { WordsIn } from './words.ts';

/** One record of a cause as people read it. */
export interface RecordedLine {
  readonly at: EpochMs;
  /** The cause, how sure, from where and by whom. */
  readonly text: string;
  /** False for one that a later one replaced; it is kept, and shown struck out. */
  readonly stands: boolean;
}

/**
 * What people recorded as the cause of an incident, in order.
 *
 * @param said its words are those of `cause.recorded` and `cause.name`
 */
export const recordedLines = (
  { recorded = [] }: Pick<Incident, 'recorded'>,
  { words, language }: WordsIn,
): readonly RecordedLine[] =>
  recorded.map(({ at, cause, also, confidence, source, by }, index) => ({
    at,
    text: words(also ? 'cause.recorded.also' : 'cause.recorded.one', {
      cause: words(`cause.name.${cause}`),
      also: also ? words(`cause.name.${also}`) : '',
      confidence: formatShare(confidence, language),
      source,
      by: `${by.name}, ${by.role}`,
    }),
    stands: index === recorded.length - 1,
  }));
