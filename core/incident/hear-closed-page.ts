import type { Policy } from '../policy.ts';
import { keepStay } from '../shelter/keep-stay.ts';
import type { PlatformId } from '../units.ts';
import { beginSpan, endSpan } from '../watch/spans.ts';
import { type Change, withActions, withPlatform } from './change.ts';
import type { Event } from './event.ts';
import type { PlatformState } from './state.ts';

type Round = Extract<Event, { kind: 'round-observed' }>;
type RoundWord = 'up' | 'down' | 'undecided';

/**
 * Recognise a platform that its owner closed on purpose by what its own page says, as portals did in
 * March 2024: neither up nor down. Believed after as many rounds as a fall, and told to people, who
 * may say else. It ends when its page no longer says so, after as many rounds as a recovery, or as
 * a fall; by whom it was suspended by hand, by whom it is resumed.
 *
 * One that has fallen already stays fallen: a page put up over an outage is still an outage.
 */
export function hearClosedPage(
  change: Change,
  round: Round,
  verdict: RoundWord,
  policy: Policy,
): Change {
  const { platform: id, votes } = round;
  const platform = change.state.platforms[id];
  if (platform === undefined || verdict === 'undecided') return change;
  const closed = votes.filter(({ failure }) => failure?.kind === 'body-closed-page');
  const saysClosed = closed.length >= policy.watch.votesToFall;
  if (platform.suspendedBy === 'page')
    return saysClosed ? countPage(change, id, 0) : hearOpen(change, round, verdict, policy);
  if (!saysClosed) return forgetPage(change, id, platform, verdict);
  const may = platform.standing === 'up' || platform.standing === 'suspect';
  if (!may || platform.pageOverruled) return change;
  const rounds = platform.pageRounds + 1;
  return rounds < policy.watch.roundsToFall
    ? countPage(change, id, rounds)
    : suspendByPage(change, round, policy);
}

const countPage = (change: Change, id: PlatformId, pageRounds: number): Change =>
  withPlatform(change, id, { pageRounds });

/** A page that is open once has no overruling left to stand against. */
function forgetPage(
  change: Change,
  id: PlatformId,
  { pageOverruled }: PlatformState,
  verdict: RoundWord,
): Change {
  const still = pageOverruled && verdict !== 'up';
  return withPlatform(change, id, { pageRounds: 0, pageOverruled: still });
}

function suspendByPage(change: Change, { platform: id, at }: Round, policy: Policy): Change {
  const suspended = withPlatform(change, id, {
    standing: 'suspended',
    suspensions: beginSpan(change.state.platforms[id]?.suspensions ?? [], at),
    suspendedBy: 'page',
    pageRounds: 0,
    since: at,
    degradedSince: null,
    faults: [],
  });
  const kept = keepStay(suspended, id, at, policy, { kind: 'suspended', by: 'page' });
  return withActions(kept, {
    kind: 'raise-task',
    key: `${id}/task/closed-page-${at}`,
    task: { kind: 'closed-page' },
    platform: id,
  });
}

function hearOpen(
  change: Change,
  { platform: id, at }: Round,
  verdict: RoundWord,
  policy: Policy,
): Change {
  const rounds = (change.state.platforms[id]?.pageRounds ?? 0) + 1;
  const { roundsToFall, roundsToRecover } = policy.watch;
  if (rounds < (verdict === 'up' ? roundsToRecover : roundsToFall))
    return countPage(change, id, rounds);
  // An order to stay outlasts it: its checks still say down, or the next rounds do (`on-tick.ts`).
  return withPlatform(change, id, {
    standing: 'up',
    suspensions: endSpan(change.state.platforms[id]?.suspensions ?? [], at),
    suspendedBy: null,
    pageRounds: 0,
    since: at,
    streak: { says: 'up', rounds: 0, since: at },
  });
}
