// Goal: the function probes what its deployment names and nothing else, and answers in time whatever
// its probes do. Method: the prober is a plain object that writes down what it is asked. No AWS.
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { readProbeRequests } from '../../adapters/local/read-probe-requests.ts';
import type { ProbeRequest, Prober } from '../../app/ports.ts';
import { PreauError } from '../../core/errors.ts';
import { epochMs } from '../../core/units.ts';
import { createHandler } from '../../lambdas/probe/handler.ts';
import { isOurs } from '../../lambdas/probe/is-ours.ts';
import { testPlatform } from '../fixtures/policy.ts';
import { contextOf, readLines, restoreLinesAfterEach } from './stage.ts';

beforeEach(() => void readLines());
restoreLinesAfterEach();

const clock = { now: () => epochMs(7) };
const platforms = [testPlatform('nord'), testPlatform('controle', false)];
const origin = {
  platform: 'nord',
  vantage: 'paris',
  target: 'origin',
  resolve: 'origin.nord.example',
  serverName: 'nord.example',
  port: 443,
  path: '/login',
  expect: 'Se connecter',
  slowMs: 2_000,
  budgetMs: 6_000,
};
const { mirror } = testPlatform('nord');
const lesson = {
  ...origin,
  target: 'mirror',
  resolve: mirror?.ownName,
  port: mirror?.port,
  path: '/cours/%C3%A9t%C3%A9.html',
};

function deployed(answers: (request: ProbeRequest) => boolean = () => true) {
  const asked: ProbeRequest[] = [];
  const prober: Prober = {
    probe: async (request) => {
      asked.push(request);
      if (!answers(request)) await new Promise(() => undefined);
      const { platform, vantage, target } = request;
      const failure = { stage: 'tcp', kind: 'tcp-refused', detail: 'ECONNREFUSED' } as const;
      return { platform, vantage, target, at: epochMs(1), failure, timesMs: {}, totalMs: 3 };
    },
  };
  const handler = createHandler({ prober, clock, platforms });
  const call = (event: unknown, lastsMs = 10_000) => handler(event, contextOf(lastsMs));
  return { asked, call };
}

test('probes all that it is asked for, and answers in the same order with what was found', async () => {
  const { asked, call } = deployed();
  const { observations } = await call({ requests: [origin, lesson] });
  expect(asked).toEqual([origin, lesson]);
  expect(observations.map(({ target }) => target)).toEqual(['origin', 'mirror']);
  expect(observations[0]).toMatchObject({ platform: 'nord', failure: { kind: 'tcp-refused' } });
});

test('the page beside a login may be asked too, where there is one', () => {
  const nord = testPlatform('nord');
  const beside = { ...nord, origin: { ...nord.origin, plainPath: '/style.css' } };
  const request = { ...origin, path: '/style.css' } as unknown as ProbeRequest;
  expect(isOurs(request, [beside])).toBe(true);
  expect(isOurs(request, [nord])).toBe(false);
});

describe('what its deployment does not name is not probed', () => {
  test.each([
    ['another platform', { ...origin, platform: 'sud' }],
    ['another host', { ...origin, resolve: '169.254.169.254' }],
    ['another port', { ...origin, port: 22 }],
    ['another path', { ...origin, path: '/admin' }],
    ["another name than the platform's", { ...origin, serverName: 'sud.example' }],
    ['the origin as if it were a mirror', { ...lesson, resolve: 'origin.nord.example' }],
    ['another port of the mirror', { ...lesson, port: 8_080 }],
    [
      'the mirror of a platform without one',
      { ...lesson, platform: 'controle', serverName: 'controle.example' },
    ],
  ])('%s', async (_, request) => {
    const { asked, call } = deployed();
    const { observations } = await call({ requests: [request, origin] });
    expect(asked).toEqual([origin]);
    expect(observations[0]?.failure).toMatchObject({ stage: 'vantage', kind: 'vantage-silent' });
    expect(observations[1]?.failure?.kind).toBe('tcp-refused');
  });
});

test('a probe that does not end leaves the others their answers', async () => {
  const { call } = deployed(({ target }) => target === 'origin');
  const { observations } = await call({ requests: [origin, lesson] }, 2_010);
  expect(observations.map(({ failure }) => failure?.kind)).toEqual([
    'tcp-refused',
    'vantage-silent',
  ]);
});

test('a source address of the one-machine home is passed over', async () => {
  const { asked, call } = deployed();
  await call({ requests: [{ ...origin, sourceAddress: '127.0.0.9' }] });
  expect(asked).toEqual([origin]);
});

test.each([
  ['nothing', undefined],
  ['no list', { requests: 'all' }],
  ['an empty list', { requests: [] }],
  ['too long a list', { requests: Array.from({ length: 251 }, () => origin) }],
  ['a port that is none', { requests: [{ ...origin, port: 0 }] }],
  ['a path that is none', { requests: [{ ...origin, path: 'http://elsewhere/' }] }],
  ['a budget of an hour', { requests: [{ ...origin, budgetMs: 3_600_000 }] }],
])('%s is refused with a code, and nothing is probed', async (_, event) => {
  const { asked, call } = deployed();
  await expect(call(event)).rejects.toMatchObject({ code: 'request-malformed', retryable: false });
  expect(asked).toEqual([]);
});

function readOrRefused(event: unknown): boolean {
  try {
    return readProbeRequests(event).length > 0;
  } catch (error) {
    return error instanceof PreauError;
  }
}

test('any JSON is read, or refused with a code', () => {
  const almost = fc.record({ requests: fc.array(fc.jsonValue()) });
  fc.assert(
    fc.property(fc.oneof(almost, fc.jsonValue(), fc.constant(undefined)), (event) => {
      expect(readOrRefused(event)).toBe(true);
    }),
    { numRuns: 500 },
  );
});
