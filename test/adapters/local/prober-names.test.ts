// Goal: a name that cannot be resolved fails in its own way, in time, and nobody can forge it.
// Method: a name server by UDP that says what the test says, and a resolver that never answers.
import { createSocket } from 'node:dgram';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createProber } from '../../../adapters/local/prober.ts';
import { epochMs } from '../../../core/units.ts';
import {
  answerTo,
  expectWithin,
  type NameAnswer,
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

describe('a name', () => {
  it.each<readonly [string, NameAnswer, string]>([
    ['does not exist', (query, send) => send(answerTo(query, [], 3)), 'dns-nxdomain'],
    ['has no address', (query, send) => send(answerTo(query, [])), 'dns-nxdomain'],
    ['cannot be answered', (query, send) => send(answerTo(query, [], 2)), 'dns-servfail'],
    ['is refused', (query, send) => send(answerTo(query, [], 5)), 'dns-servfail'],
    ['is met with silence', () => undefined, 'dns-timeout'],
    ['is met with garbage', (_, send) => send(Buffer.from('not a DNS message')), 'dns-timeout'],
    ['is met with an empty datagram', (_, send) => send(Buffer.alloc(0)), 'dns-timeout'],
    [
      'is met with the answer to another question',
      (query, send) => {
        const other = answerTo(query, ['127.0.0.1']);
        other.writeUInt16BE((other.readUInt16BE(0) + 1) % 65_536, 0);
        send(other);
      },
      'dns-timeout',
    ],
  ])('that %s', async (_, act, kind) => {
    const stand = await stage.served(nameServer(act));
    const seen = await stage.probe({ port: 1 }, { budgetMs: 250 }, { namesPort: stand.port });
    expect(seen.failure).toMatchObject({ stage: 'dns', kind });
    expectWithin(seen.totalMs, 250);
    expect(seen.address).toBeUndefined();
  });

  it('answered twice is answered once', async () => {
    const twice = await stage.served(
      nameServer((query, send) => {
        for (let time = 0; time < 3; time += 1) send(answerTo(query, ['127.0.0.1']));
      }),
    );
    const stand = await stage.origin(says(page(200, 'Se connecter')));
    expect((await stage.probe(stand, {}, { namesPort: twice.port })).failure).toBeNull();
    await delay(20);
  });

  it('is believed from the server that was asked, and from nobody else', async () => {
    const stranger = createSocket('udp4');
    const silent = await stage.served(
      nameServer((query, _, from) => {
        stranger.send(answerTo(query, ['127.0.0.66']), from.port, '127.0.0.1');
      }),
    );
    const seen = await stage.probe({ port: 1 }, { budgetMs: 250 }, { namesPort: silent.port });
    stranger.close();
    expect(seen.failure).toMatchObject({ stage: 'dns', kind: 'dns-timeout' });
  });

  it('that the system itself must resolve takes no longer than the budget either', async () => {
    const prober = createProber({
      clock: { now: () => epochMs(0) },
      lookup: () => new Promise(() => undefined),
    });
    const seen = await prober.probe(probeOf({ budgetMs: 120 }));
    expect(seen.failure).toMatchObject({ stage: 'dns', kind: 'dns-timeout' });
    expectWithin(seen.totalMs, 120);
  });

  it.each([
    ['ENOTFOUND', 'dns-nxdomain'],
    ['ENODATA', 'dns-nxdomain'],
    ['EAI_AGAIN', 'dns-servfail'],
  ])('that the system meets with %s fails by %s', async (code, kind) => {
    const prober = createProber({
      clock: { now: () => epochMs(0) },
      lookup: async () => {
        throw Object.assign(new Error(code), { code });
      },
    });
    expect((await prober.probe(probeOf())).failure).toMatchObject({ stage: 'dns', kind });
  });
});
