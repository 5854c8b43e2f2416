// Goal: no stage takes the next one's time, what resolvers say is evidence and no fall, and whatever
// a server shows is kept, bounded. Method: name servers and origins on loopback that hang, differ,
// lie and flood; a certificate of each wrong kind.
import 'reflect-metadata';
import { createPrivateKey, webcrypto } from 'node:crypto';
import dnsPacket from 'dns-packet';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { hashOf } from '../../../adapters/local/hash.ts';
import { createRawKeeper } from '../../../adapters/local/probe/raw-keeper.ts';
import { stageDeadlines } from '../../../adapters/local/probe/stage-deadlines.ts';
import { createProber, type ProberOptions } from '../../../adapters/local/prober.ts';
import type { ProbeRequest } from '../../../app/ports.ts';
import { epochMs } from '../../../core/units.ts';
import {
  answerTo,
  expectWithin,
  NAME,
  type NameAnswer,
  nameServer,
  openProbeStage,
  type ProbeStage,
  page,
  plainServer,
  probeOf,
  type Stand,
  says,
  tlsServer,
} from './prober-fixture.ts';

let stage: ProbeStage;
const KEYS = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const DAY_MS = 86_400_000;
beforeAll(async () => {
  stage = await openProbeStage();
});
afterEach(() => stage.clear());
afterAll(async () => {
  await stage.close();
});

const at = ({ port }: Stand) => ({ address: '127.0.0.1', port });
const namesThat = (act: NameAnswer) => stage.served(nameServer(act));
const answers =
  (...addresses: readonly string[]): NameAnswer =>
  (query, send) =>
    send(answerTo(query, addresses));
const silent: NameAnswer = () => undefined;
const broken: NameAnswer = (query, send) => send(answerTo(query, [], 2));
const unknown: NameAnswer = (query, send) => send(answerTo(query, [], 3));

const goodPage = () => stage.origin(says(page(200, 'Se connecter')));
const look = (options: Partial<ProberOptions>, changes: Partial<ProbeRequest>) =>
  createProber({
    clock: { now: () => epochMs(1_617_688_800_000) },
    ca: stage.certificates.caPem,
    ...options,
  }).probe(probeOf(changes));

describe('the parts of a budget', () => {
  it('rise, and each stage leaves the next ones some', () => {
    fc.assert(
      fc.property(fc.integer({ min: 50, max: 120_000 }), (budgetMs) => {
        const { dnsMs, tcpMs, tlsMs, httpMs, bodyMs } = stageDeadlines(budgetMs);
        expect(bodyMs).toBe(budgetMs);
        const ends = [0, dnsMs, tcpMs, tlsMs, httpMs, bodyMs];
        const parts = ends.slice(1).map((end, index) => end - (ends[index] ?? 0));
        expect(Math.min(...parts)).toBeGreaterThanOrEqual(budgetMs / 16);
      }),
    );
  });

  it('let a hung authority take half of its own, and the page still be seen', async () => {
    const { port } = await goodPage();
    const [authority, resolver] = [await namesThat(silent), await namesThat(answers('127.0.0.1'))];
    const sources = { nameServer: at(authority), resolvers: [at(resolver)] };
    const seen = await look(sources, { port, budgetMs: 1_200 });
    expect(seen).toMatchObject({
      failure: null,
      address: '127.0.0.1',
      notes: ['authority-failed'],
    });
  });

  it('end a hung handshake with time left for nothing else than to say so', async () => {
    const { port } = await stage.served(plainServer(() => undefined));
    const names = await namesThat(answers('127.0.0.1'));
    const seen = await look({ nameServer: at(names) }, { port, budgetMs: 800 });
    expect(seen.failure?.stage).toBe('tls');
    expect(seen.timesMs.tls).toBeLessThan(800);
    expectWithin(seen.totalMs, 600);
  });
});

describe('resolvers', () => {
  it.each<readonly [string, NameAnswer, readonly string[]]>([
    ['agree', answers('127.0.0.1'), []],
    ['know one address of several', answers('127.0.0.9', '127.0.0.1'), []],
    ['say something else', answers('127.0.0.9'), ['resolver-differs']],
    ['cannot answer', broken, ['resolver-failed']],
    ['know of no such name', unknown, ['resolver-failed']],
    ['say nothing', silent, ['resolver-failed']],
  ])('that %s do not make an origin fall', async (_, act, notes) => {
    const { port } = await goodPage();
    const authority = await namesThat(answers('127.0.0.1'));
    const [first, second] = [await namesThat(act), await namesThat(answers('127.0.0.1'))];
    const sources = { nameServer: at(authority), resolvers: [at(first), at(second)] };
    const seen = await look(sources, { port });
    expect(seen).toMatchObject({ failure: null, address: '127.0.0.1' });
    expect(seen.notes ?? []).toEqual(notes);
    expect(seen.names?.map(({ role }) => role)).toEqual(['authority', 'resolver', 'resolver']);
    expect(seen.names?.[1]?.server).toBe(`127.0.0.1:${first.port}`);
    expect(seen.raw === undefined).toBe(notes.length === 0);
  });

  it('that are silent do not make the page late', async () => {
    const { port } = await goodPage();
    const [authority, resolver] = [await namesThat(answers('127.0.0.1')), await namesThat(silent)];
    const sources = { nameServer: at(authority), resolvers: [at(resolver)] };
    const seen = await look(sources, { port, budgetMs: 4_000 });
    expect(seen.failure).toBeNull();
    // The resolver was waited for half a second, which is in no time of the platform's.
    expect(seen.totalMs).toBeLessThan(500);
  });

  it('speak for a name whose authority fails at once', async () => {
    const { port } = await goodPage();
    const [authority, resolver] = [await namesThat(broken), await namesThat(answers('127.0.0.1'))];
    const sources = { nameServer: at(authority), resolvers: [at(resolver)] };
    const seen = await look(sources, { port });
    expect(seen).toMatchObject({ failure: null, notes: ['authority-failed'] });
    expect(seen.names?.[0]).toMatchObject({ role: 'authority', failure: 'dns-servfail' });
  });

  it('and authority that all fail are a fall, by the word of the authority', async () => {
    const [authority, resolver] = [await namesThat(unknown), await namesThat(broken)];
    const sources = { nameServer: at(authority), resolvers: [at(resolver)] };
    const seen = await look(sources, { port: 1 });
    expect(seen.failure).toMatchObject({ stage: 'dns', kind: 'dns-nxdomain' });
    expect(seen.names?.map(({ failure }) => failure)).toEqual(['dns-nxdomain', 'dns-servfail']);
    expect(seen.notes).toEqual(['authority-failed', 'resolver-failed']);
  });

  it('are asked alone for a name of no known zone, and the system not at all', async () => {
    const { port } = await goodPage();
    const resolver = await namesThat(answers('127.0.0.1'));
    let asked = 0;
    const lookup = async (): Promise<string[]> => {
      asked += 1;
      return [];
    };
    const nobody = { address: '127.0.0.1', port: 1 };
    const sources = { nameServer: nobody, zones: ['ailleurs.example'], resolvers: [at(resolver)] };
    const seen = await look({ ...sources, lookup }, { port });
    expect(seen.failure).toBeNull();
    expect(asked).toBe(0);
  });

  it('are measured by the authority that DNS tells, for a name of no known zone', async () => {
    const { port } = await goodPage();
    const [away, authority] = [await namesThat(silent), await namesThat(answers('127.0.0.1'))];
    const resolver = await namesThat(answers('127.0.0.9'));
    const looked: string[] = [];
    const delegation = {
      serversOf: async (name: string) => {
        looked.push(name);
        return [at(away), at(authority)];
      },
    };
    const sources = { zones: [], delegation, resolvers: [at(resolver)] };
    const seen = await look({ ...sources, nameServer: at(resolver) }, { port, budgetMs: 4_000 });
    expect(seen).toMatchObject({
      failure: null,
      address: '127.0.0.1',
      notes: ['resolver-differs'],
    });
    expect(seen.names?.[0]).toMatchObject({ role: 'authority', server: 'delegation' });
    expect(looked).toEqual([`origine.${NAME}`]);
  });

  it.each([
    ['is never told', () => new Promise<never>(() => undefined)],
    ['cannot be told', async () => Promise.reject(new Error('no DNS'))],
    ['is nobody', async () => []],
  ])('speak for a name whose authority %s', async (_, serversOf) => {
    const { port } = await goodPage();
    const resolver = await namesThat(answers('127.0.0.1'));
    const sources = { delegation: { serversOf }, resolvers: [at(resolver)] };
    const seen = await look(sources, { port });
    expect(seen).toMatchObject({ failure: null, notes: ['authority-failed'] });
    const nobody = { delegation: { serversOf }, resolvers: [at(await namesThat(unknown))] };
    const fallen = await look(nobody, { port, budgetMs: 400 });
    expect(fallen.failure?.stage).toBe('dns');
    expectWithin(fallen.totalMs, 400);
  });

  it('follow an alias that leads out of the authority', async () => {
    const { port } = await goodPage();
    const authority = await namesThat((query, send) => send(aliasTo(query, ['a.hoster.example'])));
    const asked: string[] = [];
    const lookup = async (name: string): Promise<string[]> => {
      asked.push(name);
      return ['127.0.0.1'];
    };
    const seen = await look({ nameServer: at(authority), lookup }, { port });
    expect(seen.failure).toBeNull();
    expect(asked).toEqual(['a.hoster.example']);
  });
});

/** `origine.NAME` is an alias of the first, that one of the second, and so on; no address. */
function aliasTo(query: Buffer, chain: readonly string[], addresses: readonly string[] = []) {
  const { id = 0, questions = [] } = dnsPacket.decode(query);
  const names = [questions[0]?.name ?? '', ...chain];
  const aliases = chain.map((data, index) => ({
    type: 'CNAME' as const,
    name: names[index] ?? '',
    ttl: 60,
    data,
  }));
  const last = names.at(-1) ?? '';
  const hosts = addresses.map((data) => ({ type: 'A' as const, name: last, ttl: 60, data }));
  return dnsPacket.encode({ type: 'response', id, questions, answers: [...aliases, ...hosts] });
}

describe('an answer of a name server', () => {
  const seenBy = async (act: NameAnswer) => {
    const names = await namesThat(act);
    return look({ nameServer: at(names) }, { port: 1, budgetMs: 400 });
  };

  it('with aliases in a circle ends', async () => {
    const chain = ['a.example', 'b.example', 'a.example'];
    const seen = await seenBy((query, send) => send(aliasTo(query, chain)));
    expect(seen.failure).toMatchObject({ stage: 'dns', kind: 'dns-servfail' });
    expect(seen.failure?.detail).toContain('circle');
  });

  it('with an alias of itself ends', async () => {
    const seen = await seenBy((query, send) => send(aliasTo(query, [`origine.${NAME}`])));
    expect(seen.failure).toMatchObject({ stage: 'dns', kind: 'dns-servfail' });
  });

  it('with aliases that lead to an address is believed for that', async () => {
    const chain = ['a.example', 'b.example'];
    const seen = await seenBy((query, send) => send(aliasTo(query, chain, ['127.0.0.1'])));
    expect(seen.address).toBe('127.0.0.1');
  });

  it('about another name is not believed', async () => {
    const other = (query: Buffer): Buffer => {
      const { id = 0, questions = [] } = dnsPacket.decode(query);
      const answer = { type: 'A' as const, name: 'autre.example', ttl: 60, data: '127.0.0.1' };
      return dnsPacket.encode({ type: 'response', id, questions, answers: [answer] });
    };
    const seen = await seenBy((query, send) => send(other(query)));
    expect(seen.failure?.stage).toBe('dns');
    expect(seen.address).toBeUndefined();
  });

  it('with thousands of addresses is believed for sixteen', async () => {
    const many = Array.from({ length: 1_000 }, (_, n) => `127.1.${n >> 8}.${n & 255}`);
    const names = await namesThat(answers(...many));
    const second = await namesThat(answers(...many));
    const sources = { nameServer: at(names), resolvers: [at(second)] };
    const seen = await look(sources, { port: 1, budgetMs: 400 });
    expect(seen.names?.map(({ addresses }) => addresses.length)).toEqual([16, 16]);
  });

  it('that is lost is asked for again', async () => {
    const { port } = await goodPage();
    let heard = 0;
    const names = await namesThat((query, send) => {
      if (dnsPacket.decode(query).questions?.[0]?.type !== 'A') return;
      heard += 1;
      if (heard > 1) send(answerTo(query, ['127.0.0.1']));
    });
    const seen = await look({ nameServer: at(names) }, { port, budgetMs: 1_200 });
    expect(seen.failure).toBeNull();
    expect(heard).toBe(2);
  });
});

describe('a refused certificate', () => {
  const selfSigned = async (notBefore: Date, notAfter: Date) => {
    const x509 = await import('@peculiar/x509');
    const keys = await webcrypto.subtle.generateKey(KEYS, true, ['sign', 'verify']);
    const names = [NAME, 'b.example'].map((value) => ({ type: 'dns' as const, value }));
    const certificate = await x509.X509CertificateGenerator.createSelfSigned(
      {
        name: `CN=${NAME}`,
        notBefore,
        notAfter,
        keys,
        signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
        extensions: [new x509.SubjectAlternativeNameExtension(names)],
      },
      webcrypto,
    );
    const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey));
    const keyPem = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
      .export({ type: 'pkcs8', format: 'pem' })
      .toString();
    return { keyPem, certPem: certificate.toString('pem') };
  };
  const seenWith = async (
    leaf: { readonly keyPem: string; readonly certPem: string },
    ca?: string,
  ) => {
    const { port } = await stage.served(tlsServer(leaf, says(page(200, 'Se connecter'))));
    return stage.probe({ port }, {}, ca === undefined ? {} : { ca });
  };

  it('signed by itself is kept with its names and its end', async () => {
    const seen = await seenWith(
      await selfSigned(new Date(Date.now() - DAY_MS), new Date(Date.now() + DAY_MS)),
    );
    expect(seen.failure).toMatchObject({ stage: 'tls', kind: 'tls-self-signed' });
    expect(seen.certificate).toMatchObject({
      subject: `CN=${NAME}`,
      issuer: `CN=${NAME}`,
      altNames: [`DNS:${NAME}`, 'DNS:b.example'],
    });
    expect(seen.certificateNotAfter).toBe(seen.certificate?.notAfter);
    expect(seen.certificateNotAfter).toBeGreaterThan(Date.now());
  });

  it('of tomorrow is told apart from one of yesterday', async () => {
    const first = new Date('2099-01-01T00:00:00Z');
    const leaf = await selfSigned(first, new Date('2099-12-31T00:00:00Z'));
    const seen = await seenWith(leaf, leaf.certPem);
    expect(seen.failure).toMatchObject({ stage: 'tls', kind: 'tls-not-yet-valid' });
    expect(seen.certificate?.notBefore).toBe(Date.parse('2099-01-01T00:00:00Z'));
  });

  it('for another name is kept with the names it is for, ten at most', async () => {
    const others = Array.from({ length: 40 }, (_, n) => `autre-${n}.example`);
    const seen = await seenWith(await stage.certificates.leafFor(others));
    expect(seen.failure?.kind).toBe('tls-name-mismatch');
    expect(seen.certificate?.altNames).toEqual(others.slice(0, 10).map((name) => `DNS:${name}`));
  });

  it('never gets the request', async () => {
    let got = 0;
    const leaf = await stage.certificates.leafFor(['autre.example']);
    const { port } = await stage.served(
      tlsServer(leaf, (socket) => socket.on('data', () => (got += 1))),
    );
    await stage.probe({ port });
    expect(got).toBe(0);
  });
});

describe('a handshake that floods', () => {
  /** TLS 1.2 records of type handshake, one HelloRequest each, without an end. */
  const record = Buffer.from([22, 3, 3, 0, 4, 0, 0, 0, 0]);
  it.each([
    ['with records', Buffer.concat(Array.from({ length: 7_000 }, () => record))],
    ['with garbage', Buffer.alloc(65_536, 7)],
  ])('%s ends within its part', async (_, bytes) => {
    const { port } = await stage.served(
      plainServer((socket) => {
        const more = (): void => {
          while (socket.writable && socket.write(bytes));
        };
        socket.on('drain', more);
        more();
      }),
    );
    const seen = await stage.probe({ port }, { budgetMs: 600 });
    expect(seen.failure?.stage).toBe('tls');
    expectWithin(seen.totalMs, 600);
  });
});

describe('the raw record', () => {
  const odd = 'Server: nginx\r\nSet-Cookie: session=secret\r\nVia: 1.1 cache\r\n';

  it('of a page that fails holds its line, chosen headers and beginning, and no cookie', async () => {
    const { port } = await stage.origin(says(page(503, 'é'.repeat(5_000), odd)));
    const { raw } = await stage.probe({ port });
    expect(raw?.statusLine).toBe('HTTP/1.1 503 X');
    expect(raw?.headers).toEqual({ 'content-length': '10000', server: 'nginx', via: '1.1 cache' });
    expect(raw?.bodyStart).toBe('é'.repeat(256));
    expect(JSON.stringify(raw)).not.toContain('secret');
  });

  it('of a good page is not kept, its first byte is', async () => {
    const seen = await stage.probe(await goodPage());
    expect(seen.raw).toBeUndefined();
    expect(seen.firstByteMs).toBeGreaterThan(0);
    expect(seen.firstByteMs).toBeLessThanOrEqual(seen.totalMs + 1);
  });

  it('of the same page again is not kept again, of another one it is', async () => {
    let text = page(503, 'Trop tard', `Date: ${new Date(0).toUTCString()}\r\n`);
    const { port } = await stage.origin((socket) => socket.once('data', () => socket.end(text)));
    const prober = createProber({
      clock: { now: () => epochMs(0) },
      ca: stage.certificates.caPem,
      lookup: async () => ['127.0.0.1'],
    });
    const probe = async () => (await prober.probe(probeOf({ port }))).raw?.bodyStart;
    expect([await probe(), await probe()]).toEqual(['Trop tard', undefined]);
    text = page(503, 'Trop tard', `Date: ${new Date(1e9).toUTCString()}\r\n`);
    expect(await probe()).toBeUndefined();
    text = page(503, 'Maintenance');
    expect([await probe(), await probe()]).toEqual(['Maintenance', undefined]);
  });

  it('has the hash of all that was read, and the certificate is told once while it stays', async () => {
    const { port } = await stage.origin(says(page(503, 'x'.repeat(2_000))));
    const prober = createProber({
      clock: { now: () => epochMs(0) },
      ca: stage.certificates.caPem,
      lookup: async () => ['127.0.0.1'],
    });
    const first = await prober.probe(probeOf({ port }));
    const body = { sizeBytes: 2_000, sha256: hashOf('x'.repeat(2_000)) };
    expect(first.raw).toMatchObject({ body, bodyStart: 'x'.repeat(512) });
    expect(first.certificate?.altNames).toEqual([`DNS:${NAME}`]);
    expect((await prober.probe(probeOf({ port }))).certificate).toBeUndefined();
  });

  it('is kept again every five minutes, and for each target apart', () => {
    const keeper = createRawKeeper();
    const raw = { statusLine: 'HTTP/1.1 503 X', headers: {}, bodyStart: '' };
    const keeps = (minute: number, changes = {}) =>
      keeper.keeps(probeOf(changes), raw, minute * 60_000);
    expect([0, 4.9, 5, 9, 10].map((minute) => keeps(minute))).toEqual([
      true,
      false,
      true,
      false,
      true,
    ]);
    expect([keeps(10, { target: 'mirror' }), keeps(10, { target: 'mirror' })]).toEqual([
      true,
      false,
    ]);
  });

  it('of a page that never ends holds what came', async () => {
    const { port } = await stage.origin((socket) => {
      socket.once('data', () => socket.write('HTTP/1.1 200 OK\r\n\r\nSe conn'));
    });
    const seen = await stage.probe({ port }, { budgetMs: 300 });
    expect(seen.failure?.kind).toBe('body-slow');
    expect(seen).toMatchObject({ status: 200, raw: { bodyStart: 'Se conn' } });
  });

  it('tells the first byte apart from headers that drip', async () => {
    const { port } = await stage.origin((socket) => {
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\n');
        setTimeout(() => socket.end('content-length: 12\r\n\r\nSe connecter'), 150);
      });
    });
    const seen = await stage.probe({ port });
    expect(seen.failure).toBeNull();
    expect(seen.firstByteMs).toBeLessThan(seen.timesMs.http ?? 0);
    expect((seen.timesMs.http ?? 0) - (seen.firstByteMs ?? 0)).toBeGreaterThan(100);
  });
});

describe('a redirect', () => {
  const elsewhere = 'Location: https://sso.example/login\r\n';

  it('is a page, as for Route 53, and says where to; nobody follows', async () => {
    const { port } = await stage.origin(says(page(302, '', elsewhere)));
    const { expect: _, ...question } = probeOf({ port });
    const prober = createProber({
      clock: { now: () => epochMs(0) },
      ca: stage.certificates.caPem,
      lookup: async () => ['127.0.0.1'],
    });
    const seen = await prober.probe(question);
    expect(seen).toMatchObject({ failure: null, status: 302, notes: ['redirected'] });
    expect(seen.raw?.headers['location']).toBe('https://sso.example/login');
  });

  it('without the text that is expected is not that page', async () => {
    const seen = await stage.probe(await stage.origin(says(page(302, '', elsewhere))));
    expect(seen.failure?.kind).toBe('body-mismatch');
  });
});

it('a packed body is asked for by nobody, and is not unpacked', async () => {
  let asked = '';
  const packed = page(200, 'x', 'Content-Encoding: gzip\r\n');
  const { port } = await stage.origin((socket) => {
    socket.once('data', (bytes) => {
      asked = bytes.toString('latin1');
      socket.end(packed);
    });
  });
  const seen = await stage.probe({ port });
  expect(asked.toLowerCase()).toContain('accept-encoding: identity');
  expect(seen.failure).toMatchObject({ kind: 'body-mismatch' });
  expect(seen.failure?.detail).toContain('packed unasked');
});

it('an address that may not be connected to is no word on its platform', async () => {
  const { port } = await goodPage();
  const lookup = async (): Promise<string[]> => ['127.0.0.1'];
  const seen = await look({ lookup, mayConnect: () => false }, { port });
  expect(seen.failure).toMatchObject({ stage: 'vantage', kind: 'vantage-silent' });
  expect(seen.address).toBeUndefined();
});
