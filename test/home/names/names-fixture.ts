import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSocket } from 'node:dgram';
import { setTimeout as delay } from 'node:timers/promises';
import {
  decode,
  encode,
  type Packet,
  type RecordType,
  streamDecode,
  streamEncode,
} from 'dns-packet';
import { LOGIN_PAGE } from '../../../bench/mortal-origin.ts';
import type { PairPlatform } from '../../../core/shelter/weighted-pair.ts';
import { hosterId, platformId, seconds } from '../../../core/units.ts';
import type { NamesSpec } from '../../../home/names/names-spec.ts';
import type { NamesState } from '../../../home/names/names-state.ts';

// What the name server's tests share: a platform, a spec, a folder, a client.

export const ORIGIN = '127.0.0.1';
export const MIRROR = '127.0.0.10';

/** A platform whose origin answers on a port of 127.0.0.1. */
export const aPlatform = (name: string, port: number): PairPlatform => ({
  id: platformId(name),
  hostname: `${name}.example`,
  origin: {
    host: `origine-${name}.example`,
    addresses: [ORIGIN],
    port,
    path: '/login',
    expect: LOGIN_PAGE,
    slowMs: seconds(1),
  },
  mirror: {
    hoster: hosterId('elsewhere'),
    addresses: [MIRROR],
    port: 8443,
    ownName: `secours-${name}.example`,
    maxAgeMs: seconds(86_400),
  },
});

export const aSpec = (
  dataFolder: string,
  platforms: readonly PairPlatform[],
  more: Partial<NamesSpec> = {},
): NamesSpec => ({
  dataFolder,
  listenAddress: '127.0.0.1',
  dnsPort: 0,
  controlPort: 0,
  checkIntervalMs: 50,
  checkTimeoutMs: 1_000,
  failureThreshold: 2,
  confirmAfterMs: 10,
  ttlSec: 5,
  zones: [{ name: 'example', ns: ['ns1.example', 'ns2.example'] }],
  platforms,
  ...more,
});

/** Runs `body` with a new folder, removed afterwards. */
export async function withFolder(body: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'preau-names-'));
  try {
    await body(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Resolves once `holds` does; the test's own time limit ends it otherwise. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await delay(5);
}

/** @returns the bytes that came back within `withinMs`, or null */
export async function exchangeUdp(
  port: number,
  query: Buffer,
  withinMs = 1_000,
): Promise<Buffer | null> {
  const socket = createSocket('udp4');
  try {
    socket.send(query, port, '127.0.0.1');
    const got: unknown[] = await once(socket, 'message', { signal: AbortSignal.timeout(withinMs) });
    return Buffer.isBuffer(got[0]) ? got[0] : null;
  } catch {
    return null;
  } finally {
    socket.close();
  }
}

async function askUdp(port: number, query: Packet): Promise<Packet> {
  const reply = await exchangeUdp(port, encode({ id: 7, type: 'query', ...query }));
  if (!reply) throw new Error('no answer by UDP');
  return decode(reply);
}

export async function askTcp(port: number, query: Packet): Promise<Packet> {
  const socket = connect(port, '127.0.0.1');
  try {
    socket.write(streamEncode({ id: 7, type: 'query', ...query }));
    let bytes = Buffer.alloc(0);
    for await (const chunk of socket) {
      if (Buffer.isBuffer(chunk)) bytes = Buffer.concat([bytes, chunk]);
      if (bytes.length >= 2 && bytes.length >= bytes.readUInt16BE(0) + 2) break;
    }
    const packet = streamDecode(bytes);
    if (!packet) throw new Error('no answer by TCP');
    return packet;
  } finally {
    socket.destroy();
  }
}

/** The values that a name answers by UDP. */
export async function valuesOf(
  port: number,
  name: string,
  type: RecordType = 'A',
): Promise<readonly unknown[]> {
  const { answers = [] } = await askUdp(port, { questions: [{ name, type }] });
  return answers.map((answer) => ('data' in answer ? answer.data : null));
}

/** Reaches a name server's control API. */
export function control({ controlPort, token }: { controlPort: number; token: string }) {
  const ask = (method: string, path: string, body?: string) =>
    fetch(`http://127.0.0.1:${controlPort}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { body }),
    });
  const state = async () => (await (await ask('GET', '/state')).json()) as NamesState;
  return { ask, state };
}
