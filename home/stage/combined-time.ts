import type { EpochMs } from '../../core/units.ts';

/**
 * Write instants as the combined log format does, `06/Apr/2021:08:00:01 +0200`, in one time zone.
 * The last second is remembered, because lines come many to the second.
 */
export function combinedTime(timeZone: string): (at: EpochMs) => string {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    day: '2-digit',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'longOffset',
  });
  let second = Number.NaN;
  let text = '';
  return (at) => {
    if (Math.floor(at / 1_000) === second) return text;
    second = Math.floor(at / 1_000);
    const parts = Object.fromEntries(
      format.formatToParts(second * 1_000).map(({ type, value }) => [type, value]),
    );
    const offset = parts['timeZoneName']?.replaceAll(/GMT|:/g, '') || '+0000';
    const month = parts['month']?.slice(0, 3);
    text = `${parts['day']}/${month}/${parts['year']}:${parts['hour']}:${parts['minute']}:${parts['second']} ${offset}`;
    return text;
  };
}
