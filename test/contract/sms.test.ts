import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createEndUserMessagingSms } from '../../adapters/aws/end-user-messaging-sms.ts';
import { createFetchGatewaySms } from '../../adapters/aws/fetch-gateway-sms.ts';
import { createSnsSms } from '../../adapters/aws/sms.ts';
import { createGatewaySms } from '../../adapters/local/sms.ts';
import type { Sms, SmsMessage } from '../../app/ports.ts';
import { type Sinks, startSinks } from '../../home/sinks/start-sinks.ts';
import {
  type SmsVoiceBehaviour,
  type SmsVoiceEndpoint,
  startSmsVoiceEndpoint,
} from './sms-voice-endpoint.ts';
import { type SnsEndpoint, startSnsEndpoint } from './sns-endpoint.ts';

// Goal: every making of the `Sms` port says what its provider said, tries once, and never calls a
// lost answer a failure. Method: one suite, each against its provider's shape on loopback.

const message: SmsMessage = {
  key: 'n/sms/0123456789abcdef',
  to: '+33600000001',
  text: 'Préau : ENT Occitanie ne répond pas & {to}. Secours : secours.preau.example/oc?a=1#b 50 %',
  sender: 'PREAU',
  ttlSec: 600,
};

type Behaviour = 'accept' | 'later' | 'busy' | 'refuse' | 'drop-after-data';

interface Provider {
  readonly sms: Sms;
  behave(how: Behaviour): void;
  /** What the phone got. */
  received(): readonly { readonly to: string; readonly from: string; readonly text: string }[];
}

let folder = '';
let sinks: Sinks;
let sns: SnsEndpoint;
let voice: SmsVoiceEndpoint;
const closers: (() => unknown)[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'preau-sms-'));
  sinks = await startSinks({ dataFolder: folder, address: '127.0.0.1' });
  sns = await startSnsEndpoint();
  voice = await startSmsVoiceEndpoint();
});
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
  sinks.behave('sms', 'accept');
  sns.behave('accept');
  voice.behave({ kind: 'accept' });
});
afterAll(async () => {
  await sinks.close();
  await sns.close();
  await voice.stop();
  rmSync(folder, { recursive: true, force: true });
});

function gateway(method: 'get' | 'post', open: OpenGateway = createGatewaySms): Provider {
  const url =
    method === 'get' ? sinks.sms.urlTemplate : (sinks.sms.urlTemplate.split('?')[0] ?? '');
  const sms = open({ url, method, timeoutMs: 1_000 });
  closers.push(() => sms.close?.());
  return {
    sms,
    behave: (how) => sinks.behave('sms', how),
    received: () =>
      sinks
        .listMessages({ channel: 'sms', limit: 500 })
        .map(({ to, from, subject }) => ({ to, from, text: subject })),
  };
}

type OpenGateway = (
  options: Parameters<typeof createFetchGatewaySms>[0],
) => Sms & { readonly close?: () => Promise<void> };

/** It keeps no connection of its own. */
const byFetch = (options: Parameters<typeof createFetchGatewaySms>[0]) => ({
  ...createFetchGatewaySms(options),
  close: async () => undefined,
});

const AWS = {
  region: 'eu-west-3',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
} as const;

function amazonSns(): Provider {
  const sms = createSnsSms({ ...AWS, endpoint: sns.url, timeoutMs: 1_000 });
  closers.push(() => sms.close());
  return { sms, behave: (how) => sns.behave(how), received: () => sns.received() };
}

const VOICE_SAYS: { readonly [how in Behaviour]: SmsVoiceBehaviour } = {
  accept: { kind: 'accept' },
  later: { kind: 'refuse', status: 500, error: 'InternalServerException' },
  busy: { kind: 'refuse', status: 400, error: 'ThrottlingException' },
  refuse: {
    kind: 'refuse',
    status: 400,
    error: 'ConflictException',
    reason: 'DESTINATION_PHONE_NUMBER_OPTED_OUT',
  },
  'drop-after-data': { kind: 'lose-answer' },
};

function endUserMessaging(): Provider {
  const options = { ...AWS, endpoint: voice.url, timeoutMs: 1_000, configurationSet: 'preau-sms' };
  const sms = createEndUserMessagingSms(options);
  closers.push(() => sms.close());
  return {
    sms,
    behave: (how) => voice.behave(VOICE_SAYS[how]),
    received: () =>
      voice.taken
        .map(({ DestinationPhoneNumber, OriginationIdentity, MessageBody }) => ({
          to: DestinationPhoneNumber,
          from: OriginationIdentity,
          text: MessageBody,
        }))
        .toReversed(),
  };
}

describe.each([
  ['a gateway asked by GET', () => gateway('get')],
  ['a gateway asked by POST', () => gateway('post')],
  ['a gateway asked by GET, by fetch', () => gateway('get', createFetchGatewaySms)],
  ['a gateway asked by POST, by fetch', () => gateway('post', createFetchGatewaySms)],
  ['Amazon SNS', amazonSns],
  ['AWS End User Messaging', endUserMessaging],
] as const)('SMS by %s', (_, provider) => {
  test('is accepted with an id and arrives letter for letter', async () => {
    const to = provider();
    const result = await to.sms.send(message);
    expect(result).toEqual({ kind: 'accepted', providerId: expect.stringMatching(/./u) });
    expect(to.received()[0]).toEqual({ to: message.to, from: 'PREAU', text: message.text });
  });

  test.each([
    ['later', 'deferred'],
    ['busy', 'deferred'],
    ['refuse', 'rejected'],
    ['drop-after-data', 'unknown'],
  ] as const)('a provider that is %s makes it %s, after one try', async (how, kind) => {
    const to = provider();
    to.behave(how);
    const before = to.received().length;
    expect(await to.sms.send({ ...message, key: how })).toMatchObject({ kind });
    expect(to.received().length - before).toBe(how === 'drop-after-data' ? 1 : 0);
  });
});

const reaching = (url: string, timeoutMs: number) =>
  [
    ['a gateway', createGatewaySms({ url: `${url}/?to={to}&text={text}`, timeoutMs })],
    ['a gateway by fetch', byFetch({ url: `${url}/?to={to}&text={text}`, timeoutMs })],
    ['Amazon SNS', createSnsSms({ ...AWS, endpoint: url, timeoutMs })],
    [
      'AWS End User Messaging',
      createEndUserMessagingSms({
        ...AWS,
        endpoint: url,
        timeoutMs,
        configurationSet: 'preau-sms',
      }),
    ],
  ] as const;

describe('a provider that cannot be reached', () => {
  test('is deferred: nothing left', async () => {
    const { url, close } = await listen(createServer());
    await close();
    for (const [name, sms] of reaching(url, 1_000)) {
      closers.push(() => sms.close());
      expect([name, (await sms.send(message)).kind]).toEqual([name, 'deferred']);
    }
  });

  test('a silent one is unknown: the request has left', async () => {
    const { url, close } = await listen(createServer(() => undefined));
    closers.push(close);
    for (const [name, sms] of reaching(url, 100)) {
      closers.push(() => sms.close());
      expect([name, (await sms.send(message)).kind]).toEqual([name, 'unknown']);
    }
  });
});

describe.each([
  ['a gateway', createGatewaySms],
  ['a gateway by fetch', byFetch],
] as const)('%s', (_name, open) => {
  test('waits as long as it is asked to, an hour at most', async () => {
    const { url, close } = await listen(
      createServer((_, response) => response.writeHead(429, { 'retry-after': '99999' }).end()),
    );
    const sms = open({ url: `${url}/?to={to}&text={text}` });
    closers.push(() => sms.close(), close);
    expect(await sms.send(message)).toMatchObject({ kind: 'deferred', retryAfterMs: 3_600_000 });
  });

  test.each([
    [500, 'deferred'],
    [502, 'unknown'],
    [503, 'deferred'],
    [504, 'unknown'],
  ])('that answers %i leaves the message %s', async (status, kind) => {
    const { url, close } = await listen(
      createServer((_, response) => response.writeHead(status).end('upstream')),
    );
    const sms = open({ url: `${url}/?to={to}&text={text}` });
    closers.push(() => sms.close(), close);
    expect((await sms.send(message)).kind).toBe(kind);
  });

  test('that answers without end has said nothing that is sure', async () => {
    const { url, close } = await listen(
      createServer((_, response) => response.writeHead(200).end('x'.repeat(100_000))),
    );
    const sms = open({ url: `${url}/?to={to}&text={text}` });
    closers.push(() => sms.close(), close);
    expect((await sms.send(message)).kind).toBe('unknown');
  });

  test('is not followed anywhere else: a redirect is a refusal', async () => {
    let visits = 0;
    const elsewhere = await listen(
      createServer((_, response) => {
        visits += 1;
        response.end();
      }),
    );
    const { url, close } = await listen(
      createServer((_, response) => response.writeHead(307, { location: elsewhere.url }).end()),
    );
    const sms = open({ url: `${url}/?to={to}&text={text}` });
    closers.push(() => sms.close(), close, elsewhere.close);
    expect((await sms.send(message)).kind).toBe('rejected');
    expect(visits).toBe(0);
  });

  test.each([
    'http://sms.example/?to={to}',
    'http://localhost:1/?to={to}',
    'http://0.0.0.0/?to={to}',
    'http://127.0.0.1@sms.example/?to={to}',
    'http://134744072/?to={to}',
    'http://[::ffff:8.8.8.8]/?to={to}',
  ])('at %s is refused before a socket opens', (url) => {
    expect(() => open({ url })).toThrow(expect.objectContaining({ code: 'off-loopback' }));
  });

  test.each(['', 'sms', 'file:///etc/passwd', 'ftp://127.0.0.1/'])('%j is no gateway', (url) => {
    expect(() => open({ url })).toThrow(expect.objectContaining({ code: 'config-invalid' }));
  });
});

async function listen(server: Server) {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const close = () =>
    new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, close };
}
