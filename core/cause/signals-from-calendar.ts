import { localDate } from '../school/local-date.ts';
import { type EpochMs, minutes } from '../units.ts';
import type { CalendarEntry } from './calendar-entry.ts';
import { makeSignal } from './make-signal.ts';
import type { Signal } from './signal.ts';
import { type Speech, sayTime } from './speech.ts';
import type { ZoneDay } from './zone-day.ts';

export interface CalendarEvidence {
  readonly at: EpochMs;
  readonly fellAt: EpochMs;
  /** Days that the administrator knows beforehand. */
  readonly entries: readonly CalendarEntry[];
  /** That day in the official calendar, in each zone of the platform's schools. @default unknown */
  readonly zones?: readonly ZoneDay[];
  /** Minutes of the local day at which class hours begin. @default none */
  readonly classStarts?: readonly number[];
  readonly speech: Speech;
}

const FEATURES: { readonly [kind in CalendarEntry['kind']]: string } = {
  'first-remote-day': 'calendar-crowd',
  'remote-day': 'calendar-crowd',
  results: 'calendar-crowd',
  deadline: 'calendar-crowd',
  launch: 'calendar-crowd',
  exams: 'calendar-exam',
  return: 'calendar-return',
};

/** The part of a platform's departments that must come back for it to be a return; chosen. */
const RETURN_MIN = 0.2;
/** The part that must be off for nobody to be expected; chosen. */
const OFF_MIN = 0.8;

/**
 * What the day of a fall says, as its administrator and the official calendar know it: always one
 * signal at least. It never decides alone: a deadline night was once a fault of something else.
 *
 * The hours when schools log in, 7:30 to 10:00 on a day that may have class, say a little; another
 * bell says nothing, but no absence of a crowd either. What the official calendar does not know is
 * unknown: then any weekday may have class.
 */
export function signalsFromCalendar(the: CalendarEvidence): readonly Signal[] {
  const { at, speech } = the;
  const parts = { at, source: 'calendar', provenance: 'declared', speech } as const;
  const entries = entriesOf(the);
  const told = [...entries].map(([feature, label]) =>
    makeSignal(parts, feature, { values: { label } }),
  );
  const back = entries.has('calendar-return') ? null : returnOf(the);
  const known = back === null ? told : [...told, makeSignal(parts, 'calendar-return', back)];
  if (known.length > 0) return known;
  const { feature, ...words } = ordinary(the);
  return [makeSignal(parts, feature, words)];
}

function entriesOf({ entries, fellAt, speech }: CalendarEvidence): ReadonlyMap<string, string> {
  const date = localDate(fellAt, speech.timeZone);
  const today = entries.filter((entry) => entry.date === date);
  return new Map(today.map(({ kind, label }) => [FEATURES[kind], label]));
}

type Told = NonNullable<Parameters<typeof makeSignal>[2]>;

/** A zone or more whose pupils come back that day, by so many of the platform's departments. */
function returnOf({ zones = [] }: CalendarEvidence): Told | null {
  const back = zones.filter(({ backFrom }) => backFrom !== null);
  if (shareOf(back, zones) < RETURN_MIN) return null;
  const summer = back.some(({ backFrom }) => backFrom === 'summer');
  return {
    wording: summer ? 'calendar-first-day' : 'calendar-back',
    values: { zones: back.map(({ zone }) => zone).join(', ') },
  };
}

function ordinary(the: CalendarEvidence): Told & { readonly feature: string } {
  const { zones = [], fellAt, speech } = the;
  const off = zones.filter(({ day }) => day === 'no-class');
  if (shareOf(off, zones) >= OFF_MIN)
    return { feature: 'calendar-nothing', wording: 'calendar-no-class' };
  const { minute, isWeekday } = clockOf(fellAt, speech.timeZone);
  if (!isWeekday) return { feature: 'calendar-nothing' };
  const bell = bellNear(the, minute);
  const morning = minute >= MORNING_FROM && minute < MORNING_TO;
  const feature = morning ? 'calendar-school-morning' : 'calendar-bell';
  if (bell !== null)
    return { feature, wording: 'calendar-bell', values: { time: sayTime(speech, bell) } };
  return { feature: morning ? feature : 'calendar-nothing' };
}

const MORNING_FROM = 7 * 60 + 30;
const MORNING_TO = 10 * 60;
/** People log in from ten minutes before a class hour to five after; chosen. */
const BEFORE_BELL = 10;
const AFTER_BELL = 5;

/** The instant of the class hour that a fall is near to. */
function bellNear({ classStarts = [], fellAt }: CalendarEvidence, minute: number): EpochMs | null {
  const start = classStarts.find((one) => minute >= one - BEFORE_BELL && minute < one + AFTER_BELL);
  if (start === undefined) return null;
  const ofMinute = fellAt - (fellAt % minutes(1));
  return (ofMinute + minutes(1) * (start - minute)) as EpochMs;
}

function shareOf(some: readonly ZoneDay[], all: readonly ZoneDay[]): number {
  const count = (list: readonly ZoneDay[]) =>
    list.reduce((sum, { departments }) => sum + departments, 0);
  return count(some) / Math.max(1, count(all));
}

/** To make one takes longer than to read a clock: one is kept for each zone. */
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockIn(timeZone: string): Intl.DateTimeFormat {
  const options = {
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  } as const;
  const known = clocks.get(timeZone) ?? new Intl.DateTimeFormat('en-GB', { timeZone, ...options });
  clocks.set(timeZone, known);
  return known;
}

function clockOf(at: EpochMs, timeZone: string) {
  const parts = clockIn(timeZone).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    parts.find((one) => one.type === type)?.value ?? '';
  return {
    minute: Number(part('hour')) * 60 + Number(part('minute')),
    isWeekday: !['Sat', 'Sun'].includes(part('weekday')),
  };
}
