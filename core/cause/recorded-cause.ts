import type { Person } from '../incident/event.ts';
import type { EpochMs } from '../units.ts';
import type { Cause, SpokenCause } from './cause.ts';

/**
 * What a person wrote down as the true cause of an incident that is over, and where that is known
 * from. It closes the loop: verdicts are judged by it, and are never changed by it.
 */
export interface RecordedCause {
  readonly at: EpochMs;
  /** `undetermined` where those who looked do not know either. */
  readonly cause: SpokenCause;
  /** What contributed. Absent = nothing that anybody told. */
  readonly also?: Exclude<Cause, 'other'>;
  /** How sure its source is, in (0, 1]. */
  readonly confidence: number;
  /** In a person's words: a report, a meeting, a ticket. */
  readonly source: string;
  readonly by: Person;
}
