import { minutes } from '../units.ts';
import { type Change, withActions } from './change.ts';
import type { Event } from './event.ts';
import { basicInstant } from './instant.ts';

/** Off by less, it is nobody's task: it is over within the hour. Chosen. */
const TOLD_FROM = minutes(5);

/**
 * Have somebody look at a machine whose clock was set: what schools are told of hours is off by as much
 * until the two agree. No limit is moved, since the home's own time went on.
 */
export function onClockStepped(
  change: Change,
  { at, aheadMs }: Extract<Event, { kind: 'clock-stepped' }>,
): Change {
  // Worth a line by itself: it explains instants that stand beside it.
  const noted: Change = { ...change, state: { ...change.state } };
  if (Math.abs(aheadMs) < TOLD_FROM) return noted;
  return withActions(noted, {
    kind: 'raise-task',
    key: `home/task/clock-${basicInstant(at)}`,
    task: {
      kind: 'clock-stepped',
      home: aheadMs > 0 ? 'ahead' : 'behind',
      minutes: Math.round(Math.abs(aheadMs) / minutes(1)),
    },
  });
}
