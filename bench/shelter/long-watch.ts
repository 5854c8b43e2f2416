import { setTimeout as delay } from 'node:timers/promises';
import { seededRandom } from '../../home/stage/seeded-random.ts';
import { countTurns, type Sample, type Turns } from './count-turns.ts';
import { type DnsClient, openDnsClient } from './dns-client.ts';
import { GROUPS, type Group, type LongStage } from './long-stage.ts';
import { type ReaderCounts, startReaders } from './readers.ts';
import type { RunningSystem } from './system.ts';

/** What became of one name under one system. */
export interface WatchedRun {
  readonly group: Group;
  readonly id: string;
  readonly turns: Turns;
  /** The part of answers that pointed to the mirror, 0 to 1. */
  readonly mirrorPart: number;
}

/** What became of all names under one system. */
export interface LongRun {
  readonly system: string;
  readonly runs: readonly WatchedRun[];
  readonly readers: { readonly [group in 'flapping' | 'errors']: ReaderCounts };
}

/** The whole of it. */
interface LongWatch {
  /** When origins began to flap and to fail, in Unix milliseconds. */
  readonly beganAtMs: number;
  readonly runs: readonly LongRun[];
}

export interface LongPace {
  readonly lastsMs: number;
  readonly settleMs: number;
  /** How long an origin that flaps is up, and then down. */
  readonly flapMs: number;
  readonly errorShare: number;
  readonly readersPerGroup: number;
  readonly pollMs: number;
  /** What no turn is called wrong for: the longest probe budget of all systems watched. */
  readonly slackMs: number;
}

/** A system that runs already, by name. */
export interface Running {
  readonly name: string;
  readonly running: RunningSystem;
}

/** Play the same five minutes to every system at once, and count. */
export async function watchLong(
  stage: LongStage,
  systems: readonly Running[],
  pace: LongPace,
  seed: number,
): Promise<LongWatch> {
  const opened = await Promise.all(
    systems.map(async ({ name, running }) => ({ name, ...(await openDesk(stage, running)) })),
  );
  const ending = new AbortController();
  try {
    await delay(pace.settleMs);
    const watches = opened.map((desk) => beginWatch(desk, stage, pace, seed, ending.signal));
    const beganAtMs = Date.now();
    play(stage, pace, seed);
    await delay(pace.lastsMs * UNFIT_FROM);
    setUnfit(stage, false);
    await delay(pace.lastsMs * UNFIT_LASTS);
    setUnfit(stage, true);
    await delay(pace.lastsMs * (1 - UNFIT_FROM - UNFIT_LASTS));
    ending.abort();
    return { beganAtMs, runs: watches.map((watch) => watch()) };
  } finally {
    ending.abort();
    for (const { client } of opened) client.close();
  }
}

/** Origins whose mirrors are unfit are gone for a third of the time, in its middle. */
const [UNFIT_FROM, UNFIT_LASTS] = [0.3, 0.35];

interface Desk {
  readonly name: string;
  readonly client: DnsClient;
}

async function openDesk({ scenery }: LongStage, { dnsPort }: RunningSystem) {
  const client = await openDnsClient(dnsPort);
  // PowerDNS checks a name from its first question on.
  for (const { id } of scenery.watched) await client.ask(`${id}.${scenery.zone}`);
  return { client };
}

function play(stage: LongStage, pace: LongPace, seed: number): void {
  const random = seededRandom(seed, 'flapping');
  for (const { origin } of stage.members('flapping'))
    stage.originsOf('flapping').behave(origin, {
      kind: 'flapping',
      upMs: pace.flapMs,
      downMs: pace.flapMs,
      offsetMs: random.next() * pace.flapMs,
    });
  for (const { origin } of stage.members('errors'))
    stage.originsOf('errors').behave(origin, { kind: 'errors', share: pace.errorShare });
}

function setUnfit(stage: LongStage, isUp: boolean): void {
  for (const { origin } of stage.members('unfit'))
    stage.originsOf('unfit').behave(origin, { kind: isUp ? 'well' : 'closed' });
}

/** @returns what to call once the time is over, for what was counted */
function beginWatch(
  { name, client }: Desk,
  stage: LongStage,
  pace: LongPace,
  seed: number,
  signal: AbortSignal,
): () => LongRun {
  const { scenery } = stage;
  const samples = new Map(scenery.watched.map(({ id }) => [id, [] as Sample[]]));
  const look = (): void => {
    for (const { id, origin, mirror } of scenery.watched)
      void client.ask(`${id}.${scenery.zone}`).then((answer) => {
        const side =
          answer?.address === origin ? 'origin' : answer?.address === mirror ? 'mirror' : null;
        if (!signal.aborted) samples.get(id)?.push({ atMs: Date.now(), side });
      });
  };
  const timer = setInterval(look, pace.pollMs);
  signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  const readersOf = (group: Group): ReaderCounts => {
    const names = stage.members(group).map(({ id }) => `${id}.${scenery.zone}`);
    const random = seededRandom(seed, `readers ${group}`);
    const { httpPort } = scenery;
    return startReaders({ count: pace.readersPerGroup, names, client, httpPort, random }, signal);
  };
  const readers = { flapping: readersOf('flapping'), errors: readersOf('errors') };
  return () => ({
    system: name,
    readers,
    runs: GROUPS.flatMap((group) =>
      stage.members(group).map(({ id, origin }) => {
        const seen = samples.get(id) ?? [];
        const turns = countTurns(seen, stage.originsOf(group).openings(origin), pace.slackMs);
        return { group, id, turns, mirrorPart: mirrorPartOf(seen) };
      }),
    ),
  });
}

function mirrorPartOf(samples: readonly Sample[]): number {
  const answered = samples.filter(({ side }) => side !== null);
  return answered.filter(({ side }) => side === 'mirror').length / Math.max(1, answered.length);
}
