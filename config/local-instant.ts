import { type EpochMs, epochMs } from '../core/units.ts';

/**
 * The instant at which the clocks of a time zone show `2021-04-06T07:50` or `2021-04-06T07:50:30`.
 *
 * @returns null when the text is none, the day does not exist, or the clocks skip that time; the
 *   earlier instant when they show it twice
 */
export function localInstant(text: string, timeZone: string): EpochMs | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d))?$/.exec(text);
  if (!match) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map((digits) => Number(digits ?? 0));
  const shown = Date.UTC(year, month - 1, day, hour, minute, second);
  const wall = wallClock(timeZone);
  // An offset is at most 14 hours: the two that may hold are those of a day before and after.
  const offsets = [-1, 1].map((side) => {
    const near = shown + side * 86_400_000;
    return wall(near) - near;
  });
  const found = offsets.map((offset) => shown - offset).filter((at) => wall(at) === shown);
  const exists = new Date(shown).toISOString().startsWith(text);
  return exists && found.length > 0 ? epochMs(Math.min(...found)) : null;
}

/** What a zone's clocks show at an instant, as if it were UTC. */
function wallClock(timeZone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    hourCycle: 'h23',
  });
  return (at) => {
    const parts = new Map(
      format.formatToParts(at).map(({ type, value }) => [type, Number(value)] as const),
    );
    const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
    return Date.UTC(
      part('year'),
      part('month') - 1,
      part('day'),
      part('hour'),
      part('minute'),
      part('second'),
    );
  };
}
