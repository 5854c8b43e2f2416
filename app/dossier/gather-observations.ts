import { DOSSIER_LIMITS } from '../../core/dossier/manifest.ts';
import { type EpochMs, epochMs, hours, minutes, type PlatformId } from '../../core/units.ts';
import type { Observation } from '../../core/watch/observation.ts';
import type { Ports } from '../ports.ts';

/** The calm before a fall that is kept with it; chosen, as long as the test for a knee looks back. */
const BEFORE_MS = minutes(15);

/** What one question asks for at first; chosen, some thousand observations in most homes. */
const WINDOW_MS = hours(1);

/** The most that either making of the port gives back at once: then there may be more. */
const ANSWER_MOST = 30_000;

/** Raw records may weigh; well under what one file of a dossier may. Chosen. */
const BYTES_MOST = 200_000_000;

/** Raw measurements around one incident, as they were stored. */
export interface GatheredObservations {
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly platforms: readonly PlatformId[];
  /** By platform, then in order of time. */
  readonly seen: readonly Observation[];
  readonly cut: boolean;
}

/**
 * Read what was measured of a platform and of the controls that vantages were judged by, from some
 * minutes before the fall.
 *
 * @param platforms the incident's own first: what is cut off is the controls'
 * @param most observations in all
 * @param bytesMost of them as lines of JSON
 */
export async function gatherObservations(
  observations: Pick<Ports['observations'], 'between'>,
  platforms: readonly PlatformId[],
  window: { readonly fellAt: EpochMs; readonly to: EpochMs },
  most: number = DOSSIER_LIMITS.observations,
  bytesMost: number = BYTES_MOST,
): Promise<GatheredObservations> {
  const from = epochMs(window.fellAt - BEFORE_MS);
  const seen: Observation[] = [];
  let bytes = 0;
  const gathered = (cut: boolean): GatheredObservations => {
    return { from, to: window.to, platforms, seen, cut };
  };
  for (const platform of platforms) {
    for (let at = from; at <= window.to; at = epochMs(at + WINDOW_MS)) {
      const until = epochMs(Math.min(at + WINDOW_MS - 1, window.to));
      for (const one of await all(observations, platform, at, until)) {
        bytes += Buffer.byteLength(JSON.stringify(one)) + 1;
        if (seen.length === most || bytes > bytesMost) return gathered(true);
        seen.push(one);
      }
    }
  }
  return gathered(false);
}

/** Asked for by halves where one answer would be cut. */
async function all(
  observations: Pick<Ports['observations'], 'between'>,
  platform: PlatformId,
  from: EpochMs,
  to: EpochMs,
): Promise<readonly Observation[]> {
  const found = await observations.between(platform, from, to);
  if (found.length < ANSWER_MOST || from === to) return found;
  const middle = epochMs(Math.floor((from + to) / 2));
  return [
    ...(await all(observations, platform, from, middle)),
    ...(await all(observations, platform, epochMs(middle + 1), to)),
  ];
}
