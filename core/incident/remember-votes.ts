import type { Policy, WatchPolicy } from '../policy.ts';
import { floorOf } from '../shelter/way-back.ts';
import { minutes } from '../units.ts';
import { checkAgainst } from '../watch/check-against.ts';
import type { Vote } from '../watch/observation.ts';
import { roundVerdict } from '../watch/round-verdict.ts';
import { isSeen } from '../watch/sees.ts';
import { type Change, withPlatform } from './change.ts';
import type { Event } from './event.ts';
import type { PlatformState } from './state.ts';

/** Chosen: often enough for the eye, and sixty lines an hour at most. */
const FLICKER = minutes(1);

/**
 * A health check's `down` on the way back is told again after so long, and forgotten when it was not
 * heard for so long. Chosen: the one leaves room for a hundred platforms, asked three a round of 10 s
 * in turn, before the other; and a provider that is out keeps nobody longer than that.
 */
const DOWN_TOLD_AGAIN = minutes(4);
const DOWN_FORGOTTEN = minutes(10);

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
  if (calm && sameSight && soon && !holdsReturn(before, round, watch)) return change;
  const blind = round.votes
    .filter(({ says, by }) => says === 'blind' && by === undefined)
    .map(({ vantage }) => vantage);
  return withPlatform(change, round.platform, { votes: round.votes, votesAt: round.at, blind });
}

/**
 * Where everything falls a health check's provider can be asked of a few platforms a round. That it
 * was heard the one time and not the other is no news, where the votes come to the same without it.
 */
function isNews(before: PlatformState, round: Round, watch: WatchPolicy): boolean {
  const [was, is] = [before.votes, round.votes];
  if (was.length === 0 && is.every((vote) => vote.says === 'up' || isUnheard(vote))) return false;
  return (
    (!areAlike(was, is) && sayOtherwise(was, is, watch)) ||
    holdsReturn(before, round, watch) ||
    isDownDue(before, round, watch)
  );
}

/** Most rounds say word for word what the one before said: that is seen at once. */
const areAlike = (was: readonly Vote[], is: readonly Vote[]): boolean =>
  was.length === is.length &&
  was.every(({ vantage, by, says, failure }, place) => {
    const vote = is[place];
    return (
      vote?.vantage === vantage &&
      vote.by === by &&
      vote.says === says &&
      vote.failure?.kind === failure?.kind
    );
  });

function sayOtherwise(was: readonly Vote[], is: readonly Vote[], watch: WatchPolicy): boolean {
  if (word(was.filter(isOwn)) !== word(is.filter(isOwn))) return true;
  const [wasCheck, isCheck] = [was.filter(isHeardCheck), is.filter(isHeardCheck)];
  if (wasCheck.length > 0 && isCheck.length > 0 && word(wasCheck) !== word(isCheck)) return true;
  return (
    roundVerdict(was, watch) !== roundVerdict(is, watch) ||
    isSeen({ votes: was }, watch) !== isSeen({ votes: is }, watch)
  );
}

/** Visitors are to come back by the own votes of this round, if no health check says down. */
const isReturning = (before: PlatformState, { votes }: Round, watch: WatchPolicy): boolean =>
  before.shelter.mirrorShare > floorOf(before) && roundVerdict(votes, watch) === 'up';

/** The first word against it: at once, or the next step would be taken against it. */
const holdsReturn = (before: PlatformState, round: Round, watch: WatchPolicy): boolean =>
  isReturning(before, round, watch) &&
  checkAgainst(before.votes) === null &&
  checkAgainst(round.votes) !== null;

/** A known word against it grows old: it is told again where it is heard, and forgotten else. */
function isDownDue(before: PlatformState, round: Round, watch: WatchPolicy): boolean {
  if (!isReturning(before, round, watch) || checkAgainst(before.votes) === null) return false;
  const dueMs = checkAgainst(round.votes) === null ? DOWN_FORGOTTEN : DOWN_TOLD_AGAIN;
  return round.at - (before.votesAt ?? round.at) >= dueMs;
}

const word = (votes: readonly Vote[]): string =>
  votes.map(({ vantage, says, failure }) => `${vantage}:${says}:${failure?.kind ?? ''}`).join();

const isOwn = ({ by }: Vote): boolean => by === undefined;

const isHeardCheck = (vote: Vote): boolean => !isOwn(vote) && !isUnheard(vote);

/** A health check that nobody could ask. One whose panel is divided was heard, though it has no vote. */
const isUnheard = ({ by, says, failure }: Vote): boolean =>
  by !== undefined && says === 'blind' && failure?.kind !== 'check-split';
