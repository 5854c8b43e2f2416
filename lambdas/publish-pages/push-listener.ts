import { owePushes } from '../../app/subscriptions/owe-pushes.ts';
import type { PushLedger } from '../../app/subscriptions/push-ports.ts';
import type { SiteLanguage } from '../../web/status/status-site.ts';
import type { PushMessage } from '../messages.ts';
import type { Listener } from './listener.ts';

export interface PushListenerNeeds {
  readonly ledger: Pick<PushLedger, 'standing' | 'owe'>;
  readonly languages: readonly SiteLanguage[];
  /** Calls the function that tells browsers. */
  readonly send: (message: PushMessage) => Promise<void>;
}

/**
 * All browsers together: what they are owed is written down here, and brought by a function of its own.
 * It is called each time, and so each minute: what its service put off is due by then, and a call that
 * was lost is made again.
 */
export const pushListener = ({ ledger, languages, send }: PushListenerNeeds): Listener => ({
  standing: (head) => ledger.standing(head),
  tell: async (lines, head) => {
    const seq = await owePushes(ledger, lines, head, languages);
    await send({ of: 'all' });
    return seq;
  },
});
