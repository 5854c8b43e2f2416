import type { EpochMs } from '../units.ts';
import type { CalendarEntry } from './calendar-entry.ts';
import { makeSignal } from './make-signal.ts';
import type { Signal } from './signal.ts';
import type { Speech } from './speech.ts';

export interface CalendarEvidence {
  readonly at: EpochMs;
  readonly fellAt: EpochMs;
  readonly entries: readonly CalendarEntry[];
  readonly speech: Speech;
}

const FEATURES: { readonly [kind in CalendarEntry['kind']]: string } = {
  'first-remote-day': 'calendar-crowd',
  'remote-day': 'calendar-crowd',
  results: 'calendar-crowd',
  deadline: 'calendar-crowd',
  launch: 'calendar-crowd',
  exams: 'calendar-exam',
  // Kept and shown; the table has no row for it, so it weighs nothing, nor does "nothing".
  return: 'calendar-return',
};

/**
 * What the day of a fall says: always one signal at least.
 *
 * The hours when schools log in, 7:30 to 10:00 on a weekday, are no evidence of a crowd but no
 * evidence of its absence either: then `calendar-school-morning`, which weighs nothing.
 */
export function signalsFromCalendar(the: CalendarEvidence): readonly Signal[] {
  const { date, isSchoolMorning } = dayOf(the.fellAt, the.speech.timeZone);
  const today = the.entries.filter((entry) => entry.date === date);
  const parts = {
    at: the.at,
    source: 'calendar',
    provenance: 'declared',
    speech: the.speech,
  } as const;
  const features = new Map(today.map((entry) => [FEATURES[entry.kind], entry]));
  if (features.size === 0)
    return [makeSignal(parts, isSchoolMorning ? 'calendar-school-morning' : 'calendar-nothing')];
  return [...features].map(([feature, { label }]) =>
    makeSignal(parts, feature, { values: { label } }),
  );
}

function dayOf(at: EpochMs, timeZone: string) {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    parts.find((one) => one.type === type)?.value ?? '';
  const minute = Number(part('hour')) * 60 + Number(part('minute'));
  const weekday = !['Sat', 'Sun'].includes(part('weekday'));
  return {
    date: `${part('year')}-${part('month')}-${part('day')}`,
    isSchoolMorning: weekday && minute >= 7 * 60 + 30 && minute < 10 * 60,
  };
}
