import { setTimeout as delay } from 'node:timers/promises';
import {
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { queueShapeOf } from '../../config/aws-queues.ts';
import { type Account, REGION } from './aws-account.ts';
import { type Queue, QUEUE_NAMES } from './aws-queues.ts';
import { openStream, type TableStream } from './dynamo-stream.ts';
import type { LambdaFunction } from './lambda-function.ts';
import type { Outcome } from './runtime-api.ts';

/** What AWS does between the functions, and moto does not. */
export interface Conductor {
  /** Outcomes that were no answer, in order: a handler that threw, a process that died. */
  failures(): readonly { readonly name: string; readonly outcome: Outcome }[];
  stop(): Promise<void>;
}

export interface ConductorSettings {
  readonly account: Account;
  /** Undefined while a function is not deployed: its messages then wait. */
  readonly find: (name: string) => LambdaFunction | undefined;
}

/** moto answers one request at a time, and polls are most of them. Chosen. */
const POLL_MS = 400;
const STREAM_POLL_MS = 250;
/** Of stream records that fail: lib/home-functions.ts. */
const STREAM_TRIES_MAX = 20;

/**
 * Conduct: call functions with what comes into their queues and give back what they failed, call
 * `relay-outbox` with the journal's stream, and send the scheduler's message of each minute.
 */
export async function startConductor(settings: ConductorSettings): Promise<Conductor> {
  const { account } = settings;
  const failures: { readonly name: string; readonly outcome: Outcome }[] = [];
  const stopping = new AbortController();
  const call = async (name: string, event: unknown): Promise<unknown> => {
    const outcome = await settings.find(name)?.invoke(event);
    if (outcome?.kind === 'answered') return outcome.payload;
    if (outcome !== undefined) failures.push({ name, outcome });
    throw new Error(`${name} gave no answer`);
  };
  const stream = await openStream(account.url, account.streamArn, REGION);
  const { signal } = stopping;
  const loops = [
    ...QUEUE_NAMES.map((name) =>
      loop(signal, POLL_MS, () => pollQueue(settings, account.queues.of[name], call)),
    ),
    loop(signal, STREAM_POLL_MS, streamReader(stream, call)),
    loop(signal, POLL_MS, minuteSender(account)),
  ];
  return {
    failures: () => failures,
    stop: async () => {
      stopping.abort();
      await Promise.all(loops);
    },
  };
}

type Call = (name: string, event: unknown) => Promise<unknown>;

async function loop(
  signal: AbortSignal,
  everyMs: number,
  turn: () => Promise<boolean>,
): Promise<void> {
  while (!signal.aborted) {
    // A server that is being stopped, or a function that failed: what is left comes again.
    const again = await turn().catch(() => false);
    if (!again) await delay(everyMs, undefined, { signal }).catch(() => undefined);
  }
}

/**
 * One batch of one queue. What the answer names as failed stays hidden until its time is over, as
 * all of it does when no answer came; the rest is deleted.
 *
 * @returns whether something came
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
async function pollQueue(
  { account, find }: ConductorSettings,
  { name, url: QueueUrl, arn }: Queue,
  call: Call,
): Promise<boolean> {
  const { worker, batchSize } = queueShapeOf(name);
  if (find(worker) === undefined) return false;
  const { sqs } = account.clients;
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages: batchSize,
      MessageSystemAttributeNames: ['All'],
    }),
  );
  if (Messages.length === 0) return false;
  const answer = await call(worker, { Records: Messages.map((one) => recordOf(one, arn)) });
  const failed = failedIn(answer);
  for (const { MessageId, ReceiptHandle } of Messages)
    if (!failed.has(MessageId ?? ''))
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  return true;
}

/** As Lambda tells a function of a message. */
const recordOf = (message: Message, arn: string) => ({
  messageId: message.MessageId,
  receiptHandle: message.ReceiptHandle,
  body: message.Body,
  attributes: message.Attributes ?? {},
  messageAttributes: {},
  md5OfBody: message.MD5OfBody,
  eventSource: 'aws:sqs',
  eventSourceARN: arn,
  awsRegion: REGION,
});

function failedIn(answer: unknown): ReadonlySet<string> {
  const { batchItemFailures = [] } = (answer ?? {}) as {
    readonly batchItemFailures?: readonly { readonly itemIdentifier: string }[];
  };
  return new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
}

/** Of one call: lib/home-functions.ts. */
const RECORDS_MAX = 25;

/** The journal's new entries, as the stack filters its stream; from the first that failed on again. */
function streamReader(stream: TableStream, call: Call): () => Promise<boolean> {
  let waiting: readonly StreamRecord[] = [];
  let tries = 0;
  return async () => {
    const records = (await stream.read()) as readonly StreamRecord[];
    waiting = [...waiting, ...records.filter(({ eventName }) => eventName === 'INSERT')];
    const batch = waiting.slice(0, RECORDS_MAX);
    if (batch.length === 0) return false;
    const failed = failedIn(await call('relay-outbox', { Records: batch }));
    const from = batch.findIndex(({ dynamodb }) => failed.has(dynamodb.SequenceNumber));
    tries = from === -1 ? 0 : tries + 1;
    waiting = waiting.slice(from === -1 || tries > STREAM_TRIES_MAX ? batch.length : from);
    return false;
  };
}

interface StreamRecord {
  readonly eventName: string;
  readonly dynamodb: { readonly SequenceNumber: string };
}

/** As EventBridge Scheduler does: a message for each minute, the one that has begun first. */
function minuteSender({ clients, queues }: Account): () => Promise<boolean> {
  let sent = 0;
  return async () => {
    const minute = Math.floor(Date.now() / 60_000) * 60_000;
    if (minute === sent) return false;
    sent = minute;
    await sendTo(clients.sqs, queues.of.rounds.url, {
      kind: 'minute',
      due: new Date(minute).toISOString(),
    });
    return false;
  };
}

/** Put a message in a queue. */
export async function sendTo(
  client: Account['clients']['sqs'],
  QueueUrl: string,
  body: object | string,
  group?: string,
): Promise<void> {
  const MessageBody = typeof body === 'string' ? body : JSON.stringify(body);
  const fifo =
    group === undefined
      ? {}
      : { MessageGroupId: group, MessageDeduplicationId: `${Math.random()}` };
  await client.send(new SendMessageCommand({ QueueUrl, MessageBody, ...fifo }));
}
