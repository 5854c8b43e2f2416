import { SendMessageBatchCommand, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { setTimeout as delay } from 'node:timers/promises';
import { PreauError } from '../../core/errors.ts';
import { inBatches, type WireMessage } from './sqs-batches.ts';
import { storeError } from './store-error.ts';

/** One message as its sender gives it; the body travels as JSON. */
export interface QueueMessage {
  readonly body: object;
  /** To come no sooner than this, 0 to 900. Not for a FIFO queue, where the queue alone delays. */
  readonly delaySec?: number;
  /** FIFO queues: messages of one group come in order, one after the other. */
  readonly group?: string;
  /** FIFO queues: a second message of the same value within five minutes is dropped. */
  readonly dedupe?: string;
}

export interface SqsSender {
  /** @throws PreauError `store-unavailable` */
  send(body: object, options?: Omit<QueueMessage, 'body'>): Promise<void>;
  /**
   * Send many, ten at a time. What the queue refused in part is sent again, that part alone, and so
   * may come behind others of its group.
   * @throws PreauError `store-unavailable`, when some are not in the queue
   */
  sendAll(messages: readonly QueueMessage[]): Promise<void>;
}

export interface SqsSenderOptions {
  readonly client: SQSClient;
  readonly queueUrl: string;
  /** Before a batch's refused part is sent again; doubles each time. @default 100 ms, chosen */
  readonly firstWaitMs?: number;
}

/** What SQS allows. @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
const DELAY_MAX_SEC = 900;
/** With 0.1 s, 0.2 s and 0.4 s between them; then they are the caller's. Chosen. */
const TRIES = 4;
const FIRST_WAIT_MS = 100;
const TIMEOUT_MS = 10_000;

/** A queue to put messages in. */
export function createSqsSender(options: SqsSenderOptions): SqsSender {
  const { client, queueUrl: QueueUrl, firstWaitMs = FIRST_WAIT_MS } = options;
  const call = { client, QueueUrl, firstWaitMs };
  return {
    send: async (body, options = {}) => {
      const message = { QueueUrl, ...wireOf({ body, ...options }) };
      try {
        const abortSignal = AbortSignal.timeout(TIMEOUT_MS);
        await client.send(new SendMessageCommand(message), { abortSignal });
      } catch (error) {
        throw storeError(error, `sending a message to ${QueueUrl}`);
      }
    },
    // One batch after the other: in a FIFO queue the order of sending is the order of a group.
    sendAll: async (messages) => {
      for (const batch of inBatches(messages.map(wireOf))) await sendBatch(call, batch);
    },
  };
}

function wireOf({ body, delaySec, group, dedupe }: QueueMessage): WireMessage {
  const delayed = Math.min(DELAY_MAX_SEC, Math.max(0, Math.ceil(delaySec ?? 0)));
  return {
    MessageBody: JSON.stringify(body),
    ...(delayed === 0 ? {} : { DelaySeconds: delayed }),
    ...(group === undefined ? {} : { MessageGroupId: group }),
    ...(dedupe === undefined ? {} : { MessageDeduplicationId: dedupe }),
  };
}

interface Call {
  readonly client: SQSClient;
  readonly QueueUrl: string;
  readonly firstWaitMs: number;
}

async function sendBatch(call: Call, messages: readonly WireMessage[]): Promise<void> {
  let waiting = messages;
  for (let tries = 1; waiting.length > 0; tries += 1) {
    const failed = await tryBatch(call, waiting);
    const refused = failed.find(({ fault }) => fault);
    if (refused !== undefined || (failed.length > 0 && tries === TRIES))
      throw notSent(call.QueueUrl, failed.length, refused ?? failed[0]);
    waiting = failed.map(({ message }) => message);
    if (waiting.length > 0) await delay(call.firstWaitMs * 2 ** (tries - 1));
  }
}

interface Failed {
  readonly message: WireMessage;
  readonly why: string;
  /** The message's own: sending it again changes nothing. */
  readonly fault: boolean;
}

async function tryBatch(
  { client, QueueUrl }: Call,
  messages: readonly WireMessage[],
): Promise<readonly Failed[]> {
  const Entries = messages.map((message, index) => ({ Id: String(index), ...message }));
  try {
    const abortSignal = AbortSignal.timeout(TIMEOUT_MS);
    const command = new SendMessageBatchCommand({ QueueUrl, Entries });
    const { Failed: failures = [], Successful = [] } = await client.send(command, { abortSignal });
    const why = new Map(failures.map((one) => [one.Id ?? '', one]));
    const sent = new Set(Successful.map(({ Id }) => Id));
    return messages.flatMap((message, index) => {
      const failure = why.get(String(index));
      if (failure === undefined && sent.has(String(index))) return [];
      const said = `${failure?.Code ?? 'no answer'} (${failure?.Message ?? ''})`;
      return [{ message, why: said, fault: failure?.SenderFault ?? false }];
    });
  } catch (error) {
    throw storeError(error, `sending messages to ${QueueUrl}`);
  }
}

const notSent = (queueUrl: string, count: number, one: Failed | undefined): PreauError =>
  new PreauError(
    'store-unavailable',
    `Expected all messages to be in ${queueUrl}, got ${count} refused: ${one?.why ?? ''}. They are sent again by whoever sent them.`,
    { retryable: one?.fault !== true },
  );
