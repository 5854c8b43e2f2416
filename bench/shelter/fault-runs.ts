import { setTimeout as delay } from 'node:timers/promises';
import { seededRandom } from '../../home/stage/seeded-random.ts';
import { askUntil } from './ask-until.ts';
import type { OriginSpec } from './behaviour.ts';
import { type DnsClient, openDnsClient } from './dns-client.ts';
import type { Leftovers } from './leftovers.ts';
import { type Origins, startOrigins } from './origins.ts';
import { HTTP_PORT, HTTPS_PORT, type Scenery, type Watched, ZONE } from './scenery.ts';
import type { RunningSystem, System } from './system.ts';

/** How an origin goes: its process is killed; stopped; answers 503; stopped with a full queue. */
export const FAULTS = ['refused', 'hang', 'http-503', 'black-hole'] as const;
export type Fault = (typeof FAULTS)[number];

/** One run: one name, one origin, one fault. Null = not seen within the time given. */
export interface FaultRun {
  readonly fault: Fault;
  readonly outMs: number | null;
  readonly backMs: number | null;
}

export interface FaultPace {
  /** How often each origin falls and comes back. */
  readonly rounds: number;
  /** Each run begins at a moment of its own, drawn from this long. */
  readonly spreadMs: number;
  /** Before the first fault, so that every system has found every origin well. */
  readonly settleMs: number;
  /** From the mirror's first answer to the origin's return. */
  readonly downMs: number;
  readonly giveUpMs: number;
  readonly pollMs: number;
}

/** One origin in a process of its own, which all systems watch one after the other. */
export interface FaultStage {
  readonly runs: readonly {
    readonly fault: Fault;
    readonly watched: Watched;
    readonly origins: Origins;
  }[];
  stop(): Promise<void>;
}

const BACKLOG = 8;

/** Start `runsPerFault` origins for each fault, and their mirror. `block` keeps stages apart. */
export async function openFaultStage(
  runsPerFault: number,
  seed: number,
  block: number,
  leftovers: Leftovers,
): Promise<FaultStage> {
  const mirror = await startOrigins(specOf(mirrorOf(block), seed), leftovers);
  const runs: FaultStage['runs'][number][] = [];
  for (const [index, fault] of FAULTS.flatMap((one) =>
    Array.from({ length: runsPerFault }, () => one),
  ).entries()) {
    const address = `127.0.${block}.${index + 1}`;
    const origins = await startOrigins(specOf(address, seed), leftovers);
    const watched = { id: `f${index}`, origin: address, mirror: mirrorOf(block) };
    runs.push({ fault, watched, origins });
  }
  return {
    runs,
    stop: async () => {
      await Promise.all([mirror, ...runs.map(({ origins }) => origins)].map((one) => one.stop()));
    },
  };
}

const mirrorOf = (block: number): string => `127.0.${block}.250`;

const specOf = (address: string, seed: number): OriginSpec => ({
  addresses: [address],
  httpPort: HTTP_PORT,
  https: null,
  keepAlive: true,
  backlog: BACKLOG,
  seed,
});

/** What a system of this stage is asked to watch. */
export const sceneryOf = ({ runs }: FaultStage, ttlSec: number): Scenery => ({
  zone: ZONE,
  httpPort: HTTP_PORT,
  httpsPort: HTTPS_PORT,
  watched: runs.map(({ watched }) => watched),
  ttlSec,
});

/** Start one system, let each origin fall and come back in each round, and stop it. */
export async function runFaults(
  system: System,
  stage: FaultStage,
  pace: FaultPace,
  folder: string,
  seed: number,
  leftovers: Leftovers,
): Promise<readonly FaultRun[]> {
  const running = await system.start(sceneryOf(stage, 1), folder, leftovers);
  const client = await openDnsClient(running.dnsPort);
  try {
    const runs: FaultRun[] = [];
    for (let round = 0; round < pace.rounds; round += 1) {
      await settle(client, stage, pace, running);
      runs.push(...(await runRound(client, stage, pace, seed + round)));
    }
    return runs;
  } finally {
    client.close();
    await running.stop();
  }
}

/** Every origin falls once, each at a moment of its own, which is the same for every system. */
const runRound = (
  client: DnsClient,
  { runs }: FaultStage,
  pace: FaultPace,
  seed: number,
): Promise<readonly FaultRun[]> =>
  Promise.all(
    runs.map(async (run) => {
      await delay(seededRandom(seed, run.watched.id).next() * pace.spreadMs);
      return runOnce(run, client, pace);
    }),
  );

/** PowerDNS checks a name from its first question on; the others do not mind. */
async function settle(
  client: DnsClient,
  { runs }: FaultStage,
  { settleMs, giveUpMs }: FaultPace,
  { dnsPort }: RunningSystem,
): Promise<void> {
  for (const { watched } of runs) await client.ask(`${watched.id}.${ZONE}`);
  await delay(settleMs);
  const deadline = performance.now() + giveUpMs;
  for (const { watched } of runs) {
    while ((await client.ask(`${watched.id}.${ZONE}`))?.address !== watched.origin) {
      if (performance.now() > deadline)
        throw new Error(`the name server at ${dnsPort} never found ${watched.id} well`);
      await delay(100);
    }
  }
}

async function runOnce(
  { fault, watched, origins }: FaultStage['runs'][number],
  client: DnsClient,
  pace: FaultPace,
): Promise<FaultRun> {
  const name = `${watched.id}.${ZONE}`;
  const fellAt = performance.now();
  const falling = fall(fault, watched.origin, origins);
  const outMs = await askUntil(client, name, watched.mirror, fellAt, pace);
  await falling;
  await delay(outMs === null ? 0 : pace.downMs);
  const backAt = await rise(fault, watched.origin, origins);
  const backMs = outMs === null ? null : await askUntil(client, name, watched.origin, backAt, pace);
  return { fault, outMs, backMs };
}

async function fall(fault: Fault, address: string, origins: Origins): Promise<void> {
  if (fault === 'refused') return origins.kill();
  if (fault === 'hang') return origins.hang();
  if (fault === 'black-hole') return origins.swallow();
  origins.behave(address, { kind: 'status', status: 503 });
}

/** @returns the instant from which it answers again; a killed one must first start */
async function rise(fault: Fault, address: string, origins: Origins): Promise<number> {
  if (fault === 'http-503') origins.behave(address, { kind: 'well' });
  else await origins.revive();
  const opened = fault === 'refused' ? origins.openings(address).at(-1)?.atMs : undefined;
  return opened === undefined ? performance.now() : opened - performance.timeOrigin;
}
