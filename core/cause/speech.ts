import type { EpochMs } from '../units.ts';

/** How statements are written: the words of the locales, and how numbers and hours are read. */
export interface Speech {
  /** A sentence by its dotted key, with `{name}` filled in. */
  readonly words: (key: string, values?: Readonly<Record<string, string | number>>) => string;
  readonly language: 'fr' | 'en';
  /** The IANA time zone of the hours that are said, and of the day that a calendar is read for. */
  readonly timeZone: string;
}

/** `6,2 s` or `6.2 s`; under a second in milliseconds. */
export function sayDuration(speech: Speech, durationMs: number): string {
  return durationMs < 1_000
    ? `${sayNumber(speech, durationMs, 0)} ms`
    : `${sayNumber(speech, durationMs / 1_000, 1)} s`;
}

export const sayNumber = ({ language }: Speech, value: number, digits = 0): string =>
  formatOf(language, `${digits}`, { maximumFractionDigits: digits }).format(value);

/** `47 %` */
export const sayShare = ({ language }: Speech, share: number): string =>
  formatOf(language, 'share', { style: 'percent', maximumFractionDigits: 0 }).format(share);

/** To make one takes longer than all else that is said of a fall. */
const formats = new Map<string, Intl.NumberFormat>();

function formatOf(
  language: string,
  name: string,
  options: Intl.NumberFormatOptions,
): Intl.NumberFormat {
  const key = `${language} ${name}`;
  const known = formats.get(key) ?? new Intl.NumberFormat(language, options);
  formats.set(key, known);
  return known;
}

/** A likelihood as a share, and near its ends as a bound: nothing reckoned is 0 or 100 %. */
export function sayChance(speech: Speech, chance: number): string {
  const french = speech.language === 'fr';
  if (chance < 0.01) return `${french ? 'moins de' : 'less than'} ${sayShare(speech, 0.01)}`;
  if (chance > 0.99) return `${french ? 'plus de' : 'more than'} ${sayShare(speech, 0.99)}`;
  return sayShare(speech, chance);
}

/** `8 h 05` in French, `08:05` in English. */
export function sayTime({ language, timeZone }: Speech, at: EpochMs): string {
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at);
  return language === 'fr' ? clock.replace(/^0/, '').replace(':', ' h ') : clock;
}
