import type { Notice } from '../notice/notice.ts';
import type { IncidentId, PlatformId } from '../units.ts';
import type { Action } from './action.ts';
import type { Incident, PlatformState, State } from './state.ts';

/** A state on its way through the rules of one event, with the actions gathered so far. */
export interface Change {
  readonly state: State;
  readonly actions: readonly Action[];
}

export const withActions = (change: Change, ...actions: readonly Action[]): Change => ({
  state: change.state,
  actions: [...change.actions, ...actions],
});

/** The same change when `patch` alters nothing, so that an event without effect leaves no trace. */
export function withPlatform(
  change: Change,
  id: PlatformId,
  patch: Partial<PlatformState>,
): Change {
  const before = change.state.platforms[id];
  if (before === undefined || !differs(before, patch)) return change;
  const platforms = { ...change.state.platforms, [id]: { ...before, ...patch } };
  return { ...change, state: { ...change.state, platforms } };
}

export function withIncident(change: Change, id: IncidentId, patch: Partial<Incident>): Change {
  const before = change.state.incidents[id];
  if (before === undefined || !differs(before, patch)) return change;
  const incidents = { ...change.state.incidents, [id]: { ...before, ...patch } };
  return { ...change, state: { ...change.state, incidents } };
}

export function withNotice(change: Change, id: string, patch: Partial<Notice>): Change {
  const before = change.state.notices[id];
  if (before === undefined || !differs(before, patch)) return change;
  const notices = { ...change.state.notices, [id]: { ...before, ...patch } };
  return { ...change, state: { ...change.state, notices } };
}

function differs(before: object, patch: object): boolean {
  const [known, wanted] = [before, patch] as readonly Record<string, unknown>[];
  // No list of entries is made: most events come here several times and alter nothing.
  for (const key in wanted) if (!Object.is(known?.[key], wanted[key])) return true;
  return false;
}
