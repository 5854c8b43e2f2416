// Goal: one sick resolver is its own trouble: no vote against a platform and no fall, also where the
// origin's name is an alias. Method: whole rounds and probes, over name servers on loopback that are
// silent, broken, ignorant and lying.
import 'reflect-metadata';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import dnsPacket from 'dns-packet';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { resolversOf } from '../../../adapters/local/probe/resolvers-of.ts';
import { createProber, type ProberOptions } from '../../../adapters/local/prober.ts';
import { wholeRound } from '../../fixtures/whole-round.ts';
import type { Policy } from '../../../core/policy.ts';
import { epochMs } from '../../../core/units.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { startRun } from '../../fixtures/timeline.ts';
import {
  answerTo,
  expectWithin,
  NAME,
  type NameAnswer,
  nameServer,
  openProbeStage,
  type ProbeStage,
  page,
  probeOf,
  type Stand,
  says,
} from './prober-fixture.ts';

let stage: ProbeStage;
beforeAll(async () => {
  stage = await openProbeStage();
});
afterEach(() => stage.clear());
afterAll(() => stage.close());

const HOST = `origine.${NAME}`;
const TARGET = 'a.hoster.example';
const clock = { now: () => epochMs(1_617_688_800_000) };
const at = ({ port }: Stand) => ({ address: '127.0.0.1', port });
const namesThat = async (act: NameAnswer) => at(await stage.served(nameServer(act)));
const right: NameAnswer = (query, send) => send(answerTo(query, ['127.0.0.1']));
const aliasTo =
  (target: string): NameAnswer =>
  (query, send) => {
    const { id = 0, questions = [] } = dnsPacket.decode(query);
    const name = questions[0]?.name ?? '';
    const answers = [{ type: 'CNAME' as const, name, ttl: 60, data: target }];
    send(dnsPacket.encode({ type: 'response', id, questions, answers }));
  };
const SICK: readonly (readonly [string, NameAnswer])[] = [
  ['is silent', () => undefined],
  ['is broken', (query, send) => send(answerTo(query, [], 2))],
  ['knows of no such name', (query, send) => send(answerTo(query, [], 3))],
];
const LYING: (typeof SICK)[number] = [
  'lies',
  (query, send) => send(answerTo(query, ['127.0.0.9'])),
];

/** Later than whoever answers at once, and well within a probe's time. */
const afterSome =
  (act: NameAnswer): NameAnswer =>
  (query, send, from) =>
    void setTimeout(() => act(query, send, from), 20);
/** Takes connections and knows no TLS: a page of a network's own, say. */
async function strangerAt(host: string, port: number): Promise<Server> {
  const server = createServer((socket) => socket.on('error', () => undefined).end('HTTP/1.1 200'));
  server.listen(port, host);
  await once(server, 'listening');
  return server;
}

const goodPage = () => stage.origin(says(page(200, 'Se connecter')));
const proberBy = (sources: Partial<ProberOptions>) =>
  createProber({ clock, ca: stage.certificates.caPem, ...sources });

/** Every platform, and the control, behind one page. */
function policyAt(port: number): Policy {
  const base = testPolicy(['nord']);
  const origin = { host: HOST, port, path: '/connexion', expect: 'Se connecter' };
  return {
    ...base,
    platforms: base.platforms.map((platform) => ({
      ...platform,
      hostname: NAME,
      origin: { ...platform.origin, ...origin },
    })),
  };
}

describe.each([...SICK, LYING])('one resolver of two that %s', (_, sick) => {
  it('is no vote against anybody, and nobody falls however long it lasts', async () => {
    const policy = policyAt((await goodPage()).port);
    const [authority, resolver] = [await namesThat(right), await namesThat(right)];
    const delegation = { serversOf: async () => [authority] };
    const ports = {
      clock: { ...clock, sleep: async () => undefined, real: Number },
      prober: proberBy({ delegation, resolvers: [await namesThat(sick), resolver] }),
      observations: { add: async () => undefined, between: async () => [] },
      dns: { askAuthorities: async () => [] },
    };
    const run = startRun(policy);
    for (let round = 0; round <= policy.watch.roundsToFall; round += 1) {
      const events = await wholeRound(ports, policy, { probeBudgetMs: 1_500 });
      for (const event of events) {
        const votes = event.kind === 'round-observed' ? event.votes : [];
        expect(votes.map((vote) => vote.says)).toEqual(['up', 'up', 'up']);
        run.take(event);
      }
    }
    expect(run.platform('nord')?.standing).toBe('up');
    expect(run.state.incidents).toEqual({});
  });
});

describe('an origin whose name is an alias', () => {
  it.each(SICK)('is seen by the other resolver when the first %s', async (_, sick) => {
    const { port } = await goodPage();
    const nameServer = await namesThat(aliasTo(TARGET));
    const resolvers = [await namesThat(sick), await namesThat(right)];
    const seen = await proberBy({ nameServer, resolvers }).probe(probeOf({ port }));
    expect(seen).toMatchObject({ failure: null, address: '127.0.0.1' });
    expect(seen.names?.[0]).toMatchObject({ role: 'authority', addresses: ['127.0.0.1'] });
    expect(seen.timesMs.dns).toBeLessThan(250);
  });

  it.each(SICK)('is seen by the system when the only resolver %s', async (_, sick) => {
    const { port } = await goodPage();
    const nameServer = await namesThat(aliasTo(TARGET));
    const asked: string[] = [];
    const lookup = async (name: string): Promise<string[]> => {
      asked.push(name);
      return ['127.0.0.1'];
    };
    const sources = { nameServer, resolvers: [await namesThat(sick)], lookup };
    const seen = await proberBy(sources).probe(probeOf({ port }));
    expect(seen.failure).toBeNull();
    expect(asked).toEqual([TARGET]);
  });

  it('is measured by its target’s authority, whatever the resolvers say', async () => {
    const { port } = await goodPage();
    const [own, hoster] = [await namesThat(aliasTo(TARGET)), await namesThat(right)];
    const delegation = { serversOf: async (name: string) => [name === TARGET ? hoster : own] };
    const resolvers = [await namesThat(LYING[1]), await namesThat(LYING[1])];
    const seen = await proberBy({ delegation, resolvers }).probe(probeOf({ port }));
    expect(seen).toMatchObject({
      failure: null,
      address: '127.0.0.1',
      notes: ['resolver-differs'],
    });
  });

  it('is seen though the resolver that answers first lies', async () => {
    const { port } = await goodPage();
    const nameServer = await namesThat(aliasTo(TARGET));
    const resolvers = [await namesThat(LYING[1]), await namesThat(afterSome(right))];
    const seen = await proberBy({ nameServer, resolvers }).probe(probeOf({ port }));
    expect(seen).toMatchObject({
      failure: null,
      address: '127.0.0.1',
      tried: [{ address: '127.0.0.9' }],
      notes: ['resolver-differs', 'address-failed'],
    });
  });

  it('is seen though somebody answers at the address of the lie', async () => {
    const { port } = await goodPage();
    const stranger = await strangerAt('127.0.0.9', port);
    const nameServer = await namesThat(aliasTo(TARGET));
    const resolvers = [await namesThat(LYING[1]), await namesThat(afterSome(right))];
    const seen = await proberBy({ nameServer, resolvers }).probe(probeOf({ port }));
    expect(seen).toMatchObject({ failure: null, address: '127.0.0.1' });
    expect(seen.tried).toEqual([{ address: '127.0.0.9', failure: 'tls-handshake' }]);
    const alone = { nameServer, resolvers: [resolvers[0]!, resolvers[0]!] };
    const cut = await proberBy(alone).probe(probeOf({ port }));
    expect(cut).toMatchObject({ failure: { stage: 'tls' }, address: '127.0.0.9' });
    stranger.close();
  });

  it('is down where no address of any resolver answers', async () => {
    const nameServer = await namesThat(aliasTo(TARGET));
    const resolvers = [await namesThat(LYING[1]), await namesThat(afterSome(right))];
    const seen = await proberBy({ nameServer, resolvers }).probe(probeOf());
    expect(seen.failure).toMatchObject({ stage: 'tcp', kind: 'tcp-refused' });
    expect(seen.tried?.map(({ address }) => address)).toEqual(['127.0.0.9', '127.0.0.1']);
  });

  it('that leads through zones in a circle ends', async () => {
    let asked = 0;
    const [own, hoster] = [await namesThat(aliasTo(TARGET)), await namesThat(aliasTo(HOST))];
    const delegation = {
      serversOf: async (name: string) => {
        asked += 1;
        return [name === TARGET ? hoster : own];
      },
    };
    const unknown = async () => namesThat((query, send) => send(answerTo(query, [], 3)));
    const resolvers = [await unknown(), await unknown()];
    const seen = await proberBy({ delegation, resolvers }).probe(probeOf({ budgetMs: 800 }));
    expect(seen.failure).toMatchObject({ stage: 'dns', kind: 'dns-nxdomain' });
    expect(asked).toBeLessThanOrEqual(5);
    expectWithin(seen.totalMs, 800);
  });
});

describe('the resolvers of a configuration', () => {
  it('are asked at the port of DNS, with the authority that DNS tells beside them', () => {
    const sources = resolversOf(['9.9.9.9', '2001:db8::53']);
    expect(sources.resolvers).toEqual([
      { address: '9.9.9.9', port: 53 },
      { address: '2001:db8::53', port: 53 },
    ]);
    expect(sources.delegation).toBeDefined();
  });

  it('are the system’s own when none is named', () => {
    expect(resolversOf([])).toEqual({ resolvers: [] });
  });
});
