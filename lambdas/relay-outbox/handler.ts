import middy from '@middy/core';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { hashOf } from '../../adapters/local/hash.ts';
import {
  type QueueName,
  relayAction,
  relayPage,
  type Send,
} from '../../app/perform/relay-action.ts';
import { PreauError } from '../../core/errors.ts';
import { measure } from '../middleware/metrics.ts';
import { logFailure, standard } from '../middleware/standard.ts';
import { readRecord } from './read-record.ts';

/**
 * The function behind the journal's stream: tells the workers of each new entry's actions, in the
 * order of entries.
 *
 * Lambda sends a stream's batch again from the first failed record on. A queue that does not answer
 * therefore ends the batch, so that nothing overtakes what failed; a malformed record is reported
 * and passed over, since no try will mend it and those behind it must not wait.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
 */
export function createHandler(queues: { readonly [name in QueueName]: Send }) {
  const relay = async (raw: unknown): Promise<void> => {
    const entry = readRecord(raw);
    if (entry === null) return;
    const { seq } = entry;
    for (const action of entry.actions)
      await relayAction(queues, hashOf, { seq, tries: 0, action });
    await relayPage(queues, hashOf, seq);
    measure('EntriesRelayed', 1);
  };
  return middy<DynamoDBStreamEvent, DynamoDBBatchResponse>()
    .use(standard('relay-outbox'))
    .handler(async ({ Records }) => {
      const batchItemFailures: { itemIdentifier: string }[] = [];
      for (const record of Records) {
        try {
          await relay(record);
        } catch (error) {
          logFailure(error);
          batchItemFailures.push({ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' });
          if (!(error instanceof PreauError) || error.code !== 'request-malformed') break;
        }
      }
      return { batchItemFailures };
    });
}
