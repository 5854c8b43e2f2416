import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { Clock, Random } from '../../app/ports.ts';
import { pushOwed } from '../../app/subscriptions/push-owed.ts';
import type {
  Browsers,
  Pusher,
  PushLedger,
  PushTexts,
} from '../../app/subscriptions/push-ports.ts';
import { welcomeBrowsers } from '../../app/subscriptions/welcome-browsers.ts';
import { seconds } from '../../core/units.ts';
import { readPushMessage } from '../messages.ts';
import { eachRecord } from '../middleware/each-record.ts';
import { measure } from '../middleware/metrics.ts';
import { standard } from '../middleware/standard.ts';

export interface SendPushNeeds {
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Random;
  readonly browsers: Browsers;
  readonly ledger: Pick<PushLedger, 'take' | 'putOff'>;
  /** It rejects as the store of the home's key does. */
  readonly openPusher: () => Promise<Pusher>;
  /** What a browser that subscribed is told first. */
  readonly welcome: () => PushTexts;
}

/** No hundred leaves later than this before the function's end: a push service has 10 s. */
const LAST_ENDS_BEFORE = seconds(15);

/**
 * The function behind the queue of pushes: welcomes browsers that subscribed, and brings proven ones
 * what they are owed. What time does not let it bring is brought by the next call, within the minute.
 */
export function createHandler({ openPusher, welcome, ...needs }: SendPushNeeds) {
  return middy<SQSEvent, SQSBatchResponse>()
    .use(standard('send-push'))
    .handler(
      eachRecord(readPushMessage, async ({ of }, { remainingMs }) => {
        const leftMs = remainingMs() - LAST_ENDS_BEFORE;
        const signal = leftMs > 0 ? AbortSignal.timeout(leftMs) : AbortSignal.abort();
        const sending = { ...needs, pusher: await openPusher() };
        const [proven, taken] = await Promise.all([
          welcomeBrowsers({ ...sending, welcome: welcome() }, signal),
          of === 'all' ? pushOwed(sending, signal) : 0,
        ]);
        if (proven > 0) measure('BrowsersProven', proven);
        if (taken > 0) measure('PushesTaken', taken);
      }),
    );
}
