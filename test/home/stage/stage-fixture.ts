import { createSocket } from 'node:dgram';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AUTHORITATIVE_ANSWER, decode, encode } from 'dns-packet';
import { openCertificates } from '../../../adapters/local/certificates.ts';
import type { Clock } from '../../../app/ports.ts';
import type { Platform } from '../../../core/platform.ts';
import { type DurationMs, durationMs, epochMs, hosterId, platformId } from '../../../core/units.ts';

/** A clock that is moved by hand; its sleepers wake when their time has come. */
export function handClock(start = 0): Clock & { move(by: number): void } {
  let now = start;
  const sleepers = new Set<{ until: number; wake: () => void }>();
  return {
    now: () => epochMs(now),
    real: (by: DurationMs) => by,
    sleep: (by, signal) =>
      new Promise<void>((resolve) => {
        const one = { until: now + by, wake: resolve };
        sleepers.add(one);
        signal?.addEventListener('abort', () => resolve());
        if (signal?.aborted) resolve();
      }),
    move: (by) => {
      now += by;
      for (const one of sleepers) if (one.until <= now && sleepers.delete(one)) one.wake();
    },
  };
}

export const platformAt = (port: number, address = '127.0.0.1'): Platform => ({
  id: platformId('ent-essai'),
  name: 'ENT Essai',
  smsName: 'ENT Essai',
  kind: 'ent',
  hostname: 'ent-essai.example',
  hoster: hosterId('un'),
  origin: {
    host: 'origine.example',
    addresses: [address],
    port,
    path: '/connexion',
    expect: 'Connexion : ENT Essai',
    slowMs: durationMs(3_000),
  },
  serves: {},
  owners: [],
});

export async function temporaryFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'preau-stage-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

export async function lessonsIn(folder: string): Promise<string> {
  await writeFile(join(folder, 'un.html'), '<h1>Leçon un</h1>');
  await writeFile(join(folder, 'deux.md'), '# Leçon deux');
  return folder;
}

export const certificatesIn = (folder: string) => openCertificates(join(folder, 'certificates'));

/** A name server that answers every name with the addresses of the moment. */
export async function nameServer(answer: { addresses: readonly string[]; ttlSec: number }) {
  const socket = createSocket('udp4');
  let asked = 0;
  socket.on('message', (message, from) => {
    asked += 1;
    const query = decode(message);
    const name = query.questions?.[0]?.name ?? '';
    const answers = answer.addresses.map((data) => ({
      type: 'A' as const,
      name,
      ttl: answer.ttlSec,
      data,
    }));
    const questions = query.questions ?? [];
    const flags = AUTHORITATIVE_ANSWER;
    const reply = encode({ type: 'response', id: query.id ?? 0, flags, questions, answers });
    socket.send(reply, from.port, from.address);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return { port: socket.address().port, asked: () => asked, close: () => socket.close() };
}

/** A server that stands for a mirror: every page, with the header that only a mirror sends. */
export async function mirrorAt(address: string, leaf: { keyPem: string; certPem: string }) {
  const server = createServer({ key: leaf.keyPem, cert: leaf.certPem }, (_, response) => {
    response.setHeader('Preau-Mirror', 'ent-essai');
    response.end('<h1>Leçon au miroir</h1>');
  });
  await new Promise<void>((resolve) => server.listen(0, address, resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
