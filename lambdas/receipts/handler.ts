import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { ProviderWord } from '../../adapters/aws/provider-word.ts';
import { readProviderWord } from '../../adapters/aws/read-provider-word.ts';
import type { Deliveries } from '../../app/ports.ts';
import { eachRecord } from '../middleware/each-record.ts';
import { log } from '../middleware/logger.ts';
import { measure } from '../middleware/metrics.ts';
import { standard } from '../middleware/standard.ts';
import { type PlannerNeeds, tellPlanner } from './tell-planner.ts';

export interface ReceiptsNeeds extends PlannerNeeds {
  readonly deliveries: Pick<Deliveries, 'note'>;
}

/**
 * The function behind the queue of receipts: what providers learned of a message after they had
 * taken it goes into the ledger, where whoever was not reached becomes an operator's task (P3). Of mails
 * that came back for good the planner is told, since their schools may have an SMS instead.
 *
 * A provider may say more than is known here, and of messages that are not ours: such an event is
 * logged by its name and passed over. One that cannot be read fails alone.
 */
export function createHandler({ deliveries, ...needs }: ReceiptsNeeds) {
  const planner = tellPlanner(needs);
  const note = async (word: ProviderWord): Promise<void> => {
    switch (word.kind) {
      case 'wiring':
        return log().info('about the wiring, of no message', { event: word.event });
      case 'nothing':
        measure('ReceiptsPassedOver', 1);
        return word.why === 'unknown-event'
          ? log().warn('an event of no known kind', { event: word.event })
          : log().debug('says nothing of a delivery', { event: word.event, why: word.why });
      case 'receipt': {
        const { key, kind } = word.receipt;
        const known = await deliveries.note(word.receipt);
        measure(known ? METRICS[kind] : 'ReceiptsUnknown', 1);
        if (known) return planner(word.receipt);
        log().warn('a receipt of no known delivery', { notice: noticeOf(key), receipt: kind });
      }
    }
  };
  return middy<SQSEvent, SQSBatchResponse>()
    .use(standard('receipts'))
    .handler(eachRecord(readProviderWord, note));
}

/** A delivery's key ends in a hash of its address, from which a number could be found: not logged. */
const noticeOf = (key: string): string => key.split('/').slice(0, 2).join('/').slice(0, 128);

const METRICS = {
  delivered: 'ReceiptsDelivered',
  complained: 'ReceiptsComplained',
  expired: 'ReceiptsExpired',
  blocked: 'ReceiptsBlocked',
  bounced: 'ReceiptsBounced',
} as const;
