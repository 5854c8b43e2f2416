import type { Policy, WatchPolicy } from '../policy.ts';
import { minutes } from '../units.ts';
import type { Vote } from '../watch/observation.ts';
import { roundVerdict } from '../watch/round-verdict.ts';
import { isSeen } from '../watch/sees.ts';
import { type Change, withPlatform } from './change.ts';
import type { Event } from './event.ts';
import type { PlatformState } from './state.ts';

/** Chosen: often enough for the eye, and sixty lines an hour at most. */
const FLICKER = minutes(1);

type Round = Extract<Event, { kind: 'round-observed' }>;

/**
 * Votes are kept for the eye, and only when they say something new: a journal is no thermometer. What
 * flickers under a platform that is up is news once a minute, but for whether enough vantages see.
 *
 * Blind are Préau's own vantages only: a health check that could not be asked says so in its vote.
 */
export function rememberVotes(
  change: Change,
  round: Round,
  before: PlatformState,
  { watch }: Policy,
): Change {
  if (!isNews(before, round, watch)) return change;
  const sameSight = isSeen(before, watch) === isSeen(round, watch);
  const calm = before.standing === 'up' && roundVerdict(round.votes, watch) !== 'down';
  const soon = before.votesAt !== null && round.at - before.votesAt < FLICKER;
  if (calm && sameSight && soon) return change;
  const blind = round.votes
    .filter(({ says, by }) => says === 'blind' && by === undefined)
    .map(({ vantage }) => vantage);
  return withPlatform(change, round.platform, { votes: round.votes, votesAt: round.at, blind });
}

/**
 * Where everything falls a health check's provider can be asked of a few platforms a round. That it
 * was heard the one time and not the other is no news, where the votes come to the same without it.
 */
function isNews({ votes: was }: PlatformState, { votes: is }: Round, watch: WatchPolicy): boolean {
  if (was.length === 0 && is.every((vote) => vote.says === 'up' || isUnheard(vote))) return false;
  if (word(was.filter(isOwn)) !== word(is.filter(isOwn))) return true;
  const [wasCheck, isCheck] = [was.filter(isHeardCheck), is.filter(isHeardCheck)];
  if (wasCheck.length > 0 && isCheck.length > 0) return word(wasCheck) !== word(isCheck);
  return (
    roundVerdict(was, watch) !== roundVerdict(is, watch) ||
    isSeen({ votes: was }, watch) !== isSeen({ votes: is }, watch)
  );
}

const word = (votes: readonly Vote[]): string =>
  votes.map(({ vantage, says, failure }) => `${vantage}:${says}:${failure?.kind ?? ''}`).join();

const isOwn = ({ by }: Vote): boolean => by === undefined;

const isHeardCheck = (vote: Vote): boolean => !isOwn(vote) && !isUnheard(vote);

/** A health check that nobody could ask. One whose panel is divided was heard, though it has no vote. */
const isUnheard = ({ by, says, failure }: Vote): boolean =>
  by !== undefined && says === 'blind' && failure?.kind !== 'check-split';
