import type { SteadyClock } from '../adapters/local/steady-clock.ts';
import type { Engine } from '../app/engine.ts';
import { PreauError } from '../core/errors.ts';
import { minutes, seconds } from '../core/units.ts';
import { every } from './loops/every.ts';

export interface ClockTeller {
  readonly clock: SteadyClock;
  readonly engine: Pick<Engine, 'handle'>;
  readonly onError: (error: unknown) => void;
}

/** A journal that is ahead by less at a start was stopped and started within a slew. Chosen. */
const BEHIND_FROM = seconds(10);

/** So that a clock that somebody sets to and fro does not fill a journal. Chosen. */
const TOLD_EVERY = minutes(1);

/**
 * Have it written down, and told in the log, that the machine's clock was set, or at this start was
 * behind the journal; until `signal` aborts.
 */
export async function tellOfClock(teller: ClockTeller, signal: AbortSignal): Promise<void> {
  const { clock, onError } = teller;
  let byMs = 0;
  let isOwed = clock.aheadMs() > BEHIND_FROM;
  await every(
    clock,
    TOLD_EVERY,
    async () => {
      const setMs = clock.takeStep();
      byMs += setMs;
      isOwed ||= setMs !== 0;
      if (!isOwed) return;
      await tell(teller, byMs);
      // Only now: what a journal could not take is told again.
      byMs = 0;
      isOwed = false;
    },
    signal,
    onError,
  );
}

async function tell({ clock, engine, onError }: ClockTeller, byMs: number): Promise<void> {
  const aheadMs = clock.aheadMs();
  await engine.handle({ kind: 'clock-stepped', at: clock.now(), byMs, aheadMs });
  const apart = `${sec(aheadMs)} s ${aheadMs < 0 ? 'behind' : 'ahead of'} the machine's`;
  onError(
    new PreauError(
      'clock-stepped',
      byMs === 0
        ? `Expected the machine's clock at the journal's last line or after it; the home's goes on from there, ${apart}. Set the machine's clock.`
        : `Expected a clock that nobody sets; it was set ${byMs < 0 ? 'back' : 'forward'} by ${sec(byMs)} s. The home's goes on, ${apart}. Set the machine's clock right.`,
    ),
  );
}

const sec = (ms: number): number => Math.round(Math.abs(ms) / 1_000);
