import type { Action } from '../../core/incident/action.ts';

/** Turns of one platform go one after the other, in order; everything else is on its own. */
export const laneOf = (
  action: Pick<Action, 'key'> & { readonly kind: string; readonly platform?: string | undefined },
): string => (action.kind === 'turn-dns' ? `${action.platform}/turn` : action.key);
