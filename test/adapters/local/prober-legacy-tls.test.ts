// Goal: a server without RFC 5746 is let in as browsers do, with a note, and still only by a right
// certificate; OpenSSL's reason is kept. Method: GnuTLS told to be old; a hello written by hand.
import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { parseObservations } from '../../../adapters/local/parse-observations.ts';
import {
  expectWithin,
  NAME,
  openProbeStage,
  type ProbeStage,
  page,
  plainServer,
  probeOf,
  says,
} from './prober-fixture.ts';

const GNUTLS = 'gnutls-serv';

let stage: ProbeStage;
beforeAll(async () => {
  stage = await openProbeStage();
});
afterEach(() => stage.clear());
afterAll(() => stage.close());

function isInstalled(program: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' });
    return true;
  } catch {
    console.warn(`${program} is not installed: no whole handshake with an old server is made`);
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** GnuTLS's own page by HTTPS, in TLS 1.2 without RFC 5746. */
async function oldServer(names: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'preau-old-tls-'));
  const leaf = await stage.certificates.leafFor(names);
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  writeFileSync(key, leaf.keyPem, { mode: 0o600 });
  writeFileSync(certificate, leaf.certPem);
  const port = await freePort();
  const files = ['--x509keyfile', key, '--x509certfile', certificate];
  const priority = 'NORMAL:-VERS-ALL:+VERS-TLS1.2:%DISABLE_SAFE_RENEGOTIATION';
  const args = ['--http', '--port', String(port), '--priority', priority, ...files];
  const child = spawn(GNUTLS, args, { stdio: 'ignore' });
  return {
    port,
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Until it listens. */
async function seenAt(port: number) {
  for (let tries = 0; ; tries += 1) {
    const seen = await stage.probe({ port }, { expect: 'GnuTLS' });
    if (seen.failure?.kind !== 'tcp-refused' || tries > 100) return seen;
    await delay(20);
  }
}

describe.skipIf(!isInstalled(GNUTLS))('an old server', () => {
  it('is let in, with a note and its raw answer', async () => {
    await using server = await oldServer([NAME]);
    const seen = await seenAt(server.port);
    expect(seen).toMatchObject({ failure: null, status: 200, notes: ['tls-legacy'] });
    expect(seen.raw?.bodyStart).toContain('GnuTLS');
    expect(parseObservations({ observations: [seen] }, [probeOf()])).toEqual([seen]);
  });

  it('with the certificate of another name is not', async () => {
    await using server = await oldServer(['autre.example']);
    const seen = await seenAt(server.port);
    expect(seen.failure).toMatchObject({ stage: 'tls', kind: 'tls-name-mismatch' });
  });
});

/** A TLS 1.2 ServerHello with no extension, and nothing after it. */
function bareHello(): Buffer {
  const body = Buffer.concat([
    Buffer.from([3, 3]),
    randomBytes(32),
    Buffer.from([0, 0xc0, 0x2f, 0]),
  ]);
  const handshake = Buffer.concat([Buffer.from([2, 0, 0, body.length]), body]);
  return Buffer.concat([Buffer.from([22, 3, 3, 0, handshake.length]), handshake]);
}

it('an old hello is met by a second connection, within the time of the handshake', async () => {
  const seenAlerts: string[] = [];
  let connections = 0;
  const stand = await stage.served(
    plainServer((socket) => {
      connections += 1;
      socket.once('data', () => {
        socket.write(bareHello());
        socket.on('data', (bytes) => seenAlerts.push(bytes.toString('hex')));
      });
    }),
  );
  const seen = await stage.probe(stand, { budgetMs: 800 });
  expect(connections).toBe(2);
  // The first was refused by an alert (21); the second waits for a certificate that never comes.
  expect(seenAlerts.map((bytes) => bytes.slice(0, 2))).toEqual(['15']);
  expect(seen.failure).toMatchObject({ stage: 'tls', kind: 'tls-handshake' });
  expect(seen.failure?.detail).toMatch(/^no handshake in/);
  expectWithin(seen.totalMs, 800);
});

it('a new server is asked once, and has no note', async () => {
  const seen = await stage.probe(await stage.origin(says(page(200, 'Se connecter'))));
  expect(seen.failure).toBeNull();
  expect(seen).not.toHaveProperty('notes');
});

it("a handshake that fails is told with OpenSSL's reason", async () => {
  const stand = await stage.served(
    // An alert: fatal, protocol version.
    plainServer((socket) =>
      socket.once('data', () => socket.end(Buffer.from('15030300020246', 'hex'))),
    ),
  );
  const seen = await stage.probe(stand);
  expect(seen.failure).toMatchObject({ stage: 'tls', kind: 'tls-handshake' });
  expect(seen.failure?.detail).toContain('tlsv1 alert protocol version');
});
