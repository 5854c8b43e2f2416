import { type DurationMs, hours, minutes } from '../../core/units.ts';

/**
 * How unproven browsers are kept, in both homes. All chosen:
 * a service answers a welcome within a second, so that a thousand places are some twenty newcomers a
 * second while it takes most of a minute, and at worst a thousand messages to push services for whoever
 * makes endpoints up; a browser whose service is down for a school day is not lost.
 */
export const UNPROVEN: {
  readonly most: number;
  readonly keptFor: DurationMs;
  /** Longer than a push may take. */
  readonly leftAloneFor: DurationMs;
} = { most: 1_000, keptFor: hours(12), leftAloneFor: minutes(1) };

/** Browsers that are kept once they are proven, chosen: a region's crisis cells and heads many times over. */
export const PROVEN_MAX = 50_000;
