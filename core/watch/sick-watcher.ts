import type { State } from '../incident/state.ts';
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
export function watcherIsSick(
  state: State,
  votes: readonly Vote[],
  at: EpochMs,
  policy: Policy,
): boolean {
  const mirrored = policy.platforms.filter((platform) => platform.mirror !== undefined);
  const falling = mirrored.filter((platform) => {
    const { streak } = state.platforms[platform.id] ?? {};
    return streak?.says === 'down' && at - streak.since <= policy.watch.massWindowMs;
  });
  if (mirrored.length < 2 || falling.length < policy.watch.massShare * mirrored.length)
    return false;

  const proven = votes.filter(
    (vote) =>
      vote.says !== 'blind' &&
      policy.vantages.some((vantage) => vantage.id === vote.vantage && vantage.controls.length > 0),
  );
  return proven.length < policy.watch.votesToFall;
}
