// Goal: an agent obeys its home alone, once, now, and within its own list; and nobody who listens or
// holds the key can make a scanner of it. Method: the real server on loopback, spoken to by hand
// over HTTP; its prober is a plain object that writes down what it is asked.
import { randomBytes } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import {
  isSignature,
  signVantageAnswer,
  signVantageRequest,
  VANTAGE_BODY_MAX_BYTES,
} from '../../../adapters/local/remote-prober-signature.ts';
import type { ProbeRequest, Prober } from '../../../app/ports.ts';
import { epochMs } from '../../../core/units.ts';
import { readAllowList } from '../../../home/vantage/allow-list.ts';
import { createProbeMaker } from '../../../home/vantage/make-probes.ts';
import type { AgentOptions } from '../../../home/vantage/start-agent.ts';
import { createTargetRates } from '../../../home/vantage/target-rates.ts';
import { probeOf } from '../../adapters/local/prober-fixture.ts';
import { anAgent, type TestAgent } from './an-agent.ts';

const KEY = Buffer.from('k'.repeat(43));
const NOW = 1_617_688_800_000;
const ALLOW = 'ent.example, origine.ent.example, miroir.example:8443';
const allowed = probeOf({ port: 443 });

const agents: TestAgent[] = [];
afterEach(async () => {
  for (const agent of agents.splice(0)) await agent.stop();
});

async function open(changes: Partial<AgentOptions> & { readonly burst?: number } = {}) {
  const asked: ProbeRequest[] = [];
  const prober: Prober = {
    probe: async (request) => {
      asked.push(request);
      const { platform, vantage, target } = request;
      return {
        platform,
        vantage,
        target,
        at: epochMs(NOW),
        failure: null,
        timesMs: {},
        totalMs: 1,
      };
    },
  };
  const agent = await anAgent(prober, ALLOW, { key: KEY, now: () => NOW, ...changes });
  agents.push(agent);
  return { port: agent.port, asked };
}

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly timestamp: string;
  readonly nonce: string;
  readonly body: Buffer;
  readonly protocol: string;
  readonly signature: string;
}

/** A request as the home makes it. */
function signed(requests: readonly unknown[], changes: Partial<Sent> = {}): Sent {
  const request = {
    method: 'POST',
    path: '/probe',
    timestamp: String(NOW),
    nonce: randomBytes(16).toString('base64url'),
    body: Buffer.from(JSON.stringify({ requests })),
    ...changes,
  };
  return { protocol: '1', signature: signVantageRequest(KEY, request), ...request };
}

interface Heard {
  readonly status: number;
  readonly body: Buffer;
  readonly signature: string | undefined;
}

function send(port: number, sent: Sent): Promise<Heard> {
  const { method, path, body } = sent;
  const headers = {
    'content-length': body.length,
    'preau-vantage': sent.protocol,
    'preau-timestamp': sent.timestamp,
    'preau-nonce': sent.nonce,
    'preau-signature': sent.signature,
  };
  return new Promise((resolve, reject) => {
    const asked = httpRequest({ port, host: '127.0.0.1', method, path, headers, agent: false });
    asked.on('error', reject);
    asked.once('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          body: Buffer.concat(chunks),
          signature: response.headers['preau-signature'] as string | undefined,
        }),
      );
    });
    asked.end(body);
  });
}

const said = ({ body }: Heard): Record<string, unknown> =>
  JSON.parse(body.toString('utf8')) as Record<string, unknown>;

describe('a signed request', () => {
  it('is obeyed, and its answer is signed for it', async () => {
    const { port, asked } = await open();
    const sent = signed([allowed]);
    const heard = await send(port, sent);
    expect(heard.status).toBe(200);
    expect(asked).toEqual([allowed]);
    expect(said(heard)).toMatchObject({ protocol: 1, receivedAt: NOW, answeredAt: NOW });
    const expected = signVantageAnswer(KEY, { status: 200, nonce: sent.nonce, body: heard.body });
    expect(heard.signature).toBe(expected);
  });

  it('is obeyed once: played again it is refused', async () => {
    const { port, asked } = await open();
    const sent = signed([allowed]);
    expect((await send(port, sent)).status).toBe(200);
    const again = await send(port, sent);
    expect(again.status).toBe(403);
    expect(said(again)['refused']).toContain('heard before');
    expect(asked).toHaveLength(1);
  });

  it.each([
    [-60_000, 200],
    [60_000, 200],
    [-30_000, 200],
    [-60_001, 403],
    [60_001, 403],
  ])('whose clock is %d ms off gets %d', async (offMs, status) => {
    const { port, asked } = await open();
    const heard = await send(port, signed([allowed], { timestamp: String(NOW + offMs) }));
    expect(heard.status).toBe(status);
    expect(asked).toHaveLength(status === 200 ? 1 : 0);
    expect(heard.signature).toMatch(/^[0-9a-f]{64}$/);
  });

  it('of the future cannot be played again once it is of the past', async () => {
    let now = NOW;
    const { port, asked } = await open({ now: () => now });
    const sent = signed([allowed], { timestamp: String(NOW + 59_000) });
    expect((await send(port, sent)).status).toBe(200);
    now = NOW + 59_000 + 60_000;
    expect((await send(port, sent)).status).toBe(403);
    expect(asked).toHaveLength(1);
  });

  it('that is no list of probes is refused with a signature', async () => {
    const { port } = await open();
    for (const body of ['{"requests":[]}', '{', 'null', '{"requests":[{"port":0}]}']) {
      const heard = await send(port, signed([], { body: Buffer.from(body) }));
      expect(heard.status).toBe(400);
      expect(heard.signature).toBeDefined();
    }
  });
});

describe('a stranger', () => {
  const good = signed([allowed]);
  it.each<readonly [string, Partial<Sent>]>([
    ['without the key', { signature: signVantageRequest(Buffer.from('other'), good) }],
    ['with no signature', { signature: '' }],
    ['with half a signature', { signature: good.signature.slice(0, 32) }],
    ['with a signature in capitals', { signature: good.signature.toUpperCase() }],
    ['who changes the body', { body: Buffer.from(JSON.stringify({ requests: [] })) }],
    ['who changes the nonce', { nonce: 'A'.repeat(22) }],
    ['who changes the time', { timestamp: String(NOW + 1) }],
    ['who speaks another protocol', { protocol: '2' }],
    ['with a nonce that is none', { nonce: 'short' }],
    ['with a time that is none', { timestamp: 'soon' }],
  ])('%s is told 401 and no more, and nothing is probed', async (_, changes) => {
    const { port, asked } = await open();
    const heard = await send(port, { ...good, ...changes });
    expect(heard.status).toBe(401);
    expect(heard.signature).toBeUndefined();
    expect(said(heard)).toEqual({ error: 'not signed with our key' });
    expect(asked).toEqual([]);
  });

  it("cannot play an answer back as a request, nor another request's answer", () => {
    const body = Buffer.from('{}');
    const nonce = 'n'.repeat(22);
    const answer = signVantageAnswer(KEY, { status: 200, nonce, body });
    expect(answer).not.toBe(signVantageAnswer(KEY, { status: 200, nonce: 'm'.repeat(22), body }));
    expect(answer).not.toBe(signVantageAnswer(KEY, { status: 403, nonce, body }));
    expect(isSignature(answer, signVantageRequest(KEY, { ...good, nonce, body }))).toBe(false);
  });

  it('who sends too much is stopped', async () => {
    const { port, asked } = await open();
    const body = Buffer.alloc(VANTAGE_BODY_MAX_BYTES + 1, 32);
    const heard = await send(port, signed([], { body })).catch(() => null);
    // A connection that is closed while one still writes may be all that is heard.
    expect([413, undefined]).toContain(heard?.status);
    expect(asked).toEqual([]);
  });

  it('with anything whatever on the wire leaves the agent living', async () => {
    const { port } = await open();
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        await new Promise<void>((done) => {
          const socket = connect(port, '127.0.0.1', () => socket.end(Buffer.from(bytes)));
          socket.on('error', () => undefined);
          socket.on('close', () => done());
          socket.resume();
        });
      }),
      { numRuns: 50 },
    );
    expect((await send(port, signed([allowed]))).status).toBe(200);
  });

  it('may ask whether it lives, and nothing else', async () => {
    const { port } = await open();
    const bare = { ...good, signature: '', body: Buffer.alloc(0) };
    const lives = await send(port, { ...bare, method: 'GET', path: '/healthz' });
    expect([lives.status, said(lives)]).toEqual([200, { status: 'ok', protocol: 1 }]);
    for (const [method, path, status] of [
      ['GET', '/probe', 405],
      ['GET', '/', 404],
      ['POST', '/healthz', 404],
      ['POST', '/probe?x', 404],
      ['GET', '//probe', 404],
    ] as const)
      expect((await send(port, { ...bare, method, path })).status).toBe(status);
  });
});

describe('whoever holds the key', () => {
  it.each<readonly [string, Partial<ProbeRequest>]>([
    ['another host', { resolve: 'intranet.example' }],
    ['a machine of the network', { resolve: '10.0.0.1' }],
    ['the metadata of a cloud', { resolve: '169.254.169.254' }],
    ['another port', { port: 22 }],
    ['the port of another host on the list', { port: 8_443 }],
    ['another name at an allowed host', { serverName: 'intranet.example' }],
  ])('cannot have %s probed', async (_, changes) => {
    const { port, asked } = await open();
    const heard = await send(port, signed([{ ...allowed, ...changes }, allowed]));
    expect(asked).toEqual([allowed]);
    const { observations } = said(heard) as { observations: { failure: unknown }[] };
    expect(observations[0]?.failure).toMatchObject({ stage: 'vantage', kind: 'vantage-silent' });
    expect(observations[1]?.failure).toBeNull();
  });

  it('can have a host on the list probed at its port, however the name is written', async () => {
    const { port, asked } = await open();
    const mirror = { ...allowed, resolve: 'Miroir.Example', port: 8_443, target: 'mirror' };
    await send(port, signed([mirror]));
    expect(asked).toHaveLength(1);
  });

  it('cannot flood a target: it has some at once, then two a second', async () => {
    const { port, asked } = await open({ burst: 5 });
    const many = Array.from({ length: 50 }, (_, n) => ({ ...allowed, platform: `p${n}` }));
    const heard = await send(port, signed(many));
    expect(asked).toHaveLength(5);
    const { observations } = said(heard) as { observations: { failure: { detail: string } }[] };
    expect(observations[49]?.failure.detail).toContain('too many probes');
  });

  it('cannot end the agent, nor the batch, with a probe that throws', async () => {
    const { port } = await open({
      probes: createProbeMaker({
        prober: {
          probe: async ({ path, platform, vantage, target }) => {
            if (path === '/fault') throw new TypeError('unescaped characters');
            const at = epochMs(NOW);
            return { platform, vantage, target, at, failure: null, timesMs: {}, totalMs: 1 };
          },
        },
        allow: readAllowList(ALLOW),
        rates: createTargetRates(),
        now: () => NOW,
        monotonicMs: () => 0,
      }),
    });
    const heard = await send(port, signed([{ ...allowed, path: '/fault' }, allowed]));
    const { observations } = said(heard) as { observations: { failure: unknown }[] };
    expect(observations[0]?.failure).toMatchObject({ stage: 'vantage', kind: 'vantage-silent' });
    expect(observations[1]?.failure).toBeNull();
  });

  it('cannot put a line into a request', async () => {
    const { port, asked } = await open();
    const heard = await send(port, signed([{ ...allowed, path: '/a\r\nx: y' }]));
    expect(heard.status).toBe(400);
    expect(asked).toEqual([]);
  });

  it('cannot have probes last for minutes', async () => {
    const { port, asked } = await open();
    await send(port, signed([{ ...allowed, budgetMs: 120_000 }]));
    expect(asked[0]?.budgetMs).toBe(20_000);
  });

  it('cannot choose the address that probes leave from', async () => {
    const { port, asked } = await open();
    await send(port, signed([{ ...allowed, sourceAddress: '127.0.0.9' }]));
    expect(asked[0]).not.toHaveProperty('sourceAddress');
  });
});

it('an agent that is stopped closes its port and leaves nothing open', async () => {
  const { port } = await open();
  const kept = connect(port, '127.0.0.1');
  await new Promise((resolve) => kept.once('connect', resolve));
  const closed = new Promise((resolve) => kept.once('close', resolve));
  kept.on('error', () => undefined);
  await agents.pop()?.stop();
  await closed;
  await expect(send(port, signed([allowed]))).rejects.toThrow('ECONNREFUSED');
});

it('an agent with a certificate that is none does not start, and says so', async () => {
  const tls = { cert: '-----BEGIN CERTIFICATE-----', key: '-----BEGIN PRIVATE KEY-----' };
  await expect(open({ tls })).rejects.toMatchObject({ code: 'argument-invalid' });
});
