import { type EpochMs, epochMs, hours } from './units.ts';

/** What a machine says of the time, at one look. Neither is whole milliseconds. */
export interface TimeReading {
  /** Milliseconds since 1970 by the machine's clock, which anybody may set. */
  readonly wallMs: number;
  /** Milliseconds that passed since some start, a machine's sleep included; nobody can set it. */
  readonly upMs: number;
}

/** A home's own time, and the look that it was last reckoned at. */
export interface KeptTime extends TimeReading {
  /** Milliseconds since 1970 by the home's clock; not whole. */
  readonly homeMs: number;
}

/**
 * The part by which a home's time runs slower or faster until it agrees with the machine's clock again: an
 * hour takes half a day, and a limit of twenty minutes is off by less than two. As chrony slews by default.
 * @see https://chrony-project.org/doc/4.5/chrony.conf.html `maxslewrate`, 83,333 parts in a million
 */
const PULL = 1 / 12;

/**
 * A machine's clock that is this far ahead is followed at once: it was not merely off, it was not set, and
 * by another day schools are closed that are open. Chosen.
 */
const FOLLOWED_FROM = hours(24);

/** A clock that differs by less from what has passed was slewed, or looked at late. Chosen. */
const STEP_FROM_MS = 10_000;

/**
 * Begin to keep time: at the machine's hour, but never before what a home has already written down.
 * @param latest the latest instant of its journal; 0 where there is none
 */
export const startTime = (reading: TimeReading, latest: number): KeptTime => ({
  ...reading,
  homeMs: Math.max(reading.wallMs, latest),
});

/**
 * A home's time at the next look. What has passed counts, not what the clock was set to; from there it
 * is drawn to the machine's clock, gently, so that no limit ends because of a clock that was set.
 *
 * @returns never earlier than `kept`
 */
export function keepTime(kept: KeptTime, reading: TimeReading): KeptTime {
  const passedMs = Math.max(0, reading.upMs - kept.upMs);
  const freeMs = kept.homeMs + passedMs;
  const behindMs = reading.wallMs - freeMs;
  if (behindMs >= FOLLOWED_FROM) return { ...reading, homeMs: reading.wallMs };
  const most = passedMs * PULL;
  const pulledMs = Math.min(most, Math.max(-most, behindMs));
  return { ...reading, homeMs: freeMs + pulledMs };
}

/**
 * By how much the machine's clock was set between two looks, in milliseconds: below 0 when it was set
 * back. 0 for less than ten seconds.
 */
export function stepBetween(kept: TimeReading, reading: TimeReading): number {
  const byMs = reading.wallMs - kept.wallMs - (reading.upMs - kept.upMs);
  return Math.abs(byMs) < STEP_FROM_MS ? 0 : Math.round(byMs);
}

/** How far a home's time is ahead of the machine's clock, in whole milliseconds, never -0; below 0: behind it. */
export const aheadMs = ({ homeMs, wallMs }: KeptTime): number => Math.round(homeMs - wallMs) + 0;

/** The home's time as an instant. */
export const instantOf = ({ homeMs }: KeptTime): EpochMs => epochMs(Math.floor(homeMs));
