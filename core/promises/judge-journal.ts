import { carriedWord } from '../cause/carried-word.ts';
import { initialState } from '../incident/initial-state.ts';
import type { State } from '../incident/state.ts';
import { faultInChain, type Hash } from '../journal/chain.ts';
import type { JournalEntry } from '../journal/entry.ts';
import { replayEntry } from '../journal/replay-entry.ts';
import type { Policy } from '../policy.ts';
import { changeOf } from '../shelter/change-of.ts';
import type { TurnReason } from '../shelter/turn-reason.ts';
import type { EpochMs, PlatformId } from '../units.ts';
import { isFresh, isSeen } from '../watch/sees.ts';
import type { Finding } from './finding.ts';
import type { PromiseId } from './promise.ts';
import { sameActions } from './same-actions.ts';

/** What one line showed to be broken. */
export interface JournalFault {
  readonly promise: Extract<PromiseId, 'P1' | 'P4' | 'P5' | 'P7' | 'P8'>;
  readonly said: Finding;
}

/** What a judge has looked at, for the sentence that says that all held. */
export interface JournalTally {
  readonly lines: number;
  readonly rounds: number;
  /** Causes and silences that were sent. */
  readonly said: number;
  /** Turns of all visitors, out or back, that no person asked for. */
  readonly turns: number;
}

/** Follows a journal line by line, and says at once what a line breaks. */
export interface JournalJudge {
  /** @returns what this line breaks; empty for one before those that are judged */
  take(entry: JournalEntry): readonly JournalFault[];
  /** What the lines so far give: replayed, whatever whoever wrote them believed. */
  state(): State;
  tally(): JournalTally;
}

/**
 * Judge the promises that a journal alone can show, P1, P4, P5, P7 and P8, as its lines come.
 *
 * Replays each from the state that the lines before it give, so it trusts neither a state that was
 * kept nor the process that kept it; as a home does, it goes on from the turns that a line holds,
 * having compared them with what `step()` gives (P8). Turns that a person asked for are theirs, and
 * count for none; what follows one is counted anew.
 *
 * @param fromSeq the first line that is judged: those before were decided under another policy, and
 *   only lead to the state that this one found. @default 1
 */
export function judgeJournal(policy: Policy, hash: Hash, fromSeq = 1): JournalJudge {
  const seen: Seen = { turned: new Map(), hands: new Map(), accepted: new Set() };
  const tally = { lines: 0, rounds: 0, said: 0, turns: 0 };
  let head: JournalEntry | null = null;
  let state = initialState(policy);
  return {
    take(entry) {
      const before = state;
      const next = replayEntry(before, entry, policy);
      const unheard = followChange(seen, entry);
      const chain = entry.seq >= fromSeq ? faultInChain(head, entry, hash) : null;
      state = next.state;
      head = entry;
      if (entry.seq < fromSeq) return [];
      tally.lines += 1;
      if (entry.event.kind === 'round-observed') tally.rounds += 1;
      const line: Line = { entry, before, after: state, policy };
      return [
        ...(chain === null ? [] : [fault('P8', chain)]),
        ...unheard,
        ...(sameActions(next.actions, entry.actions, entry.event)
          ? []
          : [fault('P8', { key: 'line-unexplained', values: { seq: entry.seq } })]),
        ...lookAtSight(line),
        ...entry.actions.flatMap((action) => {
          if (action.kind === 'turn-dns') return lookAtTurn(seen, tally, line, action);
          return action.kind === 'send-notice' ? lookAtWords(tally, line, action) : [];
        }),
      ];
    },
    state: () => state,
    tally: () => ({ ...tally }),
  };
}

interface Line {
  readonly entry: JournalEntry;
  readonly before: State;
  readonly after: State;
  readonly policy: Policy;
}

interface Seen {
  /** The latest turn of all visitors of a platform, by `<platform>/<way>`. */
  readonly turned: Map<string, { readonly at: EpochMs; readonly afterHands: number }>;
  /** Turns that people asked for, by platform. */
  readonly hands: Map<PlatformId, number>;
  /** Batches that the DNS provider accepted, each with its turn. */
  readonly accepted: Set<string>;
}

const fault = (promise: JournalFault['promise'], said: Finding): JournalFault => ({
  promise,
  said,
});

/** A turn's outcome names a batch only once a line of the same turn has said that it was accepted (P8). */
function followChange(seen: Seen, { seq, event }: JournalEntry): readonly JournalFault[] {
  if (event.kind === 'dns-change-accepted')
    seen.accepted.add(`${event.platform}/${event.turn}/${event.change}`);
  if (event.kind !== 'dns-turned') return [];
  const change = changeOf(event.detail);
  if (change === null || seen.accepted.has(`${event.platform}/${event.turn}/${change.id}`))
    return [];
  return [fault('P8', { key: 'change-unheard', values: { seq, change: change.id } })];
}

/** What time alone repeats or orders as the state asks is no decision; each other turn is. */
const NO_DECISION: readonly TurnReason['kind'][] = [
  'asked-again',
  'vetoed',
  'suspended',
  'veto-lifted',
  'reopened',
];

/** Whoever cannot see does not act (P7): neither in a round that few saw, nor as time passes unseen. */
function lookAtSight({ entry, before, policy }: Line): readonly JournalFault[] {
  const { seq, event, actions } = entry;
  if (event.kind === 'round-observed') {
    const sees = event.votes.filter(({ says }) => says !== 'blind').length;
    if (sees >= policy.watch.votesToFall || actions.length === 0) return [];
    return [fault('P7', { key: 'round-blind', values: { seq, count: sees } })];
  }
  if (event.kind !== 'tick') return [];
  return actions.flatMap((action) => {
    if (action.kind !== 'turn-dns' || NO_DECISION.includes(action.why.kind)) return [];
    const platform = before.platforms[action.platform];
    const sees = platform !== undefined && isSeen(platform, policy.watch);
    if (sees && isFresh(event.at, event.seenAt, policy.watch)) return [];
    const values = { seq, platform: action.platform };
    return [fault('P7', { key: 'time-unseen', values })];
  });
}

type ActionOf<Kind> = Extract<JournalEntry['actions'][number], { kind: Kind }>;

function lookAtTurn(
  seen: Seen,
  tally: { turns: number },
  { entry: { seq, event }, before, policy }: Line,
  { platform: id, mirrorShare }: ActionOf<'turn-dns'>,
): readonly JournalFault[] {
  const platform = before.platforms[id];
  const share = platform?.shelter.mirrorShare ?? 0;
  const fit = event.kind === 'mirror-measured' ? event.fitness.fit : platform?.mirror?.fit === true;
  const unfit =
    mirrorShare > share && !fit
      ? [fault('P1', { key: 'mirror-unfit', values: { seq, platform: id } })]
      : [];
  const afterHands = seen.hands.get(id) ?? 0;
  if (event.kind.startsWith('person-')) {
    seen.hands.set(id, afterHands + 1);
    return unfit;
  }
  const way = wayOf(share, mirrorShare);
  if (way === null) return unfit;
  tally.turns += 1;
  const name = `${id}/${way}`;
  const earlier = seen.turned.get(name);
  seen.turned.set(name, { at: event.at, afterHands });
  const isFlap =
    earlier?.afterHands === afterHands && event.at - earlier.at < policy.shelter.minHoldMs;
  if (!isFlap) return unfit;
  const sec = Math.round((event.at - earlier.at) / 1_000);
  const key = `${way}-twice` as const;
  return [...unfit, fault('P4', { key, values: { platform: id, sec } })];
}

/** Whether all visitors go out to the mirror, or the first of them come back. */
function wayOf(from: number, to: number): 'out' | 'back' | null {
  if (to === 1 && from < 1) return 'out';
  return from === 1 && to < 1 ? 'back' : null;
}

function lookAtWords(
  tally: { said: number },
  { entry: { seq, event }, after, policy }: Line,
  { content }: ActionOf<'send-notice'>,
): readonly JournalFault[] {
  tally.said += 1;
  if (content.cause === 'undetermined') return [];
  const incident = after.incidents[content.incident];
  const word = incident && carriedWord(incident);
  const carried = word?.cause === content.cause && word.rung === content.rung;
  const early = incident !== undefined && event.at - incident.fellAt < policy.cause.firstWordMs;
  if (carried && !early) return [];
  return [fault('P5', { key: 'word-unfounded', values: { seq, cause: content.cause } })];
}
