// Goal: a probe says the same through a vantage's function or agent as from here, and a function that
// cannot be asked is a vantage that saw nothing (P7). Method: one suite against servers on loopback;
// the function's own handler behind an Invoke endpoint of the test's own, which can also fail.
import { LambdaClient } from '@aws-sdk/client-lambda';
import type { Context } from 'aws-lambda';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createLambdaProber } from '../../adapters/aws/lambda-prober.ts';
import { createProber } from '../../adapters/local/prober.ts';
import { createRemoteProber } from '../../adapters/local/remote-prober.ts';
import type { ProbeRequest, Prober } from '../../app/ports.ts';
import { wholeRound } from '../fixtures/whole-round.ts';
import { durationMs, epochMs, platformId, vantageId } from '../../core/units.ts';
import type { Observation } from '../../core/watch/observation.ts';
import { createHandler } from '../../lambdas/probe/handler.ts';
import {
  answerTo,
  expectWithin,
  nameServer,
  openProbeStage,
  type ProbeStage,
  page,
  plainServer,
  probeOf,
  type Stand,
  says,
  tlsServer,
} from '../adapters/local/prober-fixture.ts';
import { testPlatform, testPolicy } from '../fixtures/policy.ts';
import { anAgent } from '../home/vantage/an-agent.ts';
import { type Stub, startStub } from './store-endpoint.ts';

const clock = { now: () => epochMs(1_617_688_800_000) };
const context = { awsRequestId: 'r', getRemainingTimeInMillis: () => 10_000 } as Context;
const V1 = vantageId('v1');

let stage: ProbeStage;
let names: Stand;
const stubs: Stub[] = [];
beforeAll(async () => {
  stage = await openProbeStage();
  names = await nameServer((query, send) => send(answerTo(query, ['127.0.0.1'])));
});
afterEach(async () => {
  await stage.clear();
  for (const stub of stubs.splice(0)) await stub.stop();
});
afterAll(async () => {
  await names.close();
  await stage.close();
});

const local = () =>
  createProber({
    clock,
    ca: stage.certificates.caPem,
    nameServer: { address: '127.0.0.1', port: names.port },
  });

type Invoke = (requests: readonly ProbeRequest[]) => Promise<{
  readonly status?: number;
  readonly error?: string;
  readonly body: string;
}>;

/** The Invoke action of Lambda: REST with JSON, and the function's own failures in a header. */
async function lambdaProber(invoke: Invoke, marginMs = 4_000) {
  const stub = await startStub((request, response) => {
    const { requests } = JSON.parse(request.body.toString('utf8')) as {
      requests: ProbeRequest[];
    };
    void invoke(requests).then(({ status = 200, error, body }) => {
      response.statusCode = status;
      if (error !== undefined) response.setHeader('x-amz-function-error', error);
      response.end(body);
    });
  });
  stubs.push(stub);
  const client = new LambdaClient({
    endpoint: stub.url,
    region: 'eu-west-3',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  const functions = new Map([[V1, { client, functionName: 'preau-probe' }]]);
  return { prober: createLambdaProber({ functions, clock, marginMs }), stub };
}

/** The real handler, deployed with the very platform that a request is of. */
const throughFunction = async (): Promise<Prober> => {
  const { prober } = await lambdaProber(async (requests) => {
    const platforms = requests.map(({ platform, serverName, resolve, port, path }) => ({
      ...testPlatform(platform),
      hostname: serverName,
      origin: { ...testPlatform('a').origin, host: resolve, port, path },
      mirror: { ...mirrorOf('a'), ownName: resolve, port },
    }));
    const handler = createHandler({ prober: local(), clock, platforms });
    return { body: JSON.stringify(await handler({ requests }, context)) };
  });
  return prober;
};

/** The real agent, which allows the very target that a request is of. */
const throughAgent = async (): Promise<Prober> => ({
  probe: async (request) => {
    const { resolve, port, serverName } = request;
    const running = await anAgent(local(), `${resolve}:${port},${serverName}`);
    const agents = new Map([[V1, running.agent]]);
    const others = { probe: () => Promise.reject(new Error('not by this machine')) };
    try {
      return await createRemoteProber({ agents, others, clock }).probe(request);
    } finally {
      await running.stop();
    }
  },
});

function mirrorOf(id: string) {
  const { mirror } = testPlatform(id);
  if (mirror === undefined) throw new Error('a platform of the fixture has a mirror');
  return mirror;
}

describe.each([
  ['from here', async () => local()],
  ["by a vantage's function", throughFunction],
  ["by a vantage's agent", throughAgent],
] as const)('a probe %s', (_, open) => {
  it('of a page that is there is no failure, with its times, address and certificate', async () => {
    const { port } = await stage.origin(says(page(200, '<h1>Se connecter</h1>')));
    const seen = await (await open()).probe(probeOf({ port }));
    expect(seen).toMatchObject({ failure: null, status: 200, address: '127.0.0.1', vantage: 'v1' });
    expect(Object.keys(seen.timesMs)).toEqual(['dns', 'tcp', 'tls', 'http']);
    expect(seen.certificateNotAfter).toBeGreaterThan(Date.now());
    expect(seen.certificate).toMatchObject({
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      tlsVersion: 'TLSv1.3',
    });
  });

  it('of a mirror brings its build and the hash of its bytes', async () => {
    const build = 'Preau-Build: b-1\r\n';
    const { port } = await stage.origin(says(page(200, 'Se connecter', build)));
    const seen = await (await open()).probe(probeOf({ port, target: 'mirror' }));
    expect(seen).toMatchObject({ target: 'mirror', buildId: 'b-1' });
    expect(seen.bodySha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('that is refused for its certificate brings who it is for', async () => {
    const leaf = await stage.certificates.leafFor(['autre.example']);
    const { port } = await stage.served(tlsServer(leaf, says(page(200, ''))));
    const seen = await (await open()).probe(probeOf({ port }));
    expect(seen.failure).toMatchObject({ stage: 'tls', kind: 'tls-name-mismatch' });
    expect(seen.certificate?.altNames).toEqual(['DNS:autre.example']);
    expect(seen.certificateNotAfter).toBeGreaterThan(Date.now());
  });

  it('that fails brings its raw record, and the instant of the clock', async () => {
    const { port } = await stage.origin(says(page(503, 'Trop tard', 'Server: nginx\r\n')));
    const seen = await (await open()).probe(probeOf({ port }));
    expect(seen.raw).toMatchObject({
      statusLine: 'HTTP/1.1 503 X',
      headers: { server: 'nginx' },
      bodyStart: 'Trop tard',
    });
    expect(seen.firstByteMs).toBeGreaterThan(0);
    expect(seen.at).toBe(clock.now());
  });

  it('without an answer ends with its budget', async () => {
    const { port } = await stage.origin(() => undefined);
    const seen = await (await open()).probe(probeOf({ port, budgetMs: 400 }));
    expect(seen.failure).toMatchObject({ stage: 'http', kind: 'http-timeout' });
    expectWithin(seen.totalMs, 400);
  });

  it('that fails says where and by what', async () => {
    const { port } = await stage.origin(says(page(503, 'rien')));
    const prober = await open();
    const closed = await stage.served(plainServer((socket) => socket.destroy()));
    const [down, cut] = await Promise.all([
      prober.probe(probeOf({ port })),
      prober.probe(probeOf({ port: closed.port, platform: platformId('autre') })),
    ]);
    expect(down.failure).toMatchObject({ stage: 'http', kind: 'http-503' });
    expect(cut.failure?.stage).toBe('tls');
  });
});

const seenOf = ({ platform, vantage, target }: ProbeRequest): Observation => ({
  platform,
  vantage,
  target,
  at: epochMs(1),
  totalMs: 5,
  failure: null,
  timesMs: { dns: 1 },
});
const answered: Invoke = async (requests) => ({
  body: JSON.stringify({ observations: requests.map(seenOf) }),
});

describe('probes of one turn', () => {
  it('go as one call, and each gets its own answer', async () => {
    const { prober, stub } = await lambdaProber(answered);
    const ids = ['a', 'b', 'c'];
    const seen = await Promise.all(
      ids.map((id) => prober.probe(probeOf({ platform: platformId(id) }))),
    );
    expect(seen.map(({ platform }) => platform)).toEqual(ids);
    expect(stub.requests.map(({ path }) => path)).toEqual([
      '/2015-03-31/functions/preau-probe/invocations',
    ]);
    await prober.probe(probeOf());
    expect(stub.requests).toHaveLength(2);
  });

  it('that are more than a call may carry go as several', async () => {
    const { prober, stub } = await lambdaProber(answered);
    const many = Array.from({ length: 450 }, (_, n) => platformId(`p${n}`));
    const seen = await Promise.all(many.map((platform) => prober.probe(probeOf({ platform }))));
    expect(seen.map(({ platform }) => platform)).toEqual(many);
    expect(stub.requests).toHaveLength(3);
  });
});

describe('a vantage whose function', () => {
  const request = probeOf({ budgetMs: 100 });
  it.each([
    ['failed', async () => ({ error: 'Unhandled', body: '{"errorMessage":"boom"}' }), 'boom'],
    ['is throttled', async () => ({ status: 429, body: '{}' }), ''],
    ['is not there', async () => ({ status: 404, body: '{}' }), ''],
    ['answers no JSON', async () => ({ body: '<html>' }), ''],
    ['answers something else', async () => ({ body: '{"observations":7}' }), 'no { observations }'],
    ['answers nothing', async () => ({ body: '' }), ''],
    ['answers too few', async () => ({ body: '{"observations":[]}' }), 'lacks this probe'],
    [
      'answers of another platform',
      async () => ({
        body: JSON.stringify({ observations: [seenOf(probeOf({ platform: platformId('x') }))] }),
      }),
      'lacks this probe',
    ],
    [
      'answers an unknown kind',
      async () => ({
        body: JSON.stringify({
          observations: [
            { ...seenOf(request), failure: { stage: 'dns', kind: 'tcp-refused', detail: '' } },
          ],
        }),
      }),
      'lacks this probe',
    ],
    ['does not answer in time', () => new Promise<never>(() => undefined), 'no answer in 150 ms'],
  ] as const)('%s is silent, and throws nothing', async (_, invoke, detail) => {
    const { prober } = await lambdaProber(invoke as Invoke, 50);
    const seen = await prober.probe(request);
    expect(seen.failure).toMatchObject({ stage: 'vantage', kind: 'vantage-silent' });
    expect(seen.failure?.detail).toContain(detail);
    expect(seen).toMatchObject({
      platform: 'ent',
      vantage: 'v1',
      target: 'origin',
      at: clock.now(),
    });
  });

  it('is not known is silent too', async () => {
    const { prober } = await lambdaProber(answered);
    const seen = await prober.probe(probeOf({ vantage: vantageId('elsewhere') }));
    expect(seen.failure?.kind).toBe('vantage-silent');
  });

  it('any answer whatever gives an observation of what was asked', async () => {
    let body = '';
    const { prober } = await lambdaProber(async () => ({ body }));
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.json(), fc.string()), async (text) => {
        body = text;
        expect(await prober.probe(request)).toMatchObject({ platform: 'ent', vantage: 'v1' });
      }),
      { numRuns: 30 },
    );
  });

  it('has no vote in its round, with controls or without (P7)', async () => {
    const { prober } = await lambdaProber(async () => ({ status: 500, body: '{}' }));
    const policy = testPolicy();
    const vantages = [{ id: V1, name: 'V1', controls: [] }];
    const events = await wholeRound(
      {
        clock: { ...clock, sleep: async () => undefined, real: (ms) => ms },
        prober,
        dns: { askAuthorities: async () => [] },
        observations: { add: async () => undefined, between: async () => [] },
      },
      { ...policy, vantages },
      { probeBudgetMs: durationMs(100) },
    );
    const says = events.flatMap((event) =>
      event.kind === 'round-observed' ? event.votes.map((vote) => vote.says) : [],
    );
    expect(new Set(says)).toEqual(new Set(['blind']));
  });
});
