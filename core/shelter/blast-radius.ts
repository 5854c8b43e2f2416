import type { State } from '../incident/state.ts';
import type { Policy } from '../policy.ts';
import { type EpochMs, minutes, type PlatformId } from '../units.ts';

/** The window of the blast-radius limit. Chosen: the time a person needs to look and to agree. */
const BLAST_WINDOW = minutes(5);

/**
 * Whether turning one more platform would be more than the configured part of all in five minutes
 * without a person. One at a time is always within it: a limit strands nobody for ever. A platform
 * that turns again is not one more; a clock that was set back counts for nothing.
 */
export function isBeyondBlastRadius(
  id: PlatformId,
  state: State,
  at: EpochMs,
  policy: Policy,
): boolean {
  const mirrored = policy.platforms.filter(({ mirror }) => mirror !== undefined);
  const isRecent = (then: EpochMs | null | undefined): boolean =>
    then !== null && then !== undefined && Math.abs(at - then) < BLAST_WINDOW;
  const recent = mirrored.filter((platform) => {
    const { shelter, shed } = state.platforms[platform.id] ?? {};
    const shedBy = shed?.by === 'rule' ? shed.since : null;
    return platform.id !== id && (isRecent(shelter?.lastOut) || isRecent(shedBy));
  });
  const most = Math.max(1, policy.shelter.blastRadius * mirrored.length);
  return recent.length + 1 > most;
}
