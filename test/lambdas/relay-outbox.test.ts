// Goal: each new entry's actions reach their queues, in order, and nothing else does.
// Method: records as DynamoDB's stream has them, made by the journal's own item; queues that write
// down what they are given. No emulator has streams.
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { expect, it } from 'vitest';
import { itemOf } from '../../adapters/aws/dynamo-journal-item.ts';
import type { QueueName, Send } from '../../app/perform/relay-action.ts';
import { PreauError } from '../../core/errors.ts';
import type { Action } from '../../core/incident/action.ts';
import { incidentId, platformId, epochMs } from '../../core/units.ts';
import { createHandler } from '../../lambdas/relay-outbox/handler.ts';
import { chained, startedAt, task, turnTo } from '../fixtures/journal.ts';
import { contextOf, readLines, restoreLinesAfterEach } from './stage.ts';

restoreLinesAfterEach();

const collect: Action = {
  kind: 'collect-signals',
  key: 'nord-1/signals/1',
  incident: incidentId('nord-1'),
  platform: platformId('nord'),
  fellAt: epochMs(1),
};
const notice = (kind: 'plan-notice' | 'send-notice', verb: string): Action =>
  ({ kind, key: `nord-1/outage/${verb}`, notice: 'nord-1/outage', content: {} }) as Action;

function stream(...actions: readonly (readonly Action[])[]): DynamoDBStreamEvent {
  const entries = chained(
    actions.map((_, index) => startedAt(index)),
    (_, index) => actions[index] ?? [],
  );
  return {
    Records: entries.map((entry, index) => ({
      eventName: 'INSERT' as const,
      dynamodb: {
        SequenceNumber: String(index + 100),
        NewImage: itemOf(entry, 'w') as Record<string, never>,
      },
    })),
  };
}

function queues(failing?: (body: object) => boolean) {
  const sent: { queue: QueueName; body: object; group?: string; dedupe?: string }[] = [];
  const into =
    (queue: QueueName): Send =>
    async (body, options = {}) => {
      if (failing?.(body)) throw new PreauError('store-unavailable', 'silent', { retryable: true });
      sent.push({ queue, body, ...options });
    };
  const all = {
    actions: into('actions'),
    plans: into('plans'),
    mail: into('mail'),
    sms: into('sms'),
    pages: into('pages'),
  };
  return { all, sent };
}

it('sends each kind where its workers listen, by number and key, and never what it says', async () => {
  readLines();
  const { all, sent } = queues();
  const event = stream(
    [turnTo(1), collect],
    [notice('plan-notice', 'plan')],
    [notice('send-notice', 'send'), task('a')],
  );
  expect(await createHandler(all)(event, contextOf())).toEqual({ batchItemFailures: [] });
  expect(sent.map(({ queue, body, group }) => [queue, body, group])).toEqual([
    ['actions', { seq: 1, key: 'nord/turn/1' }, 'nord/turn'],
    ['actions', { seq: 1, key: 'nord-1/signals/1' }, 'nord-1/signals/1'],
    ['pages', { seq: 1 }, 'pages'],
    ['plans', { seq: 2, key: 'nord-1/outage/plan' }, undefined],
    ['pages', { seq: 2 }, 'pages'],
    ['mail', { seq: 3, key: 'nord-1/outage/send' }, undefined],
    ['sms', { seq: 3, key: 'nord-1/outage/send' }, undefined],
    ['pages', { seq: 3 }, 'pages'],
  ]);
  expect(
    new Set(sent.filter(({ queue }) => queue === 'actions').map(({ dedupe }) => dedupe)).size,
  ).toBe(2);
});

it('says the same of an entry that the stream brings twice, so that the queue drops it', async () => {
  readLines();
  const { all, sent } = queues();
  const handler = createHandler(all);
  await handler(stream([turnTo(1)]), contextOf());
  await handler(stream([turnTo(1)]), contextOf());
  expect(sent.slice(2)).toEqual(sent.slice(0, 2));
});

it('takes a done action for no news', async () => {
  readLines();
  const { all, sent } = queues();
  const [record] = stream([turnTo(1)]).Records;
  await createHandler(all)({ Records: [{ ...record, eventName: 'MODIFY' }] }, contextOf());
  expect(sent).toEqual([]);
});

it('stops at a queue that does not answer, so that nothing overtakes what failed', async () => {
  readLines();
  const { all, sent } = queues((body) => 'seq' in body && body.seq === 2);
  const event = stream([turnTo(1)], [turnTo(2, 0.5)], [turnTo(3, 0)]);
  expect(await createHandler(all)(event, contextOf())).toEqual({
    batchItemFailures: [{ itemIdentifier: '101' }],
  });
  expect(sent.map(({ body }) => body)).toEqual([{ seq: 1, key: 'nord/turn/1' }, { seq: 1 }]);
});

it('reports a malformed record by one line with its code, and relays the rest', async () => {
  const lines = readLines();
  const { all, sent } = queues();
  const event = stream([turnTo(1)], [turnTo(2, 0.5)]);
  const broken = {
    eventName: 'INSERT' as const,
    dynamodb: {
      SequenceNumber: '99',
      NewImage: { seq: { N: '7' }, entry: { S: '{"actions":3}' } },
    },
  };
  const nothing = {
    eventName: 'INSERT' as const,
    dynamodb: { SequenceNumber: '98', NewImage: { seq: { S: 'x' } } },
  };
  const answer = await createHandler(all)(
    { Records: [broken, nothing, ...event.Records] },
    contextOf(),
  );
  expect(answer).toEqual({
    batchItemFailures: [{ itemIdentifier: '99' }, { itemIdentifier: '98' }],
  });
  expect(sent).toHaveLength(4);
  expect(
    lines
      .all()
      .filter(({ level }) => level === 'ERROR')
      .map(({ code }) => code),
  ).toEqual(['request-malformed', 'request-malformed']);
});
