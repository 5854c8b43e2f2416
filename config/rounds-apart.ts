import { durationMs } from '../core/units.ts';
import { formatDuration } from './duration.ts';
import type { Finding } from './problem.ts';
import type { Config } from './schema.ts';

/**
 * How many rounds must fit between a fall and health's word that all is well again: two for Préau to
 * see that health turned, and half of one for what a round itself takes. The simulation breaks P4 where
 * fewer do: at the default checks, which take 30 s to change their word, with more than 12 s between
 * rounds (docs/promises.md, "Known limit of P4").
 */
const ROUNDS_TO_HOLD = 2.5;

/**
 * Rounds so far apart that health may turn visitors to the mirror and back before Préau holds them
 * there: an origin that falls by its own visitors is then left and come back to. Right as it stands,
 * for an origin that stays down.
 *
 * @returns one finding, or none: nothing turns by health where the owner's own name server answers, nor
 *   where no platform has a mirror
 */
export function roundsApart({ watch, names, platforms }: Config): readonly Finding[] {
  const turnsByHealth = names.rfc2136 === undefined && platforms.some(({ mirror }) => mirror);
  const healthMs = names.checkInterval * names.failureThreshold;
  if (!turnsByHealth || watch.interval * ROUNDS_TO_HOLD <= healthMs) return [];
  const most = formatDuration(durationMs(Math.floor(healthMs / ROUNDS_TO_HOLD)));
  const values = { health: formatDuration(durationMs(healthMs)), most };
  const got = formatDuration(durationMs(watch.interval));
  return [{ code: 'rounds-apart', path: ['watch', 'interval'], values, got }];
}
