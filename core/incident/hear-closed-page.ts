import type { Policy } from '../policy.ts';
import { endStay, stayAtOrigin } from '../shelter/stay.ts';
import { type Change, withPlatform } from './change.ts';
import type { Event } from './event.ts';

type Round = Extract<Event, { kind: 'round-observed' }>;

/**
 * Recognise a platform that its owner closed on purpose by what its own page says, as portals did in
 * March 2024: neither up nor down. It ends when its page no longer says so; by whom it was suspended
 * by hand, by whom it is resumed.
 *
 * One that has fallen already stays fallen: a page put up over an outage is still an outage.
 */
export function hearClosedPage(
  change: Change,
  { platform: id, votes, at }: Round,
  verdict: 'up' | 'down' | 'undecided',
  policy: Policy,
): Change {
  const platform = change.state.platforms[id];
  if (platform === undefined || verdict === 'undecided') return change;
  const closed = votes.filter(({ failure }) => failure?.kind === 'body-closed-page');
  const saysClosed = closed.length >= policy.watch.votesToFall;
  if (saysClosed && (platform.standing === 'up' || platform.standing === 'suspect')) {
    const suspended = withPlatform(change, id, {
      standing: 'suspended',
      suspendedBy: 'page',
      since: at,
      degradedSince: null,
    });
    return stayAtOrigin(suspended, id, at, policy, { kind: 'suspended', by: 'page' });
  }
  if (saysClosed || platform.suspendedBy !== 'page') return change;
  const open = withPlatform(change, id, {
    standing: 'up',
    suspendedBy: null,
    since: at,
    streak: { says: 'up', rounds: 0, since: at },
  });
  return endStay(open, id, at, { kind: 'reopened', by: 'page' });
}
