import type { DurationMs, EpochMs } from '../units.ts';
import type { Wording } from './wording.ts';

/** Building a formatter costs more than a whole message does: one is kept for each zone. */
const clocks = new Map<string, Intl.DateTimeFormat>();

/**
 * An instant as people of that zone read it on a clock: `08h42`, `08:42`. Always five characters.
 *
 * @throws RangeError when the zone is not an IANA name: the configuration has checked it
 */
export function formatClock(at: EpochMs, timeZone: string, wording: Wording): string {
  return clockFor(timeZone).format(at).replace(':', wording.clockSign);
}

/**
 * The same, and of which day unless `beside`, which stands in the same message, is of that day too:
 * `le 06/04 à 08h42`, `6 Apr at 08:42`. A fall may last longer than a day.
 */
export function formatInstant(
  at: EpochMs,
  beside: EpochMs | null,
  timeZone: string,
  wording: Wording,
): string {
  const hour = formatClock(at, timeZone, wording);
  const day = dayFor(timeZone, wording.language);
  const date = day.format(at);
  return beside === null || day.format(beside) === date ? hour : wording.dated({ date, hour });
}

/** As short as an SMS needs it, and read one way only in its language. */
const DAYS = {
  fr: { locale: 'fr-FR', month: '2-digit', day: '2-digit' },
  en: { locale: 'en-GB', month: 'short', day: 'numeric' },
} as const;

const days = new Map<string, Intl.DateTimeFormat>();

function dayFor(timeZone: string, language: Wording['language']): Intl.DateTimeFormat {
  const name = `${language} ${timeZone}`;
  const { locale, ...parts } = DAYS[language];
  const day = days.get(name) ?? new Intl.DateTimeFormat(locale, { ...parts, timeZone });
  days.set(name, day);
  return day;
}

/** The hour of the day in a zone, 0 to 23. */
export const hourIn = (at: EpochMs, timeZone: string): number =>
  Number(clockFor(timeZone).format(at).slice(0, 2));

/** The minute of the hour in a zone, 0 to 59; zones differ by half hours too. */
export const minuteIn = (at: EpochMs, timeZone: string): number =>
  Number(clockFor(timeZone).format(at).slice(3));

/** Its instants are `08:42`: always five characters. */
function clockFor(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known) return known;
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  clocks.set(timeZone, clock);
  return clock;
}

/** A length of time as it is said: `12 min`, `1 h 35`, `2 j 3 h`. Rounded, and never zero. */
export function formatDuration(length: DurationMs, wording: Wording): string {
  const minutes = Math.max(1, Math.round(length / 60_000));
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h ${String(minutes % 60).padStart(2, '0')}`;
  return `${Math.floor(hours / 24)} ${wording.dayUnit} ${hours % 24} h`;
}
