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
import type { PromiseCheck, PromiseId } from './promise.ts';
import { sameActions } from './same-actions.ts';

/**
 * Check the promises that a journal alone can show: P1, P4, P5, P7 and P8.
 *
 * Replays the journal from its first line, so it trusts neither the state that was kept nor the
 * process that kept it; as a home does, it goes on from the turns that a line holds, having compared
 * them with what `step()` gives (P8). Turns that a person asked for are theirs, and count for none; what follows
 * one is counted anew.
 *
 * @param entries all of it, in order
 * @param fromSeq the first line that is judged: those before were decided under another policy, and
 *   only lead to the state that this one found. @default 1
 */
export function checkJournal(
  entries: readonly JournalEntry[],
  policy: Policy,
  hash: Hash,
  fromSeq = 1,
): readonly PromiseCheck[] {
  const seen = replay(entries, policy, hash, fromSeq);
  const kept = (id: PromiseId, faults: readonly string[], counted: string): PromiseCheck => ({
    id,
    held: faults.length === 0,
    why: faults.length === 0 ? counted : faults.slice(0, 5).join(' ; '),
  });
  const { turns, said, rounds } = seen;
  return [
    kept('P1', seen.unfit, `${turns.length} bascules, toutes vers un miroir mesuré bon`),
    kept('P4', flaps(turns, policy), `${turns.length} bascules, aucune avant la fin de sa retenue`),
    kept('P5', seen.unsaid, `${said} messages, chacun dit la cause que son verdict portait`),
    kept('P7', seen.blind, `${rounds} tours de mesure journalisés, aucune action sans voir`),
    kept('P8', seen.broken, `${seen.lines} lignes, chaîne intacte, chaque action expliquée`),
  ];
}

interface Turn {
  readonly platform: PlatformId;
  readonly at: EpochMs;
  readonly way: 'out' | 'back';
  /** How many turns of this platform people had asked for before. */
  readonly afterHands: number;
}

interface Seen {
  lines: number;
  readonly turns: Turn[];
  /** Turns that people asked for, by platform. */
  readonly hands: Map<PlatformId, number>;
  said: number;
  rounds: number;
  /** Batches that the DNS provider accepted, each with its turn. */
  readonly accepted: Set<string>;
  readonly unfit: string[];
  readonly unsaid: string[];
  readonly blind: string[];
  readonly broken: string[];
}

function replay(
  entries: readonly JournalEntry[],
  policy: Policy,
  hash: Hash,
  fromSeq: number,
): Seen {
  const seen: Seen = {
    lines: 0,
    turns: [],
    hands: new Map(),
    said: 0,
    rounds: 0,
    accepted: new Set(),
    unfit: [],
    unsaid: [],
    blind: [],
    broken: [],
  };
  let head: JournalEntry | null = null;
  let state = initialState(policy);
  for (const entry of entries) {
    const next = replayEntry(state, entry, policy);
    followChange(seen, entry, entry.seq >= fromSeq);
    if (entry.seq >= fromSeq) {
      seen.lines += 1;
      const fault = faultInChain(head, entry, hash);
      if (fault !== null) seen.broken.push(fault);
      if (!sameActions(next.actions, entry.actions, entry.event))
        seen.broken.push(`entry ${entry.seq} does not give the actions that it holds`);
      look(seen, entry, state, next.state, policy);
    }
    state = next.state;
    head = entry;
  }
  return seen;
}

/** A turn's outcome names a batch only once a line of the same turn has said that it was accepted (P8). */
function followChange(seen: Seen, { seq, event }: JournalEntry, isJudged: boolean): void {
  if (event.kind === 'dns-change-accepted')
    seen.accepted.add(`${event.platform}/${event.turn}/${event.change}`);
  if (event.kind !== 'dns-turned' || !isJudged) return;
  const change = changeOf(event.detail);
  if (change !== null && !seen.accepted.has(`${event.platform}/${event.turn}/${change.id}`))
    seen.broken.push(`entry ${seq} names change ${change.id}, which no line before accepted`);
}

function look(seen: Seen, entry: JournalEntry, before: State, after: State, policy: Policy): void {
  const { event } = entry;
  if (event.kind === 'round-observed') {
    seen.rounds += 1;
    const sees = event.votes.filter(({ says }) => says !== 'blind').length;
    if (sees < policy.watch.votesToFall && entry.actions.length > 0)
      seen.blind.push(`entry ${entry.seq}: ${sees} vantages saw, and it acted`);
  }
  if (event.kind === 'tick') lookAtSight(seen, entry, event, before, policy);
  for (const action of entry.actions) {
    if (action.kind === 'turn-dns') lookAtTurn(seen, entry, action, before);
    if (action.kind === 'send-notice') lookAtWords(seen, entry, action, after, policy);
  }
}

/** What time alone repeats or orders as the state asks is no decision; each other turn is. */
const NO_DECISION: readonly TurnReason['kind'][] = [
  'asked-again',
  'vetoed',
  'suspended',
  'veto-lifted',
];

function lookAtSight(
  seen: Seen,
  { seq, actions }: JournalEntry,
  { at, seenAt }: Extract<JournalEntry['event'], { kind: 'tick' }>,
  before: State,
  policy: Policy,
): void {
  for (const action of actions) {
    if (action.kind !== 'turn-dns' || NO_DECISION.includes(action.why.kind)) continue;
    const platform = before.platforms[action.platform];
    const sees = platform !== undefined && isSeen(platform, policy.watch);
    if (!sees || !isFresh(at, seenAt, policy.watch))
      seen.blind.push(`entry ${seq}: ${action.platform} was turned by time alone, unseen`);
  }
}

type ActionOf<Kind> = Extract<JournalEntry['actions'][number], { kind: Kind }>;

function lookAtTurn(
  seen: Seen,
  { seq, event }: JournalEntry,
  { platform: id, mirrorShare }: ActionOf<'turn-dns'>,
  before: State,
): void {
  const platform = before.platforms[id];
  const share = platform?.shelter.mirrorShare ?? 0;
  const rises = mirrorShare > share;
  const fit = event.kind === 'mirror-measured' ? event.fitness.fit : platform?.mirror?.fit === true;
  if (rises && !fit) seen.unfit.push(`entry ${seq}: ${id} turned to a mirror not measured fit`);
  const afterHands = seen.hands.get(id) ?? 0;
  if (event.kind.startsWith('person-')) return void seen.hands.set(id, afterHands + 1);
  const turn = { platform: id, at: event.at, afterHands };
  if (mirrorShare === 1 && share < 1) seen.turns.push({ ...turn, way: 'out' });
  if (share === 1 && mirrorShare < 1) seen.turns.push({ ...turn, way: 'back' });
}

function lookAtWords(
  seen: Seen,
  { seq, event }: JournalEntry,
  { content }: ActionOf<'send-notice'>,
  state: State,
  policy: Policy,
): void {
  seen.said += 1;
  if (content.cause === 'undetermined') return;
  const incident = state.incidents[content.incident];
  const word = incident && carriedWord(incident);
  const carried = word?.cause === content.cause && word.rung === content.rung;
  const early = incident !== undefined && event.at - incident.fellAt < policy.cause.firstWordMs;
  if (!carried || early)
    seen.unsaid.push(`entry ${seq}: "${content.cause}" was said without its verdict`);
}

/** Turns of one platform, the same way, closer together than the minimum hold (P4). */
function flaps(turns: readonly Turn[], policy: Policy): readonly string[] {
  return turns.flatMap((turn, index) => {
    const earlier = turns
      .slice(0, index)
      .findLast(({ platform, way }) => platform === turn.platform && way === turn.way);
    if (earlier === undefined || earlier.afterHands !== turn.afterHands) return [];
    if (turn.at - earlier.at >= policy.shelter.minHoldMs) return [];
    const sec = Math.round((turn.at - earlier.at) / 1_000);
    return [`${turn.platform} turned ${turn.way} twice within ${sec} s`];
  });
}
