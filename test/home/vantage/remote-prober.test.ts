// Goal: what an agent says is believed as far as its signature and the round trip carry, and an agent
// that is away, late, forged or confused is a vantage that saw nothing (P7). Method: real agents on
// loopback, and a man in the middle who relays, changes, keeps and plays back what they say.
import { createServer, request as httpRequest, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { loopbackOnly } from '../../../adapters/local/loopback-guard.ts';
import { createRemoteProber } from '../../../adapters/local/remote-prober.ts';
import type { VantageAgent } from '../../../adapters/local/remote-prober-ask.ts';
import { signVantageAnswer } from '../../../adapters/local/remote-prober-signature.ts';
import type { ProbeRequest, Prober } from '../../../app/ports.ts';
import { wholeRound } from '../../fixtures/whole-round.ts';
import { durationMs, epochMs, platformId, vantageId } from '../../../core/units.ts';
import type { Observation } from '../../../core/watch/observation.ts';
import { openProbeStage, type ProbeStage, probeOf } from '../../adapters/local/prober-fixture.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { anAgent } from './an-agent.ts';

const V1 = vantageId('v1');
const KEY = Buffer.from('k'.repeat(43));
const ALLOW = 'ent.example,origine.ent.example';
const request = probeOf({ port: 443, budgetMs: 200 });
const clock = { now: () => epochMs(Date.now()) };

let stage: ProbeStage;
beforeAll(async () => {
  stage = await openProbeStage();
});
afterAll(() => stage.close());
const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

const seenOf = ({ platform, vantage, target }: ProbeRequest, at: number): Observation => ({
  platform,
  vantage,
  target,
  at: epochMs(at),
  failure: null,
  timesMs: { dns: 1 },
  totalMs: 5,
});
const seer = (now = Date.now): Prober => ({ probe: async (asked) => seenOf(asked, now()) });

const here: Prober = { probe: async (asked) => ({ ...seenOf(asked, 7), address: '127.0.0.7' }) };
const through = (agent: VantageAgent, marginMs = 400): Prober =>
  createRemoteProber({ agents: new Map([[V1, agent]]), others: here, clock, marginMs });

async function agentOf(prober: Prober, now: () => number = Date.now): Promise<VantageAgent> {
  const running = await anAgent(prober, ALLOW, { key: KEY, now });
  stops.push(() => running.stop());
  return running.agent;
}

/** Anything that answers HTTP. */
async function answering(listener: RequestListener): Promise<VantageAgent> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, key: KEY };
}

/** What the agent's own key signs, whatever it says. */
const signing = (say: (requests: readonly ProbeRequest[]) => unknown) =>
  answering((asked, response) => {
    const chunks: Buffer[] = [];
    asked.on('data', (chunk: Buffer) => chunks.push(chunk));
    asked.on('end', () => {
      const { requests } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as {
        requests: readonly ProbeRequest[];
      };
      const body = Buffer.from(JSON.stringify(say(requests)));
      const nonce = String(asked.headers['preau-nonce']);
      const signature = signVantageAnswer(KEY, { status: 200, nonce, body });
      response.setHeader('preau-signature', signature).end(body);
    });
  });

const honest = { protocol: 1, version: '0.1.0', receivedAt: 1_000, answeredAt: 1_001 };

describe('a round', () => {
  it('goes to an agent as one request, and each probe gets its own answer', async () => {
    let heard = 0;
    const agent = await signing((requests) => {
      heard += 1;
      return { ...honest, observations: requests.map((asked) => seenOf(asked, 1_000)) };
    });
    const prober = through(agent);
    const ids = ['a', 'b', 'c'].map(platformId);
    const seen = await Promise.all(ids.map((platform) => prober.probe({ ...request, platform })));
    expect(seen.map(({ platform }) => platform)).toEqual(ids);
    expect(heard).toBe(1);
  });

  it('of 500 platforms with long paths goes in parts that an agent takes', async () => {
    const prober = through(await agentOf(seer()), 5_000);
    const path = `/${'x'.repeat(2_000)}`;
    const seen = await Promise.all(
      Array.from({ length: 500 }, (_, n) =>
        prober.probe({ ...request, path, platform: platformId(`p${n}`) }),
      ),
    );
    expect(seen.filter(({ failure }) => failure !== null)).toEqual([]);
  });

  it('of a vantage without an agent is looked at from here', async () => {
    const prober = through(await agentOf(seer()));
    const seen = await prober.probe({ ...request, vantage: vantageId('ici') });
    expect(seen.address).toBe('127.0.0.7');
  });
});

describe('an agent whose clock is', () => {
  it.each([
    ['right', 0],
    ['30 s behind', -30_000],
    ['30 s ahead', 30_000],
  ])('%s gives evidence at the instant that the home saw', async (_, offMs) => {
    const now = () => Date.now() + offMs;
    const prober = through(await agentOf(seer(now), now));
    const from = Date.now();
    const seen = await prober.probe(request);
    expect(seen.failure).toBeNull();
    expect(seen.at).toBeGreaterThanOrEqual(from);
    expect(seen.at).toBeLessThanOrEqual(Date.now());
  });

  it('61 s off is silent, and says why', async () => {
    const now = () => Date.now() - 61_500;
    const seen = await through(await agentOf(seer(now), now)).probe(request);
    expect(seen.failure).toMatchObject({ stage: 'vantage', kind: 'vantage-silent' });
    expect(seen.failure?.detail).toContain('differ by 6');
  });

  it('anything whatever puts no observation outside its round trip', async () => {
    const at = fc.integer({ min: 0, max: 8_000_000_000_000_000 });
    await fc.assert(
      fc.asyncProperty(at, at, async (receivedAt, seenAt) => {
        const agent = await signing((requests) => ({
          ...honest,
          receivedAt,
          observations: requests.map((asked) => seenOf(asked, seenAt)),
        }));
        const from = Date.now();
        const seen = await through(agent).probe(request);
        expect(seen.failure).toBeNull();
        expect(seen.at).toBeGreaterThanOrEqual(from);
        expect(seen.at).toBeLessThanOrEqual(Date.now());
      }),
      { numRuns: 30 },
    );
  });
});

/** Relays to the agent, and changes its answer. */
const relaying = (agent: VantageAgent, change: (text: string) => string) =>
  answering((asked, response) => {
    const { method = 'POST', url = '/', headers } = asked;
    const relayed = httpRequest(new URL(url, agent.url), { method, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        const signature = answer.headers['preau-signature'];
        if (signature !== undefined) response.setHeader('preau-signature', signature);
        response.statusCode = answer.statusCode ?? 0;
        response.end(change(Buffer.concat(chunks).toString('utf8')));
      });
    });
    asked.pipe(relayed);
  });

describe('a man in the middle', () => {
  it('who only relays changes nothing', async () => {
    const agent = await relaying(await agentOf(seer()), (text) => text);
    expect((await through(agent).probe(request)).failure).toBeNull();
  });

  it('cannot make a platform look down', async () => {
    const down = '{"stage":"tcp","kind":"tcp-refused","detail":""}';
    const agent = await relaying(await agentOf(seer()), (text) =>
      text.replace('"failure":null', `"failure":${down}`),
    );
    const seen = await through(agent).probe(request);
    expect(seen.failure).toMatchObject({ stage: 'vantage', kind: 'vantage-silent' });
    expect(seen.failure?.detail).toContain('not signed with our key');
  });

  it('cannot play an earlier answer', async () => {
    let kept: { readonly signature: string; readonly body: string } | null = null;
    const real = await agentOf(seer());
    const agent = await answering((asked, response) => {
      if (kept !== null) {
        response.setHeader('preau-signature', kept.signature).end(kept.body);
        return;
      }
      const { headers } = asked;
      const relayed = httpRequest(
        new URL('/probe', real.url),
        { method: 'POST', headers },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('end', () => {
            const body = Buffer.concat(chunks).toString('utf8');
            kept = { signature: String(answer.headers['preau-signature']), body };
            response.setHeader('preau-signature', kept.signature).end(body);
          });
        },
      );
      asked.pipe(relayed);
    });
    expect((await through(agent).probe(request)).failure).toBeNull();
    expect((await through(agent).probe(request)).failure?.kind).toBe('vantage-silent');
  });
});

describe('an agent that', () => {
  it.each<readonly [string, (requests: readonly ProbeRequest[]) => unknown, string]>([
    ['speaks another protocol', () => ({ ...honest, protocol: 2 }), 'another protocol'],
    ['answers nothing', () => honest, 'lacks this probe'],
    ['answers no list', () => ({ ...honest, observations: 7 }), 'no { observations }'],
    [
      "answers with another platform's data",
      ([asked]) => ({
        ...honest,
        observations: asked ? [{ ...seenOf(asked, 1), platform: 'autre' }] : [],
      }),
      'lacks this probe',
    ],
    [
      'answers for another vantage',
      ([asked]) => ({
        ...honest,
        observations: asked ? [{ ...seenOf(asked, 1), vantage: 'v2' }] : [],
      }),
      'lacks this probe',
    ],
    [
      'answers with a record beyond its bounds',
      ([asked]) => ({
        ...honest,
        observations: asked
          ? [
              {
                ...seenOf(asked, 1),
                raw: { statusLine: '', headers: {}, bodyStart: 'x'.repeat(513) },
              },
            ]
          : [],
      }),
      'lacks this probe',
    ],
  ])('%s is silent', async (_, say, detail) => {
    const seen = await through(await signing(say)).probe(request);
    expect(seen.failure).toMatchObject({ stage: 'vantage', kind: 'vantage-silent' });
    expect(seen.failure?.detail).toContain(detail);
  });

  it.each<readonly [string, RequestListener, string]>([
    ['does not answer', () => undefined, 'no answer in 600 ms'],
    ['has another key', (_, response) => response.writeHead(401).end('{}'), 'the same key file?'],
    ['is a web site', (_, response) => response.end('<html>'), 'status 200, not signed'],
    [
      'sends elsewhere',
      (_, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
      'status 302',
    ],
    ['hangs up', (asked) => asked.socket.destroy(), 'socket hang up'],
    [
      'never ends',
      (_, response) => {
        const more = (): void => {
          while (response.writable && response.write(Buffer.alloc(65_536)));
        };
        response.on('drain', more);
        more();
      },
      'more than 2000000 bytes',
    ],
  ])('%s is silent within its time', async (_, listener, detail) => {
    const started = performance.now();
    const seen = await through(await answering(listener)).probe(request);
    expect(seen.failure).toMatchObject({ stage: 'vantage', kind: 'vantage-silent' });
    expect(seen.failure?.detail).toContain(detail);
    expect(performance.now() - started).toBeLessThan(2_500);
  });

  it('is not there is silent, and has no vote (P7)', async () => {
    const prober = through({ url: 'http://127.0.0.1:1', key: KEY });
    const policy = { ...testPolicy(), vantages: [{ id: V1, name: 'V1', controls: [] }] };
    const events = await wholeRound(
      {
        clock: { ...clock, sleep: async () => undefined, real: (ms) => ms },
        prober,
        dns: { askAuthorities: async () => [] },
        observations: { add: async () => undefined, between: async () => [] },
      },
      policy,
      { probeBudgetMs: durationMs(100) },
    );
    const says = events.flatMap((event) =>
      event.kind === 'round-observed' ? event.votes.map((vote) => vote.says) : [],
    );
    expect(new Set(says)).toEqual(new Set(['blind']));
  });

  it('is off loopback is not asked in a rehearsal', async () => {
    const agent = { url: 'http://192.0.2.1:9', key: KEY, guard: loopbackOnly };
    const started = performance.now();
    const seen = await through(agent).probe(request);
    expect(seen.failure?.detail).toContain('loopback');
    expect(performance.now() - started).toBeLessThan(500);
  });
});

it('an agent with a certificate is asked by TLS, and only when its authority is known', async () => {
  const leaf = await stage.certificates.leafFor(['vantage.example'], ['127.0.0.1']);
  const tls = { cert: leaf.certPem, key: leaf.keyPem };
  const running = await anAgent(seer(), ALLOW, { key: KEY, tls });
  stops.push(() => running.stop());
  const known = { ...running.agent, ca: stage.certificates.caPem };
  expect((await through(known).probe(request)).failure).toBeNull();
  expect((await through(running.agent).probe(request)).failure?.kind).toBe('vantage-silent');
});
