import buildAgent from 'undici/lib/dispatcher/agent.js';
import { createFetchGatewaySms } from '../../adapters/aws/fetch-gateway-sms.ts';
import { guardedConnector } from '../../adapters/local/crawl/reach.ts';
import { askAuthority } from '../../adapters/local/dossier/stamp/ask-authority.ts';
import { fetchBounded } from '../../adapters/local/feeds/fetch-bounded.ts';
import {
  type FetchGuard,
  loopbackFeeds,
  publicFeeds,
} from '../../adapters/local/feeds/fetch-guard.ts';
import {
  createGuardedPost,
  loopbackPosts,
  publicPosts,
} from '../../adapters/local/guarded-post.ts';
import { createHeartbeat } from '../../adapters/local/heartbeat.ts';
import { anyHost } from '../../adapters/local/loopback-guard.ts';
import { mayBeNamed } from '../../adapters/local/never-reached.ts';
import { createProber } from '../../adapters/local/prober.ts';
import { askAgent } from '../../adapters/local/remote-prober-ask.ts';
import { createGatewaySms } from '../../adapters/local/sms.ts';
import type { Sms } from '../../app/ports.ts';
import { durationMs, epochMs, platformId, vantageId } from '../../core/units.ts';
import { discoverLogin } from '../../lambdas/console/discover-login.ts';

/** One way by which Préau asks something of a machine that somebody names. */
export interface Door {
  readonly name: string;
  /** Whether it is for what an operator may have inside a network. */
  readonly inside: boolean;
  /** Whether it sends nothing before a certificate has been verified. @default false */
  readonly speaksTls?: true;
  /** Ask an origin, `https://host:port`; whatever comes of it. */
  readonly ask: (origin: string) => Promise<unknown>;
  /** The same under the guard that lets a test's own server on loopback be asked. */
  readonly askHere: (origin: string) => Promise<unknown>;
}

const clock = { now: () => epochMs(0) };

const feed = (guard: FetchGuard) => (origin: string) =>
  fetchBounded(`${origin}/feed`, { timeoutMs: 2_000, maxBytes: 1_000, guard });

const post = (guard: typeof publicPosts) => async (origin: string) => {
  const by = createGuardedPost({ guard, timeoutMs: 2_000, connections: 1 });
  try {
    return await by(new URL(`${origin}/hook`), {}, '{}');
  } finally {
    by.close();
  }
};

const message = { to: '+33601020304', text: 'essai', sender: 'PREAU', key: 'a/sms/b', ttlSec: 60 };
const send = async (sms: Sms): Promise<unknown> => sms.send(message as Parameters<Sms['send']>[0]);
const gateway = async (origin: string): Promise<unknown> => {
  const sms = createGatewaySms({ url: `${origin}/?to={to}`, guard: anyHost, timeoutMs: 2_000 });
  const sent = await send(sms);
  await sms.close();
  return sent;
};
const gatewayOnAws = async (origin: string): Promise<unknown> =>
  send(createFetchGatewaySms({ url: `${origin}/?to={to}`, guard: anyHost, timeoutMs: 2_000 }));

const crawl = (allowLoopback: boolean) => async (origin: string) => {
  const connect = guardedConnector(
    { allowLoopback, privateHosts: ['rebound.example', 'fd00:ec2::254'], pinned: {} },
    { timeoutMs: 1_000 },
  );
  const agent = new buildAgent({ connect });
  const { protocol, host } = new URL(origin);
  try {
    return await agent.request({ origin: `${protocol}//${host}`, path: '/', method: 'GET' });
  } finally {
    await agent.destroy();
  }
};

const vantage = (origin: string): Promise<unknown> =>
  askAgent({ url: origin, key: Buffer.alloc(32), guard: anyHost }, [], clock);

const login = async (origin: string): Promise<unknown> => {
  const failures: unknown[] = [];
  const onFailure = (error: unknown): void => void failures.push(error);
  const found = await discoverLogin({ issuer: origin, clientId: 'preau', clock, onFailure })();
  if (found === null) throw failures[0];
  return found;
};

/** Always over TLS, and only for the name of the platform itself. */
const probe = async (origin: string): Promise<unknown> => {
  const { hostname, port } = new URL(origin);
  const host = hostname.replace(/^\[|\]$/g, '');
  return createProber({ clock, mayConnect: mayBeNamed }).probe({
    platform: platformId('ent'),
    vantage: vantageId('ici'),
    target: 'origin',
    resolve: host,
    serverName: host,
    port: Number(port || 443),
    path: '/',
    slowMs: durationMs(1_000),
    budgetMs: 1_000,
  });
};

/** Every door there is: a test looks that no file opens another. */
export const DOORS: readonly Door[] = [
  { name: 'hosters’ feeds', inside: false, ask: feed(publicFeeds), askHere: feed(loopbackFeeds) },
  {
    name: 'webhooks and pushes',
    inside: false,
    ask: post(publicPosts),
    askHere: post(loopbackPosts),
  },
  {
    name: 'heartbeat',
    inside: false,
    ask: (origin) => createHeartbeat(`${origin}/ping`)(),
    askHere: (origin) => createHeartbeat(`${origin}/ping`, loopbackFeeds)(),
  },
  { name: 'crawler', inside: false, ask: crawl(false), askHere: crawl(true) },
  { name: 'SMS gateway', inside: true, ask: gateway, askHere: gateway },
  { name: 'remote vantage', inside: true, ask: vantage, askHere: vantage },
  {
    name: 'time stamps',
    inside: true,
    ask: (origin) => askAuthority(origin, Buffer.from('x'), 2_000),
    askHere: (origin) => askAuthority(origin, Buffer.from('x'), 2_000),
  },
  { name: 'login discovery', inside: true, ask: login, askHere: login },
  { name: 'probes', inside: true, speaksTls: true, ask: probe, askHere: probe },
];

/** By `fetch`, whose names a function on AWS cannot look up itself: written addresses alone are judged. */
export const GATEWAY_ON_AWS: Door = {
  name: 'SMS gateway on AWS',
  inside: true,
  ask: gatewayOnAws,
  askHere: gatewayOnAws,
};
