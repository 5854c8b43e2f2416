import type { Policy } from '../policy.ts';
import { type EpochMs, epochMs } from '../units.ts';
import type { PlatformState, State } from './state.ts';

/** The state before the journal's first line: every platform taken for up, nothing turned. */
export function initialState(policy: Policy): State {
  const platforms: Record<string, PlatformState> = {};
  for (const platform of policy.platforms) platforms[platform.id] = freshPlatform(epochMs(0));
  return { at: epochMs(0), platforms, incidents: {}, notices: {}, tasks: {} };
}

/** A platform that nothing is known of yet. Also what a configuration's newcomer starts from. */
export function freshPlatform(at: EpochMs): PlatformState {
  return {
    standing: 'up',
    since: at,
    streak: { says: 'up', rounds: 0, since: at },
    suspectedAt: null,
    lastFall: null,
    faults: [],
    degradedSince: null,
    pageRounds: 0,
    pageOverruled: false,
    suspendedBy: null,
    leftByHealth: 0,
    votes: [],
    votesAt: null,
    blind: [],
    shelter: {
      hold: false,
      mirrorShare: 0,
      stay: false,
      mayStay: false,
      turn: 0,
      turnedAt: null,
      shelteredSince: null,
      outSeenAt: null,
      verified: true,
      givenUpAt: null,
      change: null,
      lastOut: null,
      lastBack: null,
    },
    mirror: null,
    incident: null,
    vetoed: false,
    heldByPerson: false,
    shed: null,
    drill: false,
  };
}
