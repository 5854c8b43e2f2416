import type { Context, SQSEvent, SQSRecord } from 'aws-lambda';
import { afterEach, vi } from 'vitest';

/** An invocation's context with so much time left. */
export const contextOf = (remainingMs = 60_000): Context =>
  ({
    awsRequestId: 'r-1',
    functionName: 'preau-test',
    memoryLimitInMB: '256',
    invokedFunctionArn: 'arn:aws:lambda:eu-west-3:0:function:preau-test',
    getRemainingTimeInMillis: () => remainingMs,
  }) as Context;

/** A batch of SQS messages; `group` makes the queue a FIFO one. */
export const sqsEvent = (
  ...messages: readonly {
    readonly body: unknown;
    readonly id?: string;
    readonly group?: string;
    readonly receives?: number;
  }[]
): SQSEvent => ({
  Records: messages.map(({ body, id, group, receives }, index) => ({
    messageId: id ?? `m-${index + 1}`,
    receiptHandle: `h-${index + 1}`,
    body: typeof body === 'string' ? body : JSON.stringify(body),
    attributes: {
      ...(group && { MessageGroupId: group }),
      ...(receives && { ApproximateReceiveCount: String(receives) }),
    } as SQSRecord['attributes'],
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: `arn:aws:sqs:eu-west-3:0:queue${group ? '.fifo' : ''}`,
    awsRegion: 'eu-west-3',
  })),
});

export interface Line {
  readonly level?: string;
  readonly code?: string;
  readonly message?: string;
  readonly [key: string]: unknown;
}

/** Everything a function writes while a test runs, a line each. */
export function readLines(): { all: () => readonly Line[]; text: () => string } {
  let text = '';
  const keep = (chunk: unknown): boolean => {
    text += String(chunk);
    return true;
  };
  vi.spyOn(process.stdout, 'write').mockImplementation(keep);
  vi.spyOn(process.stderr, 'write').mockImplementation(keep);
  return {
    all: () =>
      text
        .split('\n')
        .filter((line) => line.startsWith('{'))
        .map((line) => JSON.parse(line) as Line),
    text: () => text,
  };
}

export const restoreLinesAfterEach = (): void => afterEach(() => void vi.restoreAllMocks());
