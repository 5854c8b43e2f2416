import { type DurationMs, type EpochMs, epochMs, hours, minutes } from '../units.ts';

/** At most so many SMS to one number within any such length of time. */
export interface SmsLimit {
  readonly most: number;
  readonly withinMs: DurationMs;
}

/**
 * What one telephone is spared, as one table. The first row is the minimum spacing, which the
 * configuration gives (`notices.smsSpacing`).
 *
 * Chosen, in the manner of GoAlert (1 a minute, 5 in 15 minutes, 11 an hour), and stricter: whoever
 * is on call must act on each alert, a head needs to know once. An incident with every phase is six
 * SMS, a day with two such incidents twelve.
 *
 * | | spacing | an hour | a day |
 * |---|---|---|---|
 * | an incident | 1 in 5 minutes | 4 | 12 |
 * | a drill | 1 in 5 minutes | 2 | 4 |
 *
 * @see https://github.com/target/goalert/blob/master/engine/message/config.go
 */
const LIMITS = {
  incident: [
    { most: 4, withinMs: hours(1) },
    { most: 12, withinMs: hours(24) },
  ],
  drill: [
    { most: 2, withinMs: hours(1) },
    { most: 4, withinMs: hours(24) },
  ],
} as const satisfies { readonly [kind: string]: readonly SmsLimit[] };

/** Between two SMS to one number, unless the configuration says otherwise. Chosen. */
export const SMS_SPACING: DurationMs = minutes(5);

/** SMS older than this limit nothing any more. */
export const LONGEST_MEMORY: DurationMs = hours(24);

/**
 * The limits that hold for one notice.
 *
 * @param spacingMs zero lets SMS follow each other at once, and no other limit holds either: for a
 *   rehearsal that plays a day in a minute
 */
export const smsLimits = (drill: boolean, spacingMs: DurationMs): readonly SmsLimit[] =>
  spacingMs === 0
    ? []
    : [{ most: 1, withinMs: spacingMs }, ...LIMITS[drill ? 'drill' : 'incident']];

/**
 * The first instant, `at` included, at which one more SMS keeps every limit.
 *
 * @param others when this number's other SMS left or will leave, in any order, past or to come
 */
export function nextAllowed(
  at: EpochMs,
  others: readonly EpochMs[],
  limits: readonly SmsLimit[],
): EpochMs {
  const ends = others.flatMap((other) => limits.map(({ withinMs }) => other + withinMs));
  const candidates = [at, ...ends.filter((end) => end > at)].toSorted((a, b) => a - b);
  // The last candidate is after every window of every other SMS, so one always fits.
  const fit = candidates.find((start) => fits(start, others, limits));
  return epochMs(fit ?? at);
}

/** Whether no window that holds the new one holds too many. What others did before is done. */
function fits(start: number, others: readonly number[], limits: readonly SmsLimit[]): boolean {
  const sorted = [...others, start].toSorted((a, b) => a - b);
  const place = sorted.indexOf(start);
  return limits.every(({ most, withinMs }) =>
    sorted.slice(place, place + most + 1).every((last, offset) => {
      const first = sorted[place + offset - most];
      return first === undefined || last - first >= withinMs;
    }),
  );
}
