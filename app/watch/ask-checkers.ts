import type { Platform, Vantage } from '../../core/platform.ts';
import type { WatchPolicy } from '../../core/policy.ts';
import type { EpochMs, PlatformId } from '../../core/units.ts';
import type { Observation, Vote } from '../../core/watch/observation.ts';
import { roundVerdict } from '../../core/watch/round-verdict.ts';
import type { Ports } from '../ports.ts';
import type { Checkers } from './checkers.ts';
import { checkersObservation } from './checkers-observation.ts';

/** A platform and what Préau's own vantages say of it in this round. */
export interface OwnRound {
  readonly platform: Platform;
  readonly votes: readonly Vote[];
}

export interface CheckersNeeds {
  readonly clock: Pick<Ports['clock'], 'now'>;
  readonly checkers: Checkers;
  readonly vantage: Vantage;
  readonly watch: Pick<WatchPolicy, 'votesToFall'>;
}

/**
 * Ask the checkers of those platforms of which their word may matter: of which an own vantage says
 * down in this round, or that are in trouble already. On a quiet day that is nobody.
 *
 * Those of which the own votes decide nothing come first, each first in its turn, since only so many
 * may be asked; the others follow in the policy's order, so that it is the same ones that are heard.
 *
 * @param troubled in doubt, fallen, in an incident, on the mirror, or called for by an alarm
 * @returns what was heard, by platform; nothing of those that nobody asked about
 */
export async function askCheckers(
  { clock, checkers, vantage, watch }: CheckersNeeds,
  rounds: readonly OwnRound[],
  troubled: ReadonlySet<PlatformId>,
  at: EpochMs,
): Promise<ReadonlyMap<PlatformId, Observation>> {
  const { intervalMs } = checkers;
  const wanted = rounds.filter(
    ({ platform, votes }) =>
      platform.mirror !== undefined &&
      (troubled.has(platform.id) || votes.some(({ says }) => says === 'down')),
  );
  const undecided = ({ votes }: OwnRound) => roundVerdict(votes, watch) === 'undecided';
  const order = [
    ...inTurn(wanted.filter(undecided), at),
    ...wanted.filter((one) => !undecided(one)),
  ];
  const heard = order.map(async ({ platform: { id: platform } }) => {
    const word = await checkers.ask(platform);
    const asked = { platform, vantage: vantage.id, now: clock.now(), intervalMs };
    return [platform, checkersObservation(asked, word)] as const;
  });
  return new Map(await Promise.all(heard));
}

/** Another first each second, so that nobody is last for ever. */
function inTurn<Item>(items: readonly Item[], at: EpochMs): readonly Item[] {
  const first = items.length === 0 ? 0 : Math.floor(at / 1_000) % items.length;
  return [...items.slice(first), ...items.slice(0, first)];
}
