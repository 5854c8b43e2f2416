import { PreauError } from '../../core/errors.ts';
import type { EpochMs } from '../../core/units.ts';

/** A day as people read it and as programs do. */
export interface BuildDay {
  readonly long: string;
  /** `2021-04-06` */
  readonly iso: string;
}

/**
 * The day that an instant falls on, where the schools are.
 *
 * @throws PreauError `argument-invalid` for a time zone that nobody knows
 */
export function buildDay(at: EpochMs, language: 'fr' | 'en', timeZone: string): BuildDay {
  const locale = language === 'fr' ? 'fr-FR' : 'en-GB';
  try {
    return {
      long: new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone }).format(at),
      iso: new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', timeZone }).format(at),
    };
  } catch (error) {
    throw new PreauError(
      'argument-invalid',
      `expected a time zone such as Europe/Paris or Indian/Reunion, got ${timeZone}; correct it or leave it out`,
      { cause: error, said: { key: 'option.timeZone', values: { got: timeZone } } },
    );
  }
}
