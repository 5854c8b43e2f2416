import { setTimeout as delay } from 'node:timers/promises';
import { askUntil } from './ask-until.ts';
import { type DnsClient, openDnsClient } from './dns-client.ts';
import type { Leftovers } from './leftovers.ts';
import { type Origins, startOrigins } from './origins.ts';
import { pin } from './pin.ts';
import { measureCost, type ProcessCost } from './process-cost.ts';
import { HTTP_PORT, HTTPS_PORT, type Scenery, type Watched, ZONE } from './scenery.ts';
import type { System } from './system.ts';

/** Hundreds of origins in two processes, of which one goes: half of the country at once. */
export interface CrowdStage {
  readonly scenery: Scenery;
  readonly falling: readonly Watched[];
  readonly origins: Origins;
  stop(): Promise<void>;
}

/** Times from the outage to each name's turn, in milliseconds. */
export interface Outage {
  readonly medianMs: number;
  /** Null when at least one name never turned. */
  readonly lastMs: number | null;
  /** Names of origins that lived, and were turned all the same. */
  readonly wronglyTurned: number;
}

export interface CrowdRun {
  /** Without a question. */
  readonly cost: ProcessCost;
  /** With each name asked once a second. */
  readonly askedCost: ProcessCost;
  readonly killed: readonly Outage[];
  readonly hung: readonly Outage[];
}

export interface CrowdPace {
  readonly settleMs: number;
  readonly steadyMs: number;
  readonly outages: number;
  /** Each falling name is asked this often until it turns. */
  readonly pollMs: number;
  readonly giveUpMs: number;
}

const MIRROR = '127.0.99.1';
const BACKLOG = 511;

/** Start `count` origins, half of them in the process that goes. */
export async function openCrowdStage(
  count: number,
  seed: number,
  leftovers: Leftovers,
): Promise<CrowdStage> {
  const watched = Array.from({ length: count }, (_, index) => ({
    id: `p${index}`,
    origin: `127.0.${100 + Math.floor(index / 250)}.${(index % 250) + 1}`,
    mirror: MIRROR,
  }));
  const falling = watched.slice(0, count / 2);
  const start = (some: readonly string[]) =>
    startOrigins(
      {
        addresses: some,
        httpPort: HTTP_PORT,
        https: null,
        keepAlive: true,
        backlog: BACKLOG,
        seed,
      },
      leftovers,
    );
  const origins = await start(falling.map(({ origin }) => origin));
  const others = await start(watched.slice(count / 2).map(({ origin }) => origin));
  const mirror = await start([MIRROR]);
  return {
    scenery: { zone: ZONE, httpPort: HTTP_PORT, httpsPort: HTTPS_PORT, watched, ttlSec: 1 },
    falling,
    origins,
    stop: async () => {
      await Promise.all([origins, others, mirror].map((one) => one.stop()));
    },
  };
}

/** What a system costs while all is well, on a core of its own, and then how it meets outages. */
export async function runCrowd(
  system: System,
  stage: CrowdStage,
  pace: CrowdPace,
  folder: string,
  leftovers: Leftovers,
): Promise<CrowdRun> {
  const running = await system.start(stage.scenery, folder, leftovers);
  const client = await openDnsClient(running.dnsPort);
  try {
    await pin(running.pid, 0);
    await settle(client, stage, pace);
    const cost = await measureCost(running.pid, pace.steadyMs);
    const askedCost = await costWhenAsked(running.pid, client, stage, pace.steadyMs / 3);
    const [killed, hung]: [Outage[], Outage[]] = [[], []];
    for (let index = 0; index < pace.outages; index += 1) {
      killed.push(await outage(client, stage, pace, () => stage.origins.kill()));
      await recover(client, stage, pace);
      hung.push(await outage(client, stage, pace, async () => stage.origins.hang()));
      await recover(client, stage, pace);
    }
    return { cost, askedCost, killed, hung };
  } finally {
    client.close();
    await running.stop();
  }
}

/** Each name once a second, in a hundred parts, so that questions do not come all at once. */
async function costWhenAsked(
  pid: number,
  client: DnsClient,
  { scenery }: CrowdStage,
  lastsMs: number,
): Promise<ProcessCost> {
  const PARTS = 100;
  let part = 0;
  const timer = setInterval(() => {
    for (const [index, { id }] of scenery.watched.entries())
      if (index % PARTS === part) void client.ask(`${id}.${ZONE}`);
    part = (part + 1) % PARTS;
  }, 1_000 / PARTS);
  try {
    return await measureCost(pid, lastsMs);
  } finally {
    clearInterval(timer);
  }
}

async function outage(
  client: DnsClient,
  stage: CrowdStage,
  { pollMs, giveUpMs }: CrowdPace,
  strike: () => Promise<void>,
): Promise<Outage> {
  const fellAt = performance.now();
  const struck = strike();
  const times = await Promise.all(
    stage.falling.map(async ({ id }, index) => {
      // Spread over one period, or all questions would come in the same instant.
      await delay((pollMs * index) / stage.falling.length);
      const asked = { pollMs, giveUpMs };
      const turnedMs = await askUntil(client, `${id}.${ZONE}`, MIRROR, fellAt, asked);
      return turnedMs ?? Number.POSITIVE_INFINITY;
    }),
  );
  await struck;
  const sorted = times.toSorted((one, other) => one - other);
  const last = sorted.at(-1) ?? Number.POSITIVE_INFINITY;
  return {
    medianMs: sorted[Math.floor(sorted.length / 2)] ?? Number.NaN,
    lastMs: Number.isFinite(last) ? last : null,
    wronglyTurned: await countTurned(client, stage),
  };
}

/** Asked a few at a time: an outage is no moment for a burst. */
async function countTurned(client: DnsClient, { scenery, falling }: CrowdStage): Promise<number> {
  let turned = 0;
  for (const { id, mirror } of scenery.watched.slice(falling.length))
    if ((await client.ask(`${id}.${ZONE}`))?.address === mirror) turned += 1;
  return turned;
}

async function recover(client: DnsClient, stage: CrowdStage, pace: CrowdPace): Promise<void> {
  await stage.origins.revive();
  await settle(client, stage, pace);
}

/** Every name has been asked once and answers with its origin, for `settleMs` after the last did. */
async function settle(client: DnsClient, { scenery }: CrowdStage, pace: CrowdPace): Promise<void> {
  const deadline = performance.now() + pace.giveUpMs;
  // PowerDNS checks a name from its first question on.
  for (const { id } of scenery.watched) await client.ask(`${id}.${ZONE}`);
  for (const { id, origin } of scenery.watched)
    while ((await client.ask(`${id}.${ZONE}`))?.address !== origin) {
      if (performance.now() > deadline) throw new Error(`${id} was never found well`);
      await delay(50);
    }
  await delay(pace.settleMs);
}
