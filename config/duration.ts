import { type DurationMs, durationMs } from '../core/units.ts';

/** Largest first, so that a length is written with the largest unit that divides it. */
const UNITS_MS = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000, ms: 1 } as const;

/**
 * Read `500ms`, `10s`, `5m`, `2h` or `14d`.
 *
 * @returns the length, or NaN when the text is none: callers check the form first
 */
export function parseDuration(text: string): DurationMs {
  const match = /^(\d+)(ms|s|m|h|d)$/.exec(text);
  const unit = Object.entries(UNITS_MS).find(([name]) => name === match?.[2]);
  return durationMs(Number(match?.[1]) * (unit?.[1] ?? Number.NaN));
}

/** Write a length the way the configuration does: `90s`, `5m`, `1d`. */
export function formatDuration(length: DurationMs): string {
  const unit = Object.entries(UNITS_MS).find(([, ms]) => length > 0 && length % ms === 0);
  return unit ? `${length / unit[1]}${unit[0]}` : `${length}ms`;
}
