import { planOutage } from '../notice/plan-outage.ts';
import { withdrawNotices } from '../notice/withdraw-notices.ts';
import type { Policy } from '../policy.ts';
import { goToMirror } from '../shelter/go-to-mirror.ts';
import type { TurnReason } from '../shelter/turn-reason.ts';
import { dateStay } from '../shelter/date-stay.ts';
import { turnBackToMirror } from '../shelter/way-back.ts';
import type { EpochMs } from '../units.ts';
import type { Vote } from '../watch/observation.ts';
import { roundVerdict } from '../watch/round-verdict.ts';
import { watcherIsSick } from '../watch/sick-watcher.ts';
import { type Change, withActions, withIncident, withPlatform } from './change.ts';
import { countFaults } from './count-faults.ts';
import type { Event } from './event.ts';
import { hearClosedPage } from './hear-closed-page.ts';
import { openIncident } from './open-incident.ts';
import { relapse } from './relapse.ts';
import { rememberVotes } from './remember-votes.ts';
import type { PlatformState } from './state.ts';

/** Two such rounds in a row are one in ten thousand. Chosen. */
const CHANCE_MOST = 0.01;

type Round = Extract<Event, { kind: 'round-observed' }>;

/** Count one round of votes, and draw the consequences once enough of them agree. */
export function onRound(change: Change, round: Round, policy: Policy): Change {
  const before = change.state.platforms[round.platform];
  if (before === undefined || before.suspendedBy === 'person') return change;
  const verdict = roundVerdict(round.votes, policy.watch);
  const asClosed = hearClosedPage(
    rememberVotes(dateStay(change, round), round, before, policy),
    round,
    verdict,
    policy,
  );
  if (asClosed.state.platforms[round.platform]?.standing === 'suspended') return asClosed;
  const seen = countFaults(asClosed, round, policy);
  if (verdict === 'undecided') return seen;
  const left = roundsLeft(before, round);
  const counted = withPlatform(count(seen, round, verdict, policy), round.platform, {
    leftByHealth: left,
  });
  if (round.dnsSays === 'mirror' && mustFollow(before, left, verdict))
    return fall(counted, round, policy);
  const held = left > 0 ? holdWhatHealthDid(counted, round, policy) : counted;
  return verdict === 'down' ? heardDown(held, round, policy) : heardUp(held, round, policy);
}

/**
 * A name server that did not answer says nothing new. While Préau's own turn has not been seen
 * done, what DNS answers is that turn on its way, and nothing that health did; but for a platform that
 * is down: whoever is on its mirror is well there, and to hold them moves nobody. A worker that died
 * leaves its turn unseen for many minutes, in which an origin may flap.
 */
function roundsLeft(
  { shelter, leftByHealth, standing }: PlatformState,
  { dnsSays, dnsAsked = 1 }: Round,
): number {
  if (dnsSays === 'unknown') return leftByHealth;
  if (!shelter.verified && standing !== 'down') return 0;
  // Where a part goes to the mirror by weight, as many answers in a row are no chance any more.
  const byChance = shelter.mirrorShare ** dnsAsked;
  return dnsSays === 'mirror' && byChance < CHANCE_MOST ? Math.min(2, leftByHealth + 1) : 0;
}

/**
 * Health alone has already turned the answers: hold what it did, or an origin that flaps faster
 * than rounds come would have its visitors back and lose them again (P4).
 *
 * At once where Préau has a doubt of its own. Without one, at the second round: an overloaded
 * origin breathes again as soon as its visitors have left, and looks healthy to everybody but them.
 */
const mustFollow = ({ standing }: PlatformState, left: number, verdict: 'up' | 'down'): boolean =>
  standing !== 'down' && left > 0 && (standing === 'suspect' || verdict === 'down' || left > 1);

/**
 * A fallen platform that something kept from its mirror, and that health alone has turned since; also one
 * whose visitors were there in part.
 */
function holdWhatHealthDid(change: Change, { platform: id, at }: Round, policy: Policy): Change {
  const { standing, incident, shelter } = change.state.platforms[id] ?? {};
  if (standing !== 'down' || !incident || shelter?.mirrorShare === 1) return change;
  return goToMirror(change, id, at, policy, { kind: 'left-by-health' });
}

function count(
  change: Change,
  { platform: id, at }: Round,
  says: 'up' | 'down',
  { watch }: Policy,
): Change {
  const platform = change.state.platforms[id];
  if (platform === undefined) return change;
  const { streak } = platform;
  const same = streak.says === says;
  const limit = says === 'down' ? watch.roundsToFall : watch.roundsToRecover;
  if (same && streak.rounds >= limit) return change;
  if (same && says === 'up' && goodRoundIsNoNews(platform)) return change;
  const rounds = same ? streak.rounds + 1 : 1;
  return withPlatform(change, id, {
    streak: { says, rounds, since: same ? streak.since : at },
  });
}

function heardDown(change: Change, round: Round, policy: Policy): Change {
  const { platform: id, at } = round;
  const platform = change.state.platforms[id];
  if (platform === undefined) return change;
  const onTheWayBack = turnBackToMirror(change, id, at);
  if (platform.standing === 'down') return onTheWayBack;

  if (platform.streak.rounds < roundsToFall(platform, at, policy))
    return suspect(onTheWayBack, round, policy);
  return fall(onTheWayBack, round, policy);
}

/** What fell within the hour is believed to have fallen again at the first word of several vantages. */
const roundsToFall = ({ lastFall }: PlatformState, at: EpochMs, { watch }: Policy): number =>
  lastFall !== null && at - lastFall < watch.relapseMemoryMs ? 1 : watch.roundsToFall;

/**
 * A platform that is up, with its visitors, has nothing to recover from: of its good rounds the
 * first alone is news, since until then nobody has seen it. One that was sheltered by hand has the
 * way back before it, which counts them.
 */
const goodRoundIsNoNews = ({ standing, incident, streak, shelter }: PlatformState): boolean =>
  standing === 'up' && incident === null && streak.rounds > 0 && shelter.mirrorShare === 0;

/** A doubt within the mass window of an earlier one is the same doubt: an overload breathes. */
function suspect(change: Change, { platform: id, at }: Round, policy: Policy): Change {
  const platform = change.state.platforms[id];
  if (platform === undefined) return change;
  const { suspectedAt, streak } = platform;
  const same = suspectedAt !== null && at - suspectedAt <= policy.watch.massWindowMs;
  return withPlatform(change, id, {
    standing: 'suspect',
    since: streak.since,
    suspectedAt: same ? suspectedAt : streak.since,
  });
}

function fall(change: Change, { platform: id, at, votes }: Round, policy: Policy): Change {
  const platform = change.state.platforms[id];
  const configured = policy.platforms.find((candidate) => candidate.id === id);
  if (platform === undefined || configured === undefined) return change;
  if (watcherIsSick(change.state, votes, at, policy))
    return withActions(withPlatform(change, id, { standing: 'suspect' }), {
      kind: 'raise-task',
      key: `watcher/task/blind-${platform.streak.since}`,
      task: { kind: 'watcher-blind' },
    });

  const since = beginOf(platform, at, policy);
  const down = withPlatform(change, id, {
    standing: 'down',
    since,
    lastFall: at,
    degradedSince: null,
    faults: [],
  });
  if (configured.mirror === undefined) return down;
  const real = leaveDrill(down, id, at);
  const ongoing = real.state.platforms[id]?.incident ?? null;
  if (ongoing !== null) return relapse(real, ongoing, at, policy);
  const opened = openIncident(real, id, since, at, policy, false);
  return planOutage(goToMirror(opened, id, at, policy, whyFallen(votes)), id, at, policy);
}

/**
 * A real fall ends the drill that it falls into, also one that a person has ended and whose end is
 * not told yet: from here on nothing says EXERCICE (P9).
 */
function leaveDrill(change: Change, id: Round['platform'], at: EpochMs): Change {
  const platform = change.state.platforms[id];
  const incident = platform?.incident ? change.state.incidents[platform.incident] : undefined;
  if (incident?.drill !== true) return change;
  const closed = withIncident(withdrawNotices(change, incident), incident.id, { closedAt: at });
  return withPlatform(closed, id, { drill: false, heldByPerson: false, incident: null });
}

/** The first sign of the fall: its first doubt; without any but the data plane's own, this round. */
function beginOf({ suspectedAt, streak }: PlatformState, at: EpochMs, policy: Policy): EpochMs {
  if (suspectedAt !== null && at - suspectedAt <= policy.watch.massWindowMs) return suspectedAt;
  return streak.says === 'down' ? streak.since : at;
}

function whyFallen(votes: readonly Vote[]): TurnReason {
  const count = (says: Vote['says']) => votes.filter((vote) => vote.says === says).length;
  const against = count('down');
  const of = against + count('up');
  return against === 0 ? { kind: 'left-by-health' } : { kind: 'fell', against, of };
}

function heardUp(change: Change, { platform: id, at }: Round, policy: Policy): Change {
  const platform = change.state.platforms[id];
  if (platform === undefined || platform.standing === 'up') return change;
  const recovered =
    platform.standing === 'suspect' || platform.streak.rounds >= policy.watch.roundsToRecover;
  if (!recovered) return change;
  const wasDown = platform.standing === 'down';
  const up = withPlatform(change, id, {
    standing: 'up',
    since: platform.streak.since,
    // Remembered from its end: a long fall is as fresh as a short one.
    ...(wasDown && { lastFall: at }),
  });
  if (platform.incident === null) return up;
  return withIncident(up, platform.incident, { recoveredAt: platform.streak.since });
}
