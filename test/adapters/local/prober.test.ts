// Goal: each way to fail has its own name, and no server whatever keeps a probe beyond its budget.
// Method: real servers on loopback that refuse, stay silent, lie, drip and flood.
import { connect, createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { TLSSocket } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createAuthority, signLeaf } from '../../../adapters/local/certificate-signing.ts';
import { hashOf } from '../../../adapters/local/hash.ts';
import { askPage } from '../../../adapters/local/probe/ask-page.ts';
import { durationMs } from '../../../core/units.ts';
import {
  expectWithin,
  NAME,
  openProbeStage,
  type ProbeStage,
  page,
  plainServer,
  says,
  tlsServer,
} from './prober-fixture.ts';

let stage: ProbeStage;
beforeAll(async () => {
  stage = await openProbeStage();
});
afterEach(() => stage.clear());
afterAll(() => stage.close());

describe('a page', () => {
  it('that is there, whole, trusted and in time is no failure', async () => {
    const seen = await stage.probe(await stage.origin(says(page(200, '<h1>Se connecter</h1>'))));
    expect(seen).toMatchObject({ failure: null, status: 200, address: '127.0.0.1' });
    expect(Object.keys(seen.timesMs)).toEqual(['dns', 'tcp', 'tls', 'http']);
    expect(seen.certificateNotAfter).toBeGreaterThan(Date.now());
    expect(seen.buildId).toBeUndefined();
  });

  it('of a mirror is told with its build and the hash of all its bytes', async () => {
    const stand = await stage.origin(says(page(200, 'Se connecter', 'Preau-Build: b-1\r\n')));
    const seen = await stage.probe(stand, { target: 'mirror' });
    expect(seen).toMatchObject({ buildId: 'b-1', bodySha256: hashOf('Se connecter') });
  });

  it.each([
    [500, 'http', 'http-500'],
    [502, 'http', 'http-502'],
    [503, 'http', 'http-503'],
    [504, 'http', 'http-504'],
    [404, 'http', 'http-4xx'],
    [429, 'http', 'http-4xx'],
    [507, 'http', 'http-other'],
    [302, 'body', 'body-mismatch'],
  ])('of status %d fails at %s by %s', async (status, failedAt, kind) => {
    const seen = await stage.probe(await stage.origin(says(page(status, 'rien'))));
    expect(seen).toMatchObject({ status, failure: { stage: failedAt, kind } });
  });

  it.each([
    [200, 'Vous êtes en file d’attente, merci de patienter', 'body-queue-page'],
    [503, 'Le quota d’utilisateurs est atteint : trop de connexions', 'body-queue-page'],
    [200, 'Accès suspendu par décision de l’académie', 'body-closed-page'],
    [403, 'Accès fermé', 'body-closed-page'],
    [200, 'Tout va bien', 'body-mismatch'],
  ])('of status %d that says %j fails by %s', async (status, text, kind) => {
    const seen = await stage.probe(await stage.origin(says(page(status, text))));
    expect(seen.failure).toMatchObject({ stage: 'body', kind });
  });

  it('that says what it should only beyond 5,120 bytes is not that page', async () => {
    const seen = await stage.probe(
      await stage.origin(says(page(200, `${'x'.repeat(5_200)}Se connecter`))),
    );
    expect(seen.failure).toMatchObject({ stage: 'body', kind: 'body-mismatch' });
  });

  it('that comes too late for people is slow, though it is right', async () => {
    const stand = await stage.origin((socket) => {
      socket.once('data', () => setTimeout(() => socket.end(page(200, 'Se connecter')), 80));
    });
    const seen = await stage.probe(stand, { slowMs: durationMs(50) });
    expect(seen.failure).toMatchObject({ stage: 'body', kind: 'body-late' });
  });

  it.each([
    ['/cours/élève', '/cours/%C3%A9l%C3%A8ve'],
    ['/a b', '/a%20b'],
    ['/a\r\nx: y', '/a%0D%0Ax:%20y'],
    ['/\ud800', '/%EF%BF%BD'],
    ['/d%C3%A9j%C3%A0?x=1&y', '/d%C3%A9j%C3%A0?x=1&y'],
  ])('at %j is asked for as a request line carries it', async (path, target) => {
    const lines: string[] = [];
    const stand = await stage.origin((socket) => {
      socket.once('data', (bytes) => {
        lines.push(bytes.toString('latin1').split('\r\n')[0] ?? '');
        socket.end(page(200, 'Se connecter'));
      });
    });
    expect((await stage.probe(stand, { path })).failure).toBeNull();
    expect(lines).toEqual([`GET ${target} HTTP/1.1`]);
  });

  it('of a name that no header carries spoils its own probe, and says nothing of the origin', async () => {
    const stand = await stage.served(plainServer((socket) => socket.end()));
    const socket = new TLSSocket(connect(stand.port, '127.0.0.1'));
    const question = { host: 'a\nb', path: '/', headersMs: 20, wholeMs: 40 };
    const { stop, page: none } = await askPage(socket, question);
    expect(stop?.failure).toMatchObject({ stage: 'vantage', kind: 'vantage-silent' });
    expect(none).toBeUndefined();
    // Deadlines that were left armed would throw by now, and end the process.
    await delay(80);
    socket.destroy();
  });

  it('of more than a megabyte is not read to its end', async () => {
    const stand = await stage.origin((socket) => {
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\nSe connecter');
        const more = (): void => {
          while (socket.writable && socket.write('x'.repeat(65_536)));
          socket.once('drain', more);
        };
        more();
      });
    });
    const seen = await stage.probe(stand);
    expect(seen.failure).toMatchObject({ stage: 'body', kind: 'body-too-large' });
  });
});

describe('an origin', () => {
  it('that nobody listens on refuses', async () => {
    const seen = await stage.probe({ port: await deadPort() });
    expect(seen.failure).toEqual({ stage: 'tcp', kind: 'tcp-refused', detail: 'ECONNREFUSED' });
    expect(seen.totalMs).toBeLessThan(1_000);
  });

  it('asked from an address that this machine does not have is not seen, and not down (P7)', async () => {
    const stand = await stage.origin(says(page(200, 'Se connecter')));
    const seen = await stage.probe(stand, { sourceAddress: '192.0.2.9' });
    expect(seen.failure?.stage).toBe('vantage');
  });

  it('that takes connections and says nothing ends with the budget', async () => {
    const stand = await stage.served(plainServer(() => undefined));
    const seen = await stage.probe(stand, { budgetMs: 200 });
    expect(seen.failure).toMatchObject({ stage: 'tls', kind: 'tls-handshake' });
    expectWithin(seen.totalMs, 200);
  });

  it('that shakes hands and never answers ends with the budget', async () => {
    const seen = await stage.probe(await stage.origin(() => undefined), { budgetMs: 300 });
    expect(seen.failure).toMatchObject({ stage: 'http', kind: 'http-timeout' });
    expectWithin(seen.totalMs, 300);
  });

  it('that drips a body without an end ends with the budget', async () => {
    const stand = await stage.origin((socket) => {
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n');
        const timer = setInterval(() => socket.write('1\r\nx\r\n'), 10);
        socket.once('close', () => clearInterval(timer));
      });
    });
    const seen = await stage.probe(stand, { budgetMs: 300 });
    expect(seen.failure).toMatchObject({ stage: 'body', kind: 'body-slow' });
    expectWithin(seen.totalMs, 300);
  });

  it('that drips headers without an end ends with the budget', async () => {
    const stand = await stage.origin((socket) => {
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\n');
        const timer = setInterval(() => socket.write('a: b\r\n'), 10);
        socket.once('close', () => clearInterval(timer));
      });
    });
    const seen = await stage.probe(stand, { budgetMs: 300 });
    expect(seen.failure).toMatchObject({ stage: 'http', kind: 'http-timeout' });
    expectWithin(seen.totalMs, 300);
  });

  it.each([
    ['closes at once', (): string => ''],
    ['speaks no HTTP', () => 'SSH-2.0-OpenSSH_9.6\r\n\r\n'],
    ['sends headers of a megabyte', () => `HTTP/1.1 200 OK\r\na: ${'x'.repeat(1_000_000)}\r\n\r\n`],
    ['breaks its word on the length', () => 'HTTP/1.1 200 OK\r\ncontent-length: 900\r\n\r\nSe'],
    [
      'sends a chunk that is none',
      () => 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n',
    ],
  ])('that %s is reset', async (_, text) => {
    const seen = await stage.probe(await stage.origin(says(text())), { budgetMs: 1_000 });
    expect(seen.failure).toMatchObject({ stage: 'http', kind: 'http-reset' });
  });

  it('that switches to another protocol unasked gives no page', async () => {
    const text = 'HTTP/1.1 101 X\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n';
    const seen = await stage.probe(await stage.origin(says(text)));
    expect(seen.failure).toMatchObject({ stage: 'http', kind: 'http-other' });
  });

  it('that hangs up during the handshake has none', async () => {
    const seen = await stage.probe(
      await stage.served(plainServer((socket) => void socket.destroy())),
    );
    expect(seen.failure).toMatchObject({ stage: 'tls', kind: 'tls-handshake' });
  });
});

describe('a certificate', () => {
  it('that has expired is told so', async () => {
    const old = new Date(Date.now() - 11 * 365 * 86_400_000);
    const authority = await createAuthority(new Date());
    const expired = await signLeaf(authority, [NAME], [], old);
    const stand = await stage.served(tlsServer(expired, says(page(200, 'Se connecter'))));
    const seen = await stage.probe(stand, {}, { ca: authority.certPem });
    expect(seen.failure).toEqual({ stage: 'tls', kind: 'tls-expired', detail: 'CERT_HAS_EXPIRED' });
  });

  it('of an authority that nobody trusts is told so', async () => {
    const stranger = await createAuthority(new Date());
    const leaf = await signLeaf(stranger, [NAME], [], new Date());
    const seen = await stage.probe(
      await stage.served(tlsServer(leaf, says(page(200, 'Se connecter')))),
    );
    expect(seen.failure).toMatchObject({ stage: 'tls', kind: 'tls-untrusted' });
  });

  it('for another name is told so', async () => {
    const leaf = await stage.certificates.leafFor(['autre.example']);
    const seen = await stage.probe(
      await stage.served(tlsServer(leaf, says(page(200, 'Se connecter')))),
    );
    expect(seen.failure).toMatchObject({ stage: 'tls', kind: 'tls-name-mismatch' });
  });
});

async function deadPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
