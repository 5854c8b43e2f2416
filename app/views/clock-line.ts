import { type LegalClock, legalClocks } from '../../core/cause/legal-clock.ts';
import type { Incident } from '../../core/incident/state.ts';
import { between, type EpochMs } from '../../core/units.ts';
import type { WordsIn } from './words.ts';

/** One legal clock as people read it. */
export interface ClockLine extends LegalClock {
  readonly isLate: boolean;
  /** What is due, when, and how long is left. */
  readonly text: string;
  /** What started it, and whether that still stands. */
  readonly about: string;
}

const MINUTE_MS = 60_000;

/**
 * The clocks that the law counts for an incident's victim; empty where none has begun.
 *
 * @param said its words are those of `cause.clock`
 */
export function clockLines(
  incident: Incident,
  now: EpochMs,
  timeZone: string,
  { words, language }: WordsIn,
): readonly ClockLine[] {
  const instant = instantFormat(language, timeZone);
  return legalClocks(incident).map((clock) => {
    const isLate = now >= clock.dueAt;
    const minutes = Math.floor(between(now, clock.dueAt) / MINUTE_MS);
    const due = instant.format(clock.dueAt);
    const left = words('cause.clock.hours', {
      hours: Math.floor(minutes / 60),
      minutes: minutes % 60,
    });
    const since = words('cause.clock.since', { start: instant.format(clock.startedAt) });
    return {
      ...clock,
      isLate,
      text: words(`cause.clock.${isLate ? 'late' : clock.kind}`, { due, left }),
      about: clock.stands ? since : `${since} (${words('cause.clock.withdrawn')})`,
    };
  });
}

/** Of each language and time zone of the policies that this process knows: one, mostly. */
const instants = new Map<string, Intl.DateTimeFormat>();

/** A formatter costs far more to make than to use. */
function instantFormat(language: 'fr' | 'en', timeZone: string): Intl.DateTimeFormat {
  const key = `${language} ${timeZone}`;
  const known = instants.get(key);
  if (known !== undefined) return known;
  const locale = language === 'fr' ? 'fr-FR' : 'en-GB';
  const made = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'long', timeStyle: 'short' });
  instants.set(key, made);
  return made;
}
