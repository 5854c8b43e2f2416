import { carriedWord } from '../cause/carried-word.ts';
import type { Incident } from '../incident/state.ts';

/**
 * A cause was stated to schools, and the evidence, or whoever looked afterwards, says another or none
 * by now: its readers are owed the correction (P5). Another rung of the same cause is told in the next
 * word, and corrects nothing.
 */
export function isSaidWrong(incident: Incident): boolean {
  const word = carriedWord(incident);
  return incident.saidCause !== null && word !== null && word.cause !== incident.saidCause.cause;
}
