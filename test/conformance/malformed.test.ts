// Goal: a message that nobody can read is one error line with its code, becomes a dead letter, and
// hurts nobody beside it. Method: poison in every queue of a home that is at work, and in the
// functions that are called without a queue.
import { GetQueueAttributesCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { FunctionName } from '../../config/aws-functions.ts';
import { type HomeQueue, queueShapeOf } from '../../config/aws-queues.ts';
import { BUCKET_NAMES } from './aws-account.ts';
import { QUEUE_NAMES } from './aws-queues.ts';
import { sendTo } from './conductor.ts';
import { textOf } from './evidence.ts';
import { type Home, startHome } from './home.ts';
import { until } from './until.ts';

const python = inject('python');

/** Whatever it is, it must not be in a log: it could be anybody's. */
const POISON = '{"seq":"un","key":["06 39 98 01 11"';

describe.skipIf(python.kind === 'absent')('a home with poison in its queues', () => {
  let home: Home;
  let dead: ReadonlyMap<HomeQueue, readonly string[]>;
  let page: string | null;
  beforeAll(async () => {
    home = await startHome(python, { form: 'bundles', sms: 'sns' });
    await poison(home);
    await until(home, 'all poison to be dead letters', () => allAreDead(home));
    dead = await deadLetters(home);
    page = await textOf(home.account.clients.s3, BUCKET_NAMES.pages, 'index.html');
  });
  afterAll(() => home?.stop());

  it.each(QUEUE_NAMES)(
    'tells once of what is in the queue of %s, and lays it aside as it came',
    (name) => {
      const { worker } = queueShapeOf(name);
      const told = errorsOf(home, worker);
      expect(told.map(({ code }) => code)).toEqual(['request-malformed']);
      expect(dead.get(name)).toEqual([POISON]);
    },
  );

  it('writes the page for the good message beside it', () => {
    expect(page).toContain('Région Exemple');
  });

  it('goes on with its rounds, and fails in no other way', async () => {
    expect(home.conductor.failures()).toEqual([]);
    const outcome = await home.functionOf('watchdog').invoke({});
    expect(outcome).toMatchObject({
      kind: 'answered',
      payload: { well: true, deadLetters: QUEUE_NAMES.length },
    });
  });

  it('fails a probe that cannot be read, by its name, with one error line', async () => {
    const outcome = await home.functionOf('probe').invoke({ requests: 'all' });
    expect(outcome).toMatchObject({ kind: 'failed', errorType: 'PreauError' });
    expect(errorsOf(home, 'probe').map(({ code }) => code)).toEqual(['request-malformed']);
  });

  it('reports a stream record that cannot be read, and relays the one behind it', async () => {
    const image = { seq: { N: '1' }, entry: { S: '{"actions":[]}' } };
    const record = (SequenceNumber: string, NewImage: object) => ({
      eventName: 'INSERT',
      dynamodb: { SequenceNumber, NewImage },
    });
    const Records = [record('7', { seq: { N: '0' } }), record('8', image)];
    expect(await home.functionOf('relay-outbox').invoke({ Records })).toMatchObject({
      payload: { batchItemFailures: [{ itemIdentifier: '7' }] },
    });
    expect(errorsOf(home, 'relay-outbox').map(({ code }) => code)).toEqual(['request-malformed']);
  });

  it('has no word of the poison in any log', () => {
    const lines = QUEUE_NAMES.flatMap((name) => home.linesOf(queueShapeOf(name).worker));
    expect(lines.filter((line) => line.includes('06 39 98'))).toEqual([]);
  });
});

interface ErrorLine {
  readonly level?: string;
  readonly code?: string;
}

const errorsOf = (home: Home, name: FunctionName): readonly ErrorLine[] =>
  home
    .linesOf(name)
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as ErrorLine)
    .filter(({ level }) => level === 'ERROR');

async function poison({ account }: Home): Promise<void> {
  const { clients, queues } = account;
  for (const name of QUEUE_NAMES) {
    const group = queueShapeOf(name).fifo ? 'poison' : undefined;
    await sendTo(clients.sqs, queues.of[name].url, POISON, group);
  }
  await sendTo(clients.sqs, queues.of.pages.url, { seq: 1 }, 'pages');
}

async function allAreDead({ account }: Home): Promise<boolean> {
  const depths = await Promise.all(
    QUEUE_NAMES.map(async (name) => {
      const QueueUrl = account.queues.of[name].deadUrl;
      const asked = { QueueUrl, AttributeNames: ['ApproximateNumberOfMessages' as const] };
      const told = await account.clients.sqs.send(new GetQueueAttributesCommand(asked));
      return Number(told.Attributes?.ApproximateNumberOfMessages ?? 0);
    }),
  );
  return depths.every((depth) => depth > 0);
}

async function deadLetters({ account }: Home): Promise<ReadonlyMap<HomeQueue, readonly string[]>> {
  const all = await Promise.all(
    QUEUE_NAMES.map(async (name) => {
      const QueueUrl = account.queues.of[name].deadUrl;
      const asked = { QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 0 };
      const { Messages = [] } = await account.clients.sqs.send(new ReceiveMessageCommand(asked));
      return [name, Messages.map(({ Body = '' }) => Body)] as const;
    }),
  );
  return new Map(all);
}
