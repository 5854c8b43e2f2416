import type { Action } from '../../core/incident/action.ts';

/**
 * Turns of one platform go one after the other, in order; so do plans, each of which must see the
 * SMS of those before. Everything else is on its own.
 */
export const laneOf = (
  action: Pick<Action, 'key'> & { readonly kind: string; readonly platform?: string | undefined },
): string => {
  if (action.kind === 'turn-dns') return `${action.platform}/turn`;
  return action.kind === 'plan-notice' ? 'plans' : action.key;
};
