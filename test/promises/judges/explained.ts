import type { Action } from '../../../core/incident/action.ts';
import type { Asked } from '../world/dns-provider.ts';
import type { Court, Judge } from './judge.ts';

type TurnDns = Extract<Action, { kind: 'turn-dns' }>;

/**
 * P8, beside what each line of the journal shows: whatever reaches a provider was asked for by an action
 * of the journal that is open then, or is the platform's latest turn, in those very words.
 */
export function explained({ world, report }: Court): Judge {
  const latest = new Map<string, TurnDns>();
  const fits = (action: Action, id: string, what: Asked): boolean => {
    if (action.kind !== 'turn-dns' || action.platform !== id) return false;
    if (what.kind === 'share') return action.mirrorShare === what.share;
    return what.kind === 'hold' ? action.hold === what.on : action.stay === what.on;
  };
  return {
    onEntry: ({ actions }) => {
      for (const action of actions)
        if (action.kind === 'turn-dns') latest.set(action.platform, action);
    },
    onAsked: (id, what) => {
      // One that was just done may be looked up a moment before, and done again: it is what stands.
      const last = latest.get(id);
      const asked =
        (last !== undefined && fits(last, id, what)) ||
        world.journal.open().some(({ action }) => fits(action, id, what));
      if (!asked)
        report('P8', `${id}: DNS was told ${JSON.stringify(what)}, which no action asks for`);
    },
    onSend: (_, key) => {
      const notice = world.ledger.row(key)?.delivery.notice ?? '';
      if (world.journal.action(`${notice}/send`) === undefined)
        report('P8', `${key} was sent, and no line of the journal asks for it`);
    },
  };
}
