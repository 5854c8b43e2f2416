import type { Action } from '../../core/incident/action.ts';
import type { ShelterState, State } from '../../core/incident/state.ts';
import { step } from '../../core/incident/step.ts';
import type { Platform } from '../../core/platform.ts';
import type { Policy } from '../../core/policy.ts';
import {
  type PairSide,
  type PublishedType,
  pairWeights,
  publishedTypes,
} from '../../core/shelter/weighted-pair.ts';
import type { EpochMs, PlatformId } from '../../core/units.ts';
import { type Foreseen, foresee } from './foresee.ts';
import { type Hindrance, hindranceTo } from './hindrance.ts';
import type { PlatformCommand, ShareCommand } from './person-command.ts';
import { personEvent } from './person-event.ts';

/** What was, and what will be. */
export interface BeforeAfter<Value> {
  readonly before: Value;
  readonly after: Value;
}

/** One record of the pair, with its weight. */
export interface PlannedRecord {
  readonly name: string;
  readonly type: PublishedType;
  readonly setIdentifier: PairSide;
  readonly weight: BeforeAfter<number>;
}

/** One turn of DNS as a command would ask for it. */
export interface PlannedTurn {
  readonly key: string;
  readonly why: TurnDns['why'];
  readonly hold: BeforeAfter<boolean>;
  /** Whether DNS keeps visitors at the origin whatever its health says. */
  readonly stay: BeforeAfter<boolean>;
  readonly mirrorShare: BeforeAfter<number>;
  readonly records: readonly PlannedRecord[];
}

/** What a command would do, decided and done by nobody yet. */
export interface TurnPlan {
  readonly command: PlatformCommand | ShareCommand;
  readonly at: EpochMs;
  readonly platformName: string;
  readonly hostname: string;
  /**
   * `turns` DNS; is only `noted` in the journal, where rules heed it later; is `refused`, with tasks
   * that say why; or changes `nothing`, being so already.
   */
  readonly outcome: 'turns' | 'noted' | 'refused' | 'nothing';
  /** False when the latest turn before has not been seen done: then `before` is what was asked for. */
  readonly beforeVerified: boolean;
  readonly turns: readonly PlannedTurn[];
  readonly refusals: readonly RaiseTask[];
  /** Why it changes nothing, where it is not so already; null otherwise. */
  readonly hindrance: Hindrance | null;
  /** A veto ends with it, which undoing does not bring back. */
  readonly endsVeto: boolean;
  /** The reference of its open incident, whose own notices no command repeats. Null in a drill. */
  readonly openIncident: string | null;
  /** What comes by itself afterwards if the platform goes on as it is. */
  readonly afterwards: readonly Foreseen[];
  readonly undo: PlatformCommand['kind'] | { readonly sharePercent: number };
}

type TurnDns = Extract<Action, { kind: 'turn-dns' }>;
type RaiseTask = Extract<Action, { kind: 'raise-task' }>;

/**
 * Say what a command would do, by the very `step()` that will decide about it.
 *
 * @param at the home's own instant
 */
export function turnPlan(
  state: State,
  policy: Policy,
  command: PlatformCommand | ShareCommand,
  at: EpochMs,
): TurnPlan {
  const { platform: id } = command;
  const hindrance = hindranceTo(command, state, policy);
  const { state: after, actions } =
    hindrance === 'whole-only'
      ? { state, actions: [] }
      : step(state, personEvent(command, at), policy);
  const platform = policy.platforms.find((one) => one.id === id);
  const shelter = state.platforms[id]?.shelter ?? null;
  const refusals = actions.filter((action) => action.kind === 'raise-task');
  const asked = actions.filter((action) => action.kind === 'turn-dns');
  const changes = after !== state || actions.length > 0;
  return {
    command,
    at,
    platformName: platform?.name ?? id,
    hostname: platform?.hostname ?? '',
    outcome:
      refusals.length > 0 ? 'refused' : asked.length > 0 ? 'turns' : changes ? 'noted' : 'nothing',
    beforeVerified: shelter?.verified ?? true,
    turns: asked.map((turn) => plannedTurn(turn, shelter, platform)),
    refusals,
    hindrance: changes ? null : hindrance,
    endsVeto: command.kind !== 'unveto' && isVetoed(state, id) && !isVetoed(after, id),
    openIncident: referenceOf(state, id),
    afterwards: asked.length > 0 ? foresee(after, actions, policy, id, at) : [],
    undo: undoOf(command, state),
  };
}

function plannedTurn(
  { key, why, hold, mirrorShare, stay = false }: TurnDns,
  shelter: ShelterState | null,
  platform: Platform | undefined,
): PlannedTurn {
  const was = shelter?.mirrorShare ?? 0;
  const weights = { before: pairWeights(was), after: pairWeights(mirrorShare) };
  const record = (type: PublishedType, setIdentifier: PairSide): PlannedRecord => ({
    name: platform?.hostname ?? '',
    type,
    setIdentifier,
    weight: { before: weights.before[setIdentifier], after: weights.after[setIdentifier] },
  });
  return {
    key,
    why,
    hold: { before: shelter?.hold ?? false, after: hold },
    stay: { before: shelter?.stay ?? false, after: stay },
    mirrorShare: { before: was, after: mirrorShare },
    records:
      platform === undefined
        ? []
        : publishedTypes(platform).flatMap((type) => [
            record(type, 'origin'),
            record(type, 'mirror'),
          ]),
  };
}

const isVetoed = ({ platforms }: State, id: PlatformId): boolean => platforms[id]?.vetoed ?? false;

function referenceOf({ platforms, incidents }: State, id: PlatformId): string | null {
  const open = platforms[id]?.incident ?? null;
  const incident = open === null ? undefined : incidents[open];
  return incident === undefined || incident.drill ? null : incident.reference;
}

const OPPOSITES = {
  shelter: 'release',
  release: 'shelter',
  veto: 'unveto',
  unveto: 'veto',
  suspend: 'resume',
  resume: 'suspend',
  'start-drill': 'end-drill',
  'end-drill': 'start-drill',
} as const;

/** A share is undone by the one that was kept before it, which is 0 where there was none. */
function undoOf(command: PlatformCommand | ShareCommand, { platforms }: State): TurnPlan['undo'] {
  if (command.kind !== 'share') return OPPOSITES[command.kind];
  const { mirrorShare = 0 } = platforms[command.platform]?.shelter ?? {};
  const kept = platforms[command.platform]?.shed?.share ?? 0;
  return mirrorShare === 1 ? 'shelter' : { sharePercent: Math.round(kept * 100) };
}
