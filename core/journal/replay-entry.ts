import type { Action } from '../incident/action.ts';
import type { PlatformState, State } from '../incident/state.ts';
import { type Step, step } from '../incident/step.ts';
import type { Policy } from '../policy.ts';
import { turnedShelter } from '../shelter/turned-shelter.ts';
import type { JournalEntry } from './entry.ts';

type TurnDns = Extract<Action, { kind: 'turn-dns' }>;

/**
 * Take a line of the journal into account again, perhaps under another policy or another version
 * than it was decided by.
 *
 * Its event is judged anew, but DNS was told what the line itself says: where the turns of a
 * platform differ from those that `step()` gives now, its shelter is the one before the line with
 * the recorded turns applied. Turn numbers would shift otherwise, every later answer of the name
 * servers would count as one to an overtaken turn, and visitors would stay where they are for ever.
 *
 * @returns the state after it, and the actions that `step()` gives now, which whoever verifies a
 *   journal compares with the recorded ones (P8)
 */
export function replayEntry(state: State, entry: JournalEntry, policy: Policy): Step {
  const next = withoutUnasked(step(state, entry.event, policy), entry);
  const given = next.actions.filter(isTurn);
  const recorded = entry.actions.filter(isTurn);
  if (given.length === 0 && recorded.length === 0) return next;
  let { platforms } = next.state;
  for (const id of new Set([...given, ...recorded].map(({ platform }) => platform))) {
    const of = (turns: readonly TurnDns[]) => turns.filter(({ platform }) => platform === id);
    const after = platforms[id];
    if (after === undefined || sameTurns(of(given), of(recorded))) continue;
    const before = state.platforms[id] ?? after;
    platforms = { ...platforms, [id]: asRecorded(before, after, of(recorded), entry) };
  }
  if (platforms === next.state.platforms) return next;
  return { state: { ...next.state, platforms }, actions: next.actions };
}

/**
 * A correction of an incident that is over, which the line did not ask for: earlier versions owed
 * none. Nobody carries it out, so that it is not on its way either; the next line may ask for it.
 */
function withoutUnasked(next: Step, { actions }: JournalEntry): Step {
  const asked = new Set(actions.map(({ key }) => key));
  const state = next.actions.reduce((so, action) => {
    if (action.kind !== 'plan-notice' || asked.has(action.key)) return so;
    const { notice: id, content } = action;
    const incident = so.incidents[content.incident];
    if (content.phase !== 'correction' || !incident || incident.closedAt === null) return so;
    const { [id]: _unasked, ...notices } = so.notices;
    const without = { ...incident, notices: incident.notices.filter((one) => one !== id) };
    return { ...so, notices, incidents: { ...so.incidents, [incident.id]: without } };
  }, next.state);
  return state === next.state ? next : { ...next, state };
}

const isTurn = (action: Action): action is TurnDns => action.kind === 'turn-dns';

/** Reasons are words, and words change from one version to the next. */
const sameTurns = (given: readonly TurnDns[], recorded: readonly TurnDns[]): boolean =>
  given.length === recorded.length &&
  given.every((turn, index) => {
    const other = recorded[index];
    return (
      turn.turn === other?.turn &&
      turn.hold === other.hold &&
      turn.mirrorShare === other.mirrorShare &&
      turn.stay === other.stay
    );
  });

function asRecorded(
  { shelter, shed: shedBefore }: PlatformState,
  after: PlatformState,
  recorded: readonly TurnDns[],
  { event }: JournalEntry,
): PlatformState {
  const told = recorded.reduce(
    (so, { turn, hold, mirrorShare, stay = false }) =>
      turnedShelter(so, { turn, hold, mirrorShare, stay }, event.at),
    shelter,
  );
  // Nothing turned then, though it would now: what would be kept back by it is not either.
  if (recorded.length === 0) return { ...after, shelter: told, shed: shedBefore };
  // A person's share was taken then, though it would be refused now: what is kept back goes with it.
  if (event.kind !== 'person-shared') return { ...after, shelter: told };
  const { mirrorShare: share } = told;
  const shed = share === 0 ? null : { share, by: 'person' as const, since: event.at };
  return { ...after, shelter: told, shed };
}
