import type { PlatformState, Shedding } from '../../core/incident/state.ts';
import type { Fitness } from '../../core/mirror/manifest.ts';
import type { Platform } from '../../core/platform.ts';
import type { Policy } from '../../core/policy.ts';
import type { DnsChange } from '../../core/shelter/dns-change.ts';
import { heldBackBy } from '../../core/shelter/way-back.ts';
import type { DurationMs, EpochMs, IncidentId, PlatformId, VantageId } from '../../core/units.ts';
import type { Vote } from '../../core/watch/observation.ts';
import { type Look, lookOf } from './look.ts';
import type { Words } from './words.ts';

/** One platform on the console. */
export interface PlatformLine {
  readonly id: PlatformId;
  readonly name: string;
  readonly hostname: string;
  readonly hoster: string;
  /** Watched only, to tell a sick watcher or an innocent hoster: it has no mirror. */
  readonly control: boolean;
  readonly look: Look;
  readonly lookWord: string;
  /** What the origin itself is, whatever its visitors see. */
  readonly standing: PlatformState['standing'];
  readonly standingWord: string;
  readonly since: EpochMs;
  readonly votes: readonly VoteMark[];
  readonly hold: boolean;
  /** The part of answers that should point to the mirror, 0 to 1. */
  readonly mirrorShare: number;
  readonly verified: boolean;
  readonly turnedAt: EpochMs | null;
  /** The batch of its weights that its provider accepted and has not in sync yet; null where none is. */
  readonly pendingChange: DnsChange | null;
  /** Null for a control and before the mirror's first measurement. */
  readonly mirror: Fitness | null;
  readonly vetoed: boolean;
  readonly heldByPerson: boolean;
  /** What part of its visitors is kept on the mirror though it is up; null where none is. */
  readonly shed: Shedding | null;
  /** The health check whose word visitors wait for on the mirror, by name; null where none keeps them. */
  readonly heldBackBy: string | null;
  readonly drill: boolean;
  readonly incident: IncidentId | null;
}

/** What one vantage says, with its word. */
export interface VoteMark {
  readonly vantage: string;
  readonly says: Vote['says'];
  /** `répond`, `aveugle`, or the failure in a few words. */
  readonly word: string;
  /** The raw word of the system or the server; empty when there is none. */
  readonly detail: string;
  readonly totalMs: DurationMs;
}

/** Word one platform's state. */
export function platformLine(
  platform: Platform,
  state: PlatformState,
  policy: Policy,
  words: Words,
): PlatformLine {
  const look = lookOf(state);
  return {
    id: platform.id,
    name: platform.name,
    hostname: platform.hostname,
    hoster: policy.hosters.find(({ id }) => id === platform.hoster)?.name ?? platform.hoster,
    control: platform.mirror === undefined,
    look,
    lookWord: words(`console.look.${look}`),
    standing: state.standing,
    standingWord: words(`console.standing.${state.standing}`),
    since: state.since,
    votes: state.votes.map((vote) => voteMark(vote, policy, words)),
    hold: state.shelter.hold,
    mirrorShare: state.shelter.mirrorShare,
    verified: state.shelter.verified,
    turnedAt: state.shelter.turnedAt,
    pendingChange: state.shelter.change?.insyncAt === null ? state.shelter.change : null,
    mirror: state.mirror,
    vetoed: state.vetoed,
    heldByPerson: state.heldByPerson,
    shed: state.shed,
    heldBackBy: nameOf(heldBackBy(state), policy),
    drill: state.drill,
    incident: state.incident,
  };
}

function voteMark(vote: Vote, policy: Policy, words: Words): VoteMark {
  return {
    vantage: nameOf(vote.vantage, policy),
    says: vote.says,
    word: vote.failure
      ? words(`console.failure.${vote.failure.kind}`)
      : words(`console.says.${vote.says}`),
    detail: vote.failure?.detail ?? '',
    totalMs: vote.totalMs,
  };
}

function nameOf<Id extends VantageId | null>(vantage: Id, policy: Policy): Id | string {
  return policy.vantages.find(({ id }) => id === vantage)?.name ?? vantage;
}
