import type { Action } from '../../../core/incident/action.ts';
import type { Change } from '../../../core/incident/change.ts';
import { initialState } from '../../../core/incident/initial-state.ts';
import type { PlatformState, ShelterState, State } from '../../../core/incident/state.ts';
import type { Policy } from '../../../core/policy.ts';
import { epochMs, platformId } from '../../../core/units.ts';
import { BELL } from '../../fixtures/timeline.ts';

/** What a test says of one platform; the rest is as at the beginning. */
export type Said = Partial<Omit<PlatformState, 'shelter'>> & { shelter?: Partial<ShelterState> };

export const nord = platformId('nord');
export const FIT = { fit: true, at: BELL, reasons: [] };
export const UNFIT = { fit: false, at: BELL, reasons: ['trop ancien'] };
export const after = (ms: number) => epochMs(BELL + ms);

/** A change that begins at a state in which some platforms are as a test says. */
export function changeOf(policy: Policy, said: Readonly<Record<string, Said>>): Change {
  const state = initialState(policy);
  const platforms: Record<string, PlatformState> = { ...state.platforms };
  for (const [id, { shelter, ...rest }] of Object.entries(said)) {
    const before = platforms[id];
    if (before === undefined) throw new Error(`expected a platform of the policy, got ${id}`);
    platforms[id] = { ...before, ...rest, shelter: { ...before.shelter, ...shelter } };
  }
  return { state: { ...state, platforms }, actions: [] };
}

export const platformOf = ({ state }: { readonly state: State }, id = 'nord') =>
  state.platforms[platformId(id)];

type Turn = Extract<Action, { kind: 'turn-dns' }>;

/** Where an action that turns DNS leads and why; others whole. */
export const told = ({ actions }: Pick<Change, 'actions'>) =>
  actions.map((action) => (action.kind === 'turn-dns' ? headingOf(action) : action));

const headingOf = ({ hold, mirrorShare, why, ...turn }: Turn) => ({
  hold,
  mirrorShare,
  why,
  ...('stay' in turn ? { stay: turn.stay } : {}),
});
