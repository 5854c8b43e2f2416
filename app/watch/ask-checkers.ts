import type { Platform, Vantage } from '../../core/platform.ts';
import type { WatchPolicy } from '../../core/policy.ts';
import type { EpochMs, PlatformId } from '../../core/units.ts';
import { mayDecide } from '../../core/watch/may-decide.ts';
import type { Observation, Vote } from '../../core/watch/observation.ts';
import { roundVerdict } from '../../core/watch/round-verdict.ts';
import type { Ports } from '../ports.ts';
import type { Checkers } from './checkers.ts';
import { checkersObservation } from './checkers-observation.ts';
import type { RoundMatters } from './round-matters.ts';

/** A platform and what Préau's own vantages say of it in this round. */
export interface OwnRound {
  readonly platform: Platform;
  readonly votes: readonly Vote[];
}

export interface CheckersNeeds {
  readonly clock: Pick<Ports['clock'], 'now'>;
  readonly checkers: Checkers;
  readonly vantage: Vantage;
  readonly watch: Pick<WatchPolicy, 'votesToFall' | 'intervalMs'>;
}

/** One round's questions to the checkers, some of them on their way. */
export interface Hearing {
  /**
   * The own votes are in: ask of those whose word they make matter.
   *
   * @returns those whose word must be waited for, since it may change what is decided
   */
  ownVotes(rounds: readonly OwnRound[]): ReadonlySet<PlatformId>;
  /** What was heard of a platform so far. */
  heard(platform: PlatformId): Observation | undefined;
  /** Wait for the word of these; of those that nobody asked about there is none. */
  until(platforms: ReadonlySet<PlatformId>): Promise<void>;
  /** All that was heard, once all have answered. */
  all(): Promise<readonly Observation[]>;
}

/**
 * Ask the checkers of those platforms of which their word may matter: of which an own vantage says
 * down in this round, or that are in trouble already. On a quiet day that is nobody.
 *
 * Those in trouble are asked of at once, beside the probes, the others when the own votes are in.
 * Whose word was wanted to decide comes first, each in its turn, since only so many may be asked.
 *
 * @param platforms those of this round
 */
export function askCheckers(
  { clock, checkers, vantage, watch }: CheckersNeeds,
  platforms: readonly Platform[],
  { troubled, expected, fallen, returning }: RoundMatters,
  at: EpochMs,
): Hearing {
  const { intervalMs, turns } = checkers;
  const asked = new Map<PlatformId, Promise<void>>();
  const heard = new Map<PlatformId, Observation>();
  const round = Math.floor(at / watch.intervalMs);
  const askOne = async (platform: PlatformId): Promise<void> => {
    const word = await checkers.ask(platform);
    if (word.kind !== 'unasked') turns.asked(platform, at);
    const about = { platform, vantage: vantage.id, now: clock.now(), intervalMs };
    heard.set(platform, checkersObservation(about, word));
  };
  const ask = (wanted: readonly PlatformId[]): void => {
    for (const platform of turns.order(wanted, fallen, round)) {
      if (asked.has(platform)) continue;
      const word = askOne(platform);
      // It rejects only for a bug, which is thrown where it is waited for.
      word.catch(() => undefined);
      asked.set(platform, word);
    }
  };
  const mirrored = platforms.flatMap(({ id, mirror }) => (mirror === undefined ? [] : [id]));
  ask(mirrored.filter((id) => turns.isAwaited(id) ?? expected.has(id)));
  ask(mirrored.filter((id) => troubled.has(id)));

  const isWanted = ({ platform: { id, mirror }, votes }: OwnRound): boolean =>
    mirror !== undefined && (troubled.has(id) || votes.some(({ says }) => says === 'down'));
  const isAwaited = ({ platform: { id }, votes }: OwnRound): boolean =>
    mayDecide(votes, watch) || (returning.has(id) && roundVerdict(votes, watch) === 'up');
  return {
    ownVotes(rounds) {
      const wanted = rounds.filter(isWanted);
      const awaited = new Set(wanted.filter(isAwaited).map(({ platform }) => platform.id));
      for (const { platform } of rounds) turns.setAwaited(platform.id, awaited.has(platform.id));
      ask([...awaited]);
      ask(wanted.map(({ platform }) => platform.id));
      return awaited;
    },
    heard: (platform) => heard.get(platform),
    async until(waited) {
      await Promise.all([...waited].flatMap((platform) => asked.get(platform) ?? []));
    },
    async all() {
      await Promise.all(asked.values());
      return [...heard.values()];
    },
  };
}
