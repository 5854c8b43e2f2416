import { type EpochMs, epochMs } from '../../core/units.ts';

/** Chosen: no home is silent for a month and then asked in a hurry. */
const MONTH_MS = 31 * 86_400_000;

/**
 * What time it is for the home of a folder, as far as its journal tells: a rehearsal's clock is not
 * the machine's.
 *
 * @param latest the instant of its journal's last line
 */
export const homeInstant = (latest: EpochMs, now: number): EpochMs =>
  latest > 0 && Math.abs(now - latest) > MONTH_MS ? latest : epochMs(now);
