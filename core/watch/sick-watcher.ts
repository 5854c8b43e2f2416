import type { PlatformState, State } from '../incident/state.ts';
import type { Policy } from '../policy.ts';
import type { EpochMs } from '../units.ts';
import type { Vote } from './observation.ts';

/**
 * True when the fall that `votes` tell of is likelier to be the watcher's than the platform's (P7).
 *
 * "Everything everywhere fell at once" describes a watcher without network better than a country
 * without lessons. It is believed only where enough of the votes come from vantages whose own
 * controls answered in the same round: those vantages see.
 */
export const watcherIsSick = (
  state: State,
  votes: readonly Vote[],
  at: EpochMs,
  policy: Policy,
): boolean =>
  isMassEvent(
    state,
    votes,
    ({ streak, standing }) => {
      if (streak.says !== 'down') return false;
      // What was withheld as the watcher's own fall stays so for as long as it lasts.
      const withheld = standing === 'suspect' && streak.rounds >= policy.watch.roundsToFall;
      return withheld || at - streak.since <= policy.watch.massWindowMs;
    },
    policy,
  );

/** The same of anything that may befall platforms one by one, and a watcher all at once. */
export function isMassEvent(
  state: State,
  votes: readonly Vote[],
  befallen: (platform: PlatformState) => boolean,
  policy: Policy,
): boolean {
  const mirrored = policy.platforms.filter((platform) => platform.mirror !== undefined);
  const touched = mirrored.filter(({ id }) => {
    const platform = state.platforms[id];
    return platform !== undefined && befallen(platform);
  });
  if (mirrored.length < 2 || touched.length < policy.watch.massShare * mirrored.length)
    return false;
  const proven = votes.filter(
    (vote) =>
      vote.says !== 'blind' &&
      policy.vantages.some((vantage) => vantage.id === vote.vantage && vantage.controls.length > 0),
  );
  return proven.length < policy.watch.votesToFall;
}
