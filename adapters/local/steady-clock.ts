import { uptime } from 'node:os';
import type { Clock } from '../../app/ports.ts';
import {
  aheadMs,
  instantOf,
  keepTime,
  type KeptTime,
  startTime,
  stepBetween,
  type TimeReading,
} from '../../core/keep-time.ts';
import type { EpochMs } from '../../core/units.ts';
import { systemClock } from './clock.ts';

/** A clock that a machine's settings do not move, and what it knows of that machine's. */
export interface SteadyClock extends Clock {
  /** How far it is ahead of the machine's clock, in milliseconds; below 0: behind it. */
  readonly aheadMs: () => number;
  /** By how much the machine's clock was set since this was last asked; 0 when it was not. */
  readonly takeStep: () => number;
  /** Go on no earlier than at `latest`, which stands in a journal already. */
  readonly notBefore: (latest: EpochMs) => void;
}

/** Where a machine's time is read. All in milliseconds. */
export interface MachineTime {
  readonly wallMs: () => number;
  /** Only rises; may stand while the machine sleeps. */
  readonly runMs: () => number;
  /** Counts a sleep too, coarsely; asked only where the other two disagree. */
  readonly upMs: () => number;
}

const THIS_MACHINE: MachineTime = {
  wallMs: () => Date.now(),
  runMs: () => performance.now(),
  upMs: () => uptime() * 1_000,
};

/** The wall and what has passed differ by so much: was it a sleep? Chosen; uptime has hundredths of a second. */
const DOUBT_FROM_MS = 1_000;

/** A home's clock on one machine. @see {@link keepTime} */
export function steadyClock(machine: MachineTime = THIS_MACHINE): SteadyClock {
  const asleepAtStart = machine.upMs() - machine.runMs();
  let sleptMs = 0;
  let stepMs = 0;
  const read = (): TimeReading => ({
    wallMs: machine.wallMs(),
    upMs: machine.runMs() + sleptMs,
  });
  let kept: KeptTime = startTime(read(), 0);
  const look = (): KeptTime => {
    let reading = read();
    const apart = reading.wallMs - kept.wallMs - (reading.upMs - kept.upMs);
    if (Math.abs(apart) >= DOUBT_FROM_MS) {
      const slept = machine.upMs() - machine.runMs() - asleepAtStart;
      if (slept - sleptMs >= DOUBT_FROM_MS) sleptMs = slept;
      reading = { ...reading, upMs: machine.runMs() + sleptMs };
    }
    stepMs += stepBetween(kept, reading);
    kept = keepTime(kept, reading);
    return kept;
  };
  return {
    ...systemClock,
    now: () => instantOf(look()),
    aheadMs: () => aheadMs(look()),
    takeStep: () => {
      look();
      const taken = stepMs;
      stepMs = 0;
      return taken;
    },
    notBefore: (latest) => {
      const now = look();
      if (latest > now.homeMs) kept = { ...now, homeMs: latest };
    },
  };
}
