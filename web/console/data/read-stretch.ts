import { epochMs, hours, type EpochMs, type PlatformId, platformId } from '../../../core/units.ts';

/** A stretch of one platform's time. */
export interface Stretch {
  readonly platform: PlatformId;
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/** The longest: a day of three vantages is 25,920 probes, which is what stores give at most. */
export const LONGEST_MS = hours(24);
/** The shortest that says anything: a few rounds. */
export const SHORTEST_MS = 60_000;

/** @returns null when a value is missing, is none, or the stretch is not within its bounds */
export function readStretch(query: URLSearchParams): Stretch | null {
  const id = query.get('platform') ?? '';
  const [from, to] = [instant(query.get('from')), instant(query.get('to'))];
  if (!/^[a-z0-9-]{1,64}$/.test(id) || from === null || to === null) return null;
  if (to - from < SHORTEST_MS || to - from > LONGEST_MS) return null;
  return { platform: platformId(id), from, to };
}

const instant = (text: string | null): EpochMs | null =>
  text !== null && /^\d{1,15}$/.test(text) ? epochMs(Number(text)) : null;
