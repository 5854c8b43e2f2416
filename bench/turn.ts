import { randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { askAuthorityServers } from '../adapters/local/dns-ask.ts';
import type { PairPlatform } from '../core/shelter/weighted-pair.ts';
import { hosterId, platformId, seconds } from '../core/units.ts';
import { spawnNames, stopNames } from '../home/names/names-process.ts';
import type { Bench } from './bench.ts';
import { atMost, type Figure, measured, median } from './figure.ts';
import { type Death, LOGIN_PAGE, type MortalOrigin, startOrigins } from './mortal-origin.ts';

/** The interval that the figures are told for. */
const INTERVAL_MS = 1_000;
/** Three kinds of death, seven each. */
const DEATHS: readonly Death[] = ['refused', 'hang', 'http-503'];
const RUNS_PER_DEATH = 7;
/** Names are asked this often; it is the figures' resolution. */
const POLL_MS = 20;
const MIRROR = '127.0.0.10';
/** The target: 2.5 probe intervals, in the median. */
const INTERVALS_MAX = 2.5;
const GIVE_UP_MS = 15_000;
/**
 * Its fastest interval is 10 s and its default threshold 3.
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-creating-values.html
 */
const ROUTE_53 = {
  name: 'Route 53 at its own fastest, as documented (3 checks, 10 s apart)',
  value: 30,
};

interface Run {
  readonly death: Death;
  readonly seconds: number;
}

/** From an origin's death to the authoritative answer being its mirror. */
export const turn: Bench = {
  name: 'turn',
  method:
    'One name server process with health checks every second, 21 HTTPS origins that die at random ' +
    'moments in three ways (nobody listens; accepted and never answered; HTTP 503), every name asked ' +
    'by DNS each 20 ms until the answer is the mirror. Nothing but the name server runs: this is the ' +
    'turn by health alone. The resolvers’ TTL comes on top.',
  tried: {
    'death to mirror, hang, median of 7':
      'Before, one checker with two failures took 1.8 s here, and turned platforms that failed a fifth of their requests. ' +
      'Now five checkers confirm twice each, the second half a time limit after the first: that half is what is missed. ' +
      'Shorter limits are what makes it fast: see the shelter bench, 0.65 s.',
  },
  run: (say) => {
    say(`${DEATHS.length * RUNS_PER_DEATH} deaths of ${DEATHS.length} kinds`);
    return benchTurn();
  },
};

async function benchTurn(): Promise<readonly Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'preau-bench-turn-'));
  const origins = await startOrigins(DEATHS.length * RUNS_PER_DEATH);
  const platforms = origins.map(({ port }, index) => aPlatform(`ent-${index}`, port));
  try {
    const { dnsPort } = await spawnNames({
      dataFolder: folder,
      listenAddress: '127.0.0.1',
      dnsPort: 0,
      controlPort: 0,
      checkIntervalMs: INTERVAL_MS,
      checkTimeoutMs: INTERVAL_MS,
      confirmAfterMs: INTERVAL_MS / 20,
      failureThreshold: 2,
      ttlSec: 1,
      zones: [{ name: 'example', ns: ['ns1.example'] }],
      platforms,
      stopAfterOrphanedMs: 120_000,
    });
    // Every origin has been found healthy twice before the first dies.
    await delay(INTERVAL_MS * 2);
    const runs = await Promise.all(
      origins.map((origin, index) => {
        const death = DEATHS[index % DEATHS.length] ?? 'refused';
        return runOnce(origin, death, platforms[index], dnsPort);
      }),
    );
    return figures(runs);
  } finally {
    await stopNames(folder);
    await Promise.all(origins.map((origin) => origin.stop()));
    await rm(folder, { recursive: true, force: true });
  }
}

async function runOnce(
  origin: MortalOrigin,
  death: Death,
  platform: PairPlatform | undefined,
  port: number,
): Promise<Run> {
  if (!platform) throw new Error('an origin without a platform');
  const mirrorShare = async () => {
    const server = { address: '127.0.0.1', port };
    const [answer] = await askAuthorityServers(platform, [server], 1);
    return answer?.mirrorShare ?? 0;
  };
  await delay(randomInt(INTERVAL_MS * 4));
  if ((await mirrorShare()) !== 0) throw new Error(`${platform.id} was sheltered while it lived`);
  const diedAt = performance.now();
  await origin.die(death);
  while ((await mirrorShare()) !== 1) {
    if (performance.now() - diedAt > GIVE_UP_MS) throw new Error(`${platform.id} never turned`);
    await delay(POLL_MS);
  }
  return { death, seconds: (performance.now() - diedAt) / 1_000 };
}

function figures(runs: readonly Run[]): readonly Figure[] {
  const limit = (INTERVALS_MAX * INTERVAL_MS) / 1_000;
  const peer = { name: `limit of ${INTERVALS_MAX} check intervals`, value: limit };
  const figure = (name: string, some: readonly Run[]): Figure => {
    const value = median(some.map((run) => run.seconds));
    return atMost(`${name}, median of ${some.length}`, value, 's', limit, peer);
  };
  const slowest = Math.max(...runs.map(({ seconds: took }) => took));
  return [
    figure('death to mirror, all kinds', runs),
    ...DEATHS.map((death) =>
      figure(
        `death to mirror, ${death}`,
        runs.filter((run) => run.death === death),
      ),
    ),
    measured(`death to mirror, slowest of ${runs.length}`, slowest, 's', ROUTE_53),
  ];
}

const aPlatform = (name: string, port: number): PairPlatform => ({
  id: platformId(name),
  hostname: `${name}.example`,
  origin: {
    host: `origine-${name}.example`,
    addresses: ['127.0.0.1'],
    port,
    path: '/login',
    expect: LOGIN_PAGE,
    slowMs: seconds(1),
  },
  mirror: {
    hoster: hosterId('elsewhere'),
    addresses: [MIRROR],
    port: 443,
    ownName: `secours-${name}.example`,
    maxAgeMs: seconds(86_400),
  },
});
