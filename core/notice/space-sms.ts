import type { EpochMs, IncidentId } from '../units.ts';
import type { NoRing, Ring } from './ring-when.ts';
import { nextAllowed, type SmsLimit } from './sms-limits.ts';

/** An SMS that a number got, or will get, by another notice. */
export interface EarlierSms {
  /** By when it has left at the latest. */
  readonly at: EpochMs;
  readonly incident: IncidentId;
  /** Until when it waits by itself, though its notice leaves. Absent = it leaves with its notice. */
  readonly notBefore?: EpochMs;
}

/** What spacing makes of one SMS. */
export type Spaced =
  | { readonly kind: 'at'; readonly at: EpochMs }
  /** An SMS of another incident already waits for this number: this one's news goes by mail. */
  | { readonly kind: 'bundled' }
  /** Once its number may have it, no school day is near. */
  | { readonly kind: 'never'; readonly why: NoRing };

export interface Spacing {
  readonly incident: IncidentId;
  /** When the notice leaves. */
  readonly now: EpochMs;
  readonly limits: readonly SmsLimit[];
  /** Whether everybody whom this number stands for also gets the notice by mail. */
  readonly hasMail: boolean;
  /** The first instant from one on at which this telephone may ring. */
  readonly ring: (at: EpochMs) => Ring;
}

/** A day's limit and a night may push each other on; nothing is known to need more than three. */
const MOST_ROUNDS = 8;

/**
 * When an SMS goes to a number that has others, or that it does not.
 *
 * The first incident's SMS goes at once; the second one's waits until the spacing is over; a third
 * one's, while the second still waits, rides along: its mail alone tells, at once, and the telephone
 * has rung. Where there is no mail it waits its turn, so nobody is left without a word (P3).
 *
 * @param start when it would go but for the others
 */
export function spaceSms(
  start: EpochMs,
  earlier: readonly EarlierSms[],
  { incident, now, limits, hasMail, ring }: Spacing,
): Spaced {
  const at = settle(start, earlier, { limits, ring });
  if (typeof at !== 'number') return at;
  const isHeld = at > start;
  const othersWait = earlier.some(
    (one) => (one.notBefore ?? now) > now && one.incident !== incident,
  );
  return isHeld && othersWait && hasMail ? { kind: 'bundled' } : { kind: 'at', at };
}

type Never = Extract<Spaced, { kind: 'never' }>;

/** The first instant that the limits and the school's hours both allow. */
function settle(
  start: EpochMs,
  earlier: readonly EarlierSms[],
  { limits, ring }: Pick<Spacing, 'limits' | 'ring'>,
): EpochMs | Never {
  const times = earlier.map((one) => one.at);
  let at = start;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const allowed = nextAllowed(at, times, limits);
    if (allowed === at && round > 0) return at;
    const rings = ring(allowed);
    if (rings.kind === 'never') return rings;
    if (rings.at === allowed) return allowed;
    at = rings.at;
  }
  return { kind: 'never', why: 'no-class' };
}
