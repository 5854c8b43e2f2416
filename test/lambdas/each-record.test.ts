// Goal: each message of a batch stands by itself, and only those that failed come again.
// Method: a handler over plain records; the function's end is a number given by the test.
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { PreauError } from '../../core/errors.ts';
import { readActionMessage } from '../../lambdas/messages.ts';
import { eachRecord, type RecordContext } from '../../lambdas/middleware/each-record.ts';
import { measure } from '../../lambdas/middleware/metrics.ts';
import { standard } from '../../lambdas/middleware/standard.ts';
import { contextOf, readLines, restoreLinesAfterEach, sqsEvent } from './stage.ts';

restoreLinesAfterEach();

const failures = ({ batchItemFailures }: SQSBatchResponse) =>
  batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);

function handlerOf(work: (key: string, context: RecordContext) => Promise<void>) {
  return middy<SQSEvent, SQSBatchResponse>()
    .use(standard('essai'))
    .handler(eachRecord(readActionMessage, ({ key }, context) => work(key, context)));
}
const action = (key: string, group?: string) => ({
  body: { seq: 1, key },
  ...(group === undefined ? {} : { group }),
});

describe('a batch of messages', () => {
  it('reports a malformed one by one line with its code, and does the rest', async () => {
    const lines = readLines();
    const done: string[] = [];
    const handler = handlerOf(async (key) => void done.push(key));
    const malformed = [
      'no json',
      '{"seq":0,"key":"a"}',
      '{"seq":1}',
      '[]',
      '{"seq":1,"key":"a","x":1}',
    ];
    const batch = sqsEvent(action('a'), ...malformed.map((body) => ({ body })), action('b'));
    expect(failures(await handler(batch, contextOf()))).toEqual([
      'm-2',
      'm-3',
      'm-4',
      'm-5',
      'm-6',
    ]);
    expect(done).toEqual(['a', 'b']);
    const errors = lines.all().filter(({ level }) => level === 'ERROR');
    expect(errors.map(({ code }) => code)).toEqual(malformed.map(() => 'request-malformed'));
  });

  it('never repeats what a malformed message said', async () => {
    const lines = readLines();
    const body = '{"seq":"+33612345678","key":["secret words"]}';
    await handlerOf(async () => undefined)(sqsEvent({ body }), contextOf());
    expect(lines.text()).not.toMatch(/33612345678|secret words/);
  });

  it('tells of a malformed message once, and lets it come again at once until it is a dead letter', async () => {
    const lines = readLines();
    const hastened: string[] = [];
    const handler = eachRecord(
      readActionMessage,
      async () => undefined,
      async (receiptHandle) => void hastened.push(receiptHandle),
    );
    for (const receives of [1, 2, 60]) {
      const batch = sqsEvent({ body: 'no json', receives }, action('a'));
      expect(failures(await handler(batch, contextOf()))).toEqual(['m-1']);
    }
    expect(hastened).toEqual(['h-1', 'h-1', 'h-1']);
    expect(lines.all().filter(({ code }) => code === 'request-malformed')).toHaveLength(1);
  });

  it('gives a malformed message back though it cannot be hastened', async () => {
    const lines = readLines();
    const handler = eachRecord(
      readActionMessage,
      async () => undefined,
      async () => {
        throw new PreauError('store-unavailable', 'SQS is silent.');
      },
    );
    expect(failures(await handler(sqsEvent({ body: 'no json' }), contextOf()))).toEqual(['m-1']);
    expect(lines.all().map(({ code }) => code)).toEqual(['request-malformed', 'store-unavailable']);
  });

  it('gives a whole failed batch back, and says what the bug was', async () => {
    const lines = readLines();
    const handler = handlerOf(async () => {
      throw new TypeError('oops');
    });
    expect(failures(await handler(sqsEvent(action('a'), action('b')), contextOf()))).toEqual([
      'm-1',
      'm-2',
    ]);
    expect(lines.all().filter(({ code }) => code === 'bug')).toHaveLength(2);
  });

  it('is refused whole when it is no batch', async () => {
    readLines();
    const handler = handlerOf(async () => undefined);
    await expect(handler(JSON.parse('{}') as SQSEvent, contextOf())).rejects.toThrow(
      /Unexpected batch type/,
    );
  });
});

describe('a FIFO queue', () => {
  it('keeps the order of a group whose message failed, and lets other groups go on', async () => {
    readLines();
    const done: string[] = [];
    const handler = handlerOf(async (key) => {
      if (key === 'n1') throw new PreauError('dns-unreachable', 'later', { retryable: true });
      done.push(key);
    });
    const batch = sqsEvent(action('n1', 'nord'), action('n2', 'nord'), action('s1', 'sud'));
    expect(failures(await handler(batch, contextOf()))).toEqual(['m-1', 'm-2']);
    expect(done).toEqual(['s1']);
  });
});

describe('the end of a function', () => {
  it('aborts the work a margin before, and what was not begun by then comes again', async () => {
    readLines();
    const seen: string[] = [];
    const handler = handlerOf(
      (key, { signal }) =>
        new Promise((_, reject) => {
          seen.push(key);
          signal.addEventListener('abort', () => reject(new Error('aborted')));
        }),
    );
    const answer = await handler(sqsEvent(action('a'), action('b')), contextOf(2_020));
    expect([failures(answer), seen]).toEqual([['m-1', 'm-2'], ['a']]);
  });
});

describe('a metric', () => {
  it('is one line in the embedded format, counts added up, and gone afterwards', async () => {
    const lines = readLines();
    const handler = handlerOf(async () => measure('Essais', 2));
    await handler(sqsEvent(action('a'), action('b')), contextOf());
    await handlerOf(async () => undefined)(sqsEvent(action('a')), contextOf());
    const metrics = lines.all().filter((line) => '_aws' in line);
    expect(metrics).toEqual([
      {
        _aws: {
          Timestamp: expect.any(Number),
          CloudWatchMetrics: [
            {
              Namespace: 'Preau',
              Dimensions: [['service']],
              Metrics: [{ Name: 'Essais', Unit: 'Count' }],
            },
          ],
        },
        service: 'essai',
        Essais: 4,
      },
    ]);
  });
});
