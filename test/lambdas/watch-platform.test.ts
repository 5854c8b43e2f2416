import type { Context } from 'aws-lambda';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Prober, ProbeRequest } from '../../app/ports.ts';
import { PreauError } from '../../core/errors.ts';
import { epochMs } from '../../core/units.ts';
import { logFailure } from '../../lambdas/middleware/log-failure.ts';
import { createHandler } from '../../lambdas/watch-platform/handler.ts';
import { parseTick } from '../../lambdas/watch-platform/parse-tick.ts';

// Goal: the handler turns a tick into one probe, and its answer is what the probe found.
// Method: the prober is a plain object that writes down what it is asked. No AWS.

const context = { awsRequestId: 'r-1', getRemainingTimeInMillis: () => 3_000 } as Context;
const tick = {
  at: '2021-04-06T06:00:00Z',
  request: {
    platform: 'ent',
    vantage: 'aws-eu-west-3',
    target: 'origin',
    resolve: 'origine.region.example',
    serverName: 'ent.region.example',
    port: 443,
    path: '/login',
    expect: 'Identifiant',
    slowMs: 5_000,
    budgetMs: 6_000,
  },
};

function fakeProber() {
  const asked: ProbeRequest[] = [];
  const prober: Prober = {
    probe: async (request) => {
      asked.push(request);
      const { platform, vantage, target } = request;
      const failure = { stage: 'tcp', kind: 'tcp-refused', detail: 'ECONNREFUSED' } as const;
      return { platform, vantage, target, at: epochMs(1), failure, timesMs: {}, totalMs: 3 };
    },
  };
  return { asked, prober };
}

test('probes what the tick names, and answers with what was found', async () => {
  const { asked, prober } = fakeProber();
  const answer = await createHandler(prober)(tick, context);
  expect(asked).toEqual([tick.request]);
  expect(answer).toMatchObject({ platform: 'ent', failure: { kind: 'tcp-refused' } });
});

test('reads the instant that the schedule was due', () => {
  expect(parseTick(tick).at).toBe(Date.UTC(2021, 3, 6, 6));
});

test('fails on a malformed tick with a code, and shows what it got', async () => {
  const { asked, prober } = fakeProber();
  const wrong = { ...tick, request: { ...tick.request, port: 0 } };
  const failure = await createHandler(prober, () => undefined)(wrong, context).catch(
    (error: unknown) => error,
  );
  expect(failure).toMatchObject({ code: 'request-malformed', retryable: false });
  expect(String(failure)).toContain('request.port');
  expect(asked).toEqual([]);
});

function readOrRefused(event: unknown): boolean {
  try {
    return parseTick(event).request.port > 0;
  } catch (error) {
    return error instanceof PreauError;
  }
}

test('any JSON is read, or refused with a code', () => {
  const almost = fc.record({ at: fc.jsonValue(), request: fc.jsonValue() });
  fc.assert(
    fc.property(fc.oneof(almost, fc.jsonValue(), fc.constant(undefined)), (event) => {
      expect(readOrRefused(event)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('a failure is logged once, as one line with its code', async () => {
  const lines: string[] = [];
  const error = new PreauError('request-malformed', 'expected a, got b');
  await logFailure((line) => lines.push(line)).onError?.({
    event: {},
    context,
    response: undefined,
    error,
    internal: {},
  });
  expect(lines.map((line): unknown => JSON.parse(line))).toEqual([
    { level: 'error', code: 'request-malformed', message: 'expected a, got b', requestId: 'r-1' },
  ]);
});
