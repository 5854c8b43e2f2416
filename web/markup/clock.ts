import type { EpochMs } from '../../core/units.ts';

/** How instants are shown on a page. */
export interface Clock {
  /** BCP 47. */
  readonly language: string;
  /** An IANA name, e.g. `Europe/Paris`. */
  readonly timeZone: string;
}

/** `8:42`, as a wall clock shows it. */
export const formatTime = (at: EpochMs, clock: Clock): string =>
  format(at, clock, { hour: '2-digit', minute: '2-digit' });

/** `8:42:07`: for the console, where seconds matter. */
export const formatSeconds = (at: EpochMs, clock: Clock): string =>
  format(at, clock, { hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** `mardi 6 avril 2021`. */
export const formatDate = (at: EpochMs, clock: Clock): string =>
  format(at, clock, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });

/** `6 avril`. */
export const formatDay = (at: EpochMs, clock: Clock): string =>
  format(at, clock, { day: 'numeric', month: 'long' });

/** ISO 8601 in UTC, for machines. */
export const isoTime = (at: EpochMs): string => new Date(at).toISOString();

/** A formatter costs far more to make than to use; a page uses the same few all day. */
const formatters = new Map<string, (at: EpochMs) => string>();

function format(at: EpochMs, clock: Clock, options: Intl.DateTimeFormatOptions): string {
  const key = `${clock.language} ${clock.timeZone} ${Object.keys(options).join()}`;
  const known = formatters.get(key);
  // A bare « en » would write dates as the United States do.
  const locale = clock.language === 'en' ? 'en-GB' : clock.language;
  const formatter =
    known ?? kept(new Intl.DateTimeFormat(locale, { ...options, timeZone: clock.timeZone }));
  if (!known) formatters.set(key, formatter);
  return formatter(at);
}

/** Instants of which a formatter keeps what it wrote. Chosen: more than a long page shows. */
const MOST_KEPT = 1_000;

/** Most instants that a page shows are those that it showed before. */
function kept(formatter: Intl.DateTimeFormat): (at: EpochMs) => string {
  const written = new Map<EpochMs, string>();
  return (at) => {
    const known = written.get(at);
    if (known !== undefined) return known;
    const text = formatter.format(at);
    if (written.size >= MOST_KEPT) written.clear();
    written.set(at, text);
    return text;
  };
}
