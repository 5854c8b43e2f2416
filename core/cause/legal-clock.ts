import type { Incident } from '../incident/state.ts';
import { after, type DurationMs, type EpochMs, hours } from '../units.ts';
import { recordedWord } from './carried-word.ts';

/** A time that the law counts for whoever was attacked. */
export interface LegalClock {
  /** `complaint`: to file one, or the insurance need not pay. */
  readonly kind: 'complaint';
  /** When an attack was first held for probable: what the victim can be said to know from then on. */
  readonly startedAt: EpochMs;
  readonly dueAt: EpochMs;
  /** Whether an attack is still held for probable; a clock that has begun is shown either way. */
  readonly stands: boolean;
}

/**
 * Calendar hours, from the victim's knowledge of an attack to its complaint.
 *
 * @see code des assurances, art. L. 12-10-1 (loi LOPMI of 24 January 2023), in force since 24 April 2023
 */
export const COMPLAINT_WITHIN: DurationMs = hours(72);

/**
 * The clocks that an incident has started, by what its verdicts and records said and when.
 *
 * It starts with the first word of an attack that is *probable* or more, whether a verdict's or a
 * person's record: the earliest, since a date that is too early costs nobody a right. A drill
 * starts none.
 */
export function legalClocks({
  drill,
  verdicts = [],
  recorded = [],
}: Pick<Incident, 'drill' | 'verdicts' | 'recorded'>): readonly LegalClock[] {
  if (drill) return [];
  const said = [...verdicts, ...recorded.map((one) => ({ at: one.at, ...recordedWord(one) }))];
  const first = said.find(isAttack);
  const last = said.at(-1);
  if (first === undefined || last === undefined) return [];
  const { at: startedAt } = first;
  const dueAt = after(startedAt, COMPLAINT_WITHIN);
  return [{ kind: 'complaint', startedAt, dueAt, stands: isAttack(last) }];
}

const isAttack = ({ cause, rung }: { readonly cause: string; readonly rung: string }): boolean =>
  cause === 'attack' && (rung === 'probable' || rung === 'confirmée');
