import {
  BatchProcessor,
  EventType,
  processPartialResponse,
  SqsFifoPartialProcessorAsync,
} from '@aws-lambda-powertools/batch';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { PreauError } from '../../core/errors.ts';
import { isFirstReceive } from './first-receive.ts';
import { logFailure } from './standard.ts';
import { type TimeLeft, timeLeft } from './time-left.ts';

export interface RecordContext {
  /** Aborts a margin before the function's end. */
  readonly signal: AbortSignal;
  readonly remainingMs: () => number;
  readonly record: SQSRecord;
}

/**
 * A handler of SQS messages: each by itself, one after the other, and only those that failed come
 * again. In a FIFO queue those of the same group behind a failed one come again too, in order.
 *
 * A record that is not done a margin before the function's end, or not begun by then, has failed.
 * A malformed one is told of once: no try will mend it.
 *
 * @param parse throws PreauError `request-malformed`
 * @param hasten lets a malformed message come again at once, so that where a queue allows many
 *   receives it is a dead letter within moments, and out of its group's way. @default in its time
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export function eachRecord<T>(
  parse: (body: string) => T,
  work: (message: T, context: RecordContext) => Promise<void>,
  hasten?: (receiptHandle: string) => Promise<void>,
): (event: SQSEvent, context: Context) => Promise<SQSBatchResponse> {
  const read = async (record: SQSRecord): Promise<T> => {
    try {
      return parse(record.body);
    } catch (error) {
      if (isFirstReceive(record)) logFailure(error);
      await hasten?.(record.receiptHandle).catch(logFailure);
      throw error;
    }
  };
  return async (event, context) => {
    const time = timeLeft(context);
    const one = async (record: SQSRecord): Promise<void> => {
      const message = await read(record);
      try {
        await inTime(time, () => work(message, { ...time, record }));
      } catch (error) {
        logFailure(error);
        throw error;
      }
    };
    try {
      return await (isFifo(event)
        ? processPartialResponse(event, one, new SqsFifoPartialProcessorAsync(), {
            skipGroupOnError: true,
            throwOnFullBatchFailure: false,
          })
        : processPartialResponse(event, one, new BatchProcessor(EventType.SQS), {
            processInParallel: false,
            throwOnFullBatchFailure: false,
          }));
    } finally {
      time.end();
    }
  };
}

/** What is no batch at all is for Powertools to refuse. */
const isFifo = ({ Records }: Partial<SQSEvent>): boolean =>
  Array.isArray(Records) && Records.some(({ eventSourceARN }) => eventSourceARN.endsWith('.fifo'));

/** Work that does not hear the signal must not take the batch's answer with it. */
async function inTime({ signal }: TimeLeft, work: () => Promise<void>): Promise<void> {
  if (signal.aborted) throw late();
  const done = new AbortController();
  const end = new Promise<never>((_, reject) => {
    const stop = () => {
      const timer = setTimeout(() => reject(late()), GRACE_MS);
      done.signal.addEventListener('abort', () => clearTimeout(timer));
    };
    signal.addEventListener('abort', stop, { signal: done.signal });
  });
  try {
    await Promise.race([work(), end]);
  } finally {
    done.abort();
  }
}

/** For work that hears the signal to end by itself; within the margin. Chosen. */
const GRACE_MS = 1_000;

const late = (): PreauError =>
  new PreauError('store-unavailable', 'Expected to end in time, did not. It is tried again.', {
    retryable: true,
  });
