import type { PushDoor } from '../../web/subscriptions/answer-push.ts';
import type { PushMessage } from '../messages.ts';
import { measure } from '../middleware/metrics.ts';
import { logFailure } from '../middleware/standard.ts';

/**
 * A door whose newcomers are told of at once. Where that cannot be told they are kept all the same, and
 * welcomed within the minute.
 */
export const welcomedAtOnce = (
  door: PushDoor,
  tell: (message: PushMessage) => Promise<void>,
): PushDoor => ({
  ...door,
  join: async (subscription) => {
    const kept = await door.join(subscription);
    measure(kept ? 'BrowsersJoined' : 'BrowsersRefused', 1);
    if (kept) await tell({ of: 'welcomes' }).catch(logFailure);
    return kept;
  },
});
