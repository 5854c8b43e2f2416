import type { EpochMs } from '../core/units.ts';
import type { Language } from './language.ts';

/** How instants are written at a terminal. */
export interface Clock {
  /** `08:03:10`, with the zone's own hour. */
  time(at: EpochMs): string;
  /** `6 avril 2021, 08:03:10`. */
  date(at: EpochMs): string;
}

/** @param timeZone an IANA name: the organisation's own, wherever the terminal is */
export function clockOf(timeZone: string, language: Language): Clock {
  const locale = language === 'fr' ? 'fr-FR' : 'en-GB';
  const hour = new Intl.DateTimeFormat(locale, { timeZone, timeStyle: 'medium' });
  const day = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'long' });
  return {
    time: (at) => hour.format(at),
    date: (at) => `${day.format(at)}, ${hour.format(at)}`,
  };
}
