import type { Action } from '../../core/incident/action.ts';
import type { Event } from '../../core/incident/event.ts';
import type { State } from '../../core/incident/state.ts';
import { step } from '../../core/incident/step.ts';
import type { Phase } from '../../core/notice/notice.ts';
import type { Policy } from '../../core/policy.ts';
import {
  type DurationMs,
  durationMs,
  type EpochMs,
  epochMs,
  minutes,
  type PlatformId,
} from '../../core/units.ts';
import type { Vote } from '../../core/watch/observation.ts';

/** What comes by itself after a command, and how long after it. */
export type Foreseen =
  | {
      readonly kind: 'turn';
      readonly afterMs: DurationMs;
      readonly mirrorShare: number;
      readonly hold: boolean;
    }
  | {
      readonly kind: 'notice';
      /** When it leaves, after the time in which a person may veto it. */
      readonly afterMs: DurationMs;
      readonly phase: Phase;
      /** EXERCICE: to owners and to people who asked, and to nobody else. */
      readonly drill: boolean;
    };

/** Rounds that are lived through at most: a foresight is a screen, and no simulation. Chosen. */
const ROUNDS_MAX = 2_000;
/** Phases that follow from a turn. Others come of the incident itself, whatever is commanded. */
const FOLLOWS: readonly Phase[] = ['drill', 'recovery'];

/**
 * Live on from a state as if the platform went on as it is, and say what would come by itself: the
 * way back by its steps, the word that ends a drill. Decided by the very `step()`; nothing is done.
 *
 * A platform that is down is foreseen to stay so: nobody knows when it comes back.
 *
 * @param state after the command
 * @param given the command's own actions, which are taken for done
 * @returns in order of time; empty when it stays as it is until a person says else
 */
export function foresee(
  state: State,
  given: readonly Action[],
  policy: Policy,
  platform: PlatformId,
  at: EpochMs,
): readonly Foreseen[] {
  const known = state.platforms[platform];
  if (known === undefined || known.standing === 'down' || known.standing === 'suspended') return [];
  const alone = onlyOf(policy, platform);
  const everyMs = Math.max(policy.watch.intervalMs, Math.ceil(horizonMs(policy) / ROUNDS_MAX));
  const seen: Foreseen[] = [];
  let now = state;
  const take = (event: Event): void => {
    const next = step(now, event, alone);
    now = next.state;
    for (const action of next.actions) {
      seen.push(...foreseenIn(action, platform, durationMs(event.at - at)));
      for (const outcome of outcomesOf(action, event.at)) take(outcome);
    }
  };
  for (const action of given) for (const outcome of outcomesOf(action, at)) take(outcome);
  for (let later = everyMs; later <= horizonMs(policy); later += everyMs) {
    const then = epochMs(at + later);
    take(goodRound(platform, alone, known.votes, then));
    take({ kind: 'tick', at: then });
  }
  return seen;
}

/** Long enough for the whole way back, its last word and the veto time of it. */
function horizonMs({ shelter, watch, notices }: Policy): number {
  const steps = shelter.shareStepMs * shelter.originShares.length;
  const recovery = watch.intervalMs * (watch.roundsToRecover + 2);
  return shelter.minHoldMs + steps + recovery + notices.vetoMs + minutes(10);
}

const onlyOf = (policy: Policy, platform: PlatformId): Policy => ({
  ...policy,
  platforms: policy.platforms.filter(({ id }) => id === platform),
});

const seenDone = (platform: PlatformId, turn: number, at: EpochMs): Event => ({
  kind: 'dns-turned',
  at,
  platform,
  turn,
  verified: true,
  answers: [],
  detail: '',
});

/** Every own vantage sees it well, and a health check goes on to say what it says. */
const goodRound = (
  platform: PlatformId,
  { vantages }: Policy,
  votes: readonly Vote[],
  at: EpochMs,
): Event => ({
  kind: 'round-observed',
  at,
  platform,
  votes: [
    ...vantages
      .filter(({ by }) => by === undefined)
      .map(({ id }) => ({ vantage: id, says: 'up' as const, totalMs: durationMs(0) })),
    ...votes.filter(({ by }) => by !== undefined),
  ],
  dnsSays: 'unknown',
});

function foreseenIn(
  action: Action,
  platform: PlatformId,
  afterMs: DurationMs,
): readonly Foreseen[] {
  if (action.kind === 'turn-dns' && action.platform === platform) {
    const { mirrorShare, hold } = action;
    return [{ kind: 'turn', afterMs, mirrorShare, hold }];
  }
  if (action.kind !== 'send-notice' || action.content.platform !== platform) return [];
  const { phase, drill } = action.content;
  return FOLLOWS.includes(phase) ? [{ kind: 'notice', afterMs, phase, drill }] : [];
}

/** A shell that always succeeds at once. */
function outcomesOf(action: Action, at: EpochMs): readonly Event[] {
  switch (action.kind) {
    case 'turn-dns':
      return [seenDone(action.platform, action.turn, at)];
    case 'plan-notice':
      return [{ kind: 'notice-planned', at, notice: action.notice, plan: EMPTY_PLAN }];
    case 'send-notice': {
      const { notice } = action;
      return [
        { kind: 'notice-first-accepted', at, notice },
        { kind: 'notice-finished', at, notice, deliveries: NONE },
      ];
    }
    case 'collect-signals':
    case 'picture-names':
    case 'escalate-notice':
    case 'raise-task':
      return [];
  }
}

const EMPTY_PLAN = {
  recipients: 0,
  mails: 0,
  sms: 0,
  smsSegments: 0,
  costEuros: 0,
  durationSec: 0,
  unreachable: 0,
} as const;
const NONE = { accepted: 0, failed: 0, unknown: 0, pending: 0 } as const;
