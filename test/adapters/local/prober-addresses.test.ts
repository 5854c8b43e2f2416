// Goal: an origin with several addresses falls when none of them answers, and not before; what each
// did is kept. Method: origins on addresses of loopback that refuse, are silent or answer.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import dnsPacket from 'dns-packet';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { parseObservations } from '../../../adapters/local/parse-observations.ts';
import { askName } from '../../../adapters/local/probe/ask-name.ts';
import { createProber, type ProberOptions } from '../../../adapters/local/prober.ts';
import { epochMs } from '../../../core/units.ts';
import {
  expectWithin,
  nameServer,
  openProbeStage,
  type ProbeStage,
  page,
  probeOf,
  says,
} from './prober-fixture.ts';

let stage: ProbeStage;
beforeAll(async () => {
  stage = await openProbeStage();
});
afterEach(() => stage.clear());
afterAll(() => stage.close());

const goodPage = () => stage.origin(says(page(200, 'Se connecter')));
const look = (
  addresses: readonly string[],
  port: number,
  options: Partial<ProberOptions> & { readonly sourceAddress?: string } = {},
) => {
  const { sourceAddress, ...others } = options;
  return createProber({
    clock: { now: () => epochMs(1_617_688_800_000) },
    ca: stage.certificates.caPem,
    lookup: async () => addresses,
    ...others,
  }).probe(probeOf({ port, ...(sourceAddress !== undefined && { sourceAddress }) }));
};
const refused = (address: string) => ({ address, failure: 'tcp-refused' });

/** A process that listens and takes no connection: its queue is full, so that SYNs are not answered. */
async function fullQueue(host: string, port: number): Promise<AsyncDisposable> {
  const source = `require('node:net').createServer().listen({ host: '${host}', port: ${port}, backlog: 1 }, () => {
    require('node:fs').writeSync(1, 'ready');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  })`;
  const child = spawn(process.execPath, ['-e', source], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  const waiting = Array.from({ length: 4 }, () => connect(port, host).on('error', () => undefined));
  await Promise.race(waiting.map((socket) => once(socket, 'connect')));
  return {
    [Symbol.asyncDispose]: async () => {
      for (const socket of waiting) socket.destroy();
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

describe('an origin with several addresses', () => {
  it('answers when its second one does, and the first is kept as evidence', async () => {
    const { port } = await goodPage();
    const seen = await look(['127.0.0.9', '127.0.0.1'], port);
    expect(seen).toMatchObject({
      failure: null,
      address: '127.0.0.1',
      tried: [refused('127.0.0.9')],
      notes: ['address-failed'],
    });
    expect(parseObservations({ observations: [seen] }, [probeOf({ port })])).toEqual([seen]);
  });

  it('answers when the first is silent, within the time of the connection', async () => {
    const { port } = await goodPage();
    await using _ = await fullQueue('127.0.0.9', port);
    const seen = await look(['127.0.0.9', '127.0.0.1'], port);
    expect(seen).toMatchObject({
      failure: null,
      address: '127.0.0.1',
      tried: [{ address: '127.0.0.9', failure: 'tcp-timeout' }],
    });
    expectWithin(seen.timesMs.tcp ?? 0, 900);
  });

  it('is met by its first alone when that answers', async () => {
    const { port } = await goodPage();
    const seen = await look(['127.0.0.1', '127.0.0.9'], port);
    expect(seen).toMatchObject({ failure: null, address: '127.0.0.1' });
    expect(seen).not.toHaveProperty('tried');
    expect(seen).not.toHaveProperty('notes');
  });

  it('falls when all fail, by the word of the first, and each is named', async () => {
    const seen = await look(['127.0.0.9', '127.0.0.8'], 1);
    expect(seen.failure).toEqual({
      stage: 'tcp',
      kind: 'tcp-refused',
      detail: '127.0.0.9 ECONNREFUSED, 127.0.0.8 ECONNREFUSED',
    });
    expect(seen.tried).toEqual([refused('127.0.0.9'), refused('127.0.0.8')]);
    expect(seen).not.toHaveProperty('notes');
  });

  it('answers at the last of sixteen', async () => {
    const { port } = await goodPage();
    const dead = Array.from({ length: 15 }, (_, n) => `127.0.0.${n + 10}`);
    const seen = await look([...dead, '127.0.0.1'], port);
    expect(seen).toMatchObject({ failure: null, tried: dead.map(refused) });
  });

  it('is not tried at one that may not be connected to', async () => {
    const { port } = await goodPage();
    const mayConnect = (address: string) => address !== '127.0.0.9';
    const seen = await look(['127.0.0.9', '127.0.0.1'], port, { mayConnect });
    expect(seen).toMatchObject({ failure: null, address: '127.0.0.1' });
    expect(seen).not.toHaveProperty('tried');
  });

  it('is not tried by IPv6 from an address of IPv4', async () => {
    const { port } = await goodPage();
    const seen = await look(['::1', '127.0.0.1'], port, { sourceAddress: '127.0.0.1' });
    expect(seen).toMatchObject({ failure: null, address: '127.0.0.1' });
    expect(seen).not.toHaveProperty('tried');
  });
});

it.each([
  ['answers', 0, ['192.0.2.1', '2001:db8::1']],
  ['is late with', 400, ['192.0.2.1']],
])('a name server that %s IPv6 gives what came in time, IPv4 first', async (_, lateMs, found) => {
  const stand = await stage.served(
    nameServer((query, send) => {
      const { id = 0, questions = [] } = dnsPacket.decode(query);
      const [{ name, type } = { name: '', type: 'A' as const }] = questions;
      const answer =
        type === 'A'
          ? { type: 'A' as const, name, ttl: 60, data: '192.0.2.1' }
          : { type: 'AAAA' as const, name, ttl: 60, data: '2001:db8::1' };
      const bytes = dnsPacket.encode({ type: 'response', id, questions, answers: [answer] });
      const timer = setTimeout(() => send(bytes), type === 'A' ? 5 : lateMs);
      timer.unref();
    }),
  );
  const server = { address: '127.0.0.1', port: stand.port };
  const { addresses } = await askName(server, 'ent.example', { timeoutMs: 1_000 });
  expect(addresses).toEqual(found);
});
