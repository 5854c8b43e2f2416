import { join } from 'node:path';
import type { SecureContext } from 'node:tls';
import type { StagedPlatform } from '../../config/scenario.ts';
import { PreauError } from '../../core/errors.ts';
import type { Platform } from '../../core/platform.ts';
import type { EpochMs, PlatformId } from '../../core/units.ts';
import { openAccessLog } from './access-log.ts';
import { type Flood, startFlood } from './flood.ts';
import { type HomeNetworks, homeNetworks } from './home-networks.ts';
import type { LessonLedger } from './lesson-ledger.ts';
import { type LessonShelf, readLessonShelf } from './lesson-shelf.ts';
import { type Origin, startOrigin } from './origin-server.ts';
import { type Crowd, openCrowd } from './pupils.ts';
import { seededRandom } from './seeded-random.ts';
import { type Sessions, sessionBook } from './sessions.ts';
import type { StageOptions } from './stage-options.ts';
import type { StubResolver } from './stub-resolver.ts';

export interface EnsembleOptions extends StageOptions {
  readonly resolver: StubResolver;
  readonly trust: SecureContext;
  readonly ledger: LessonLedger;
}

/** All who play. */
export interface Ensemble {
  readonly ledger: LessonLedger;
  readonly origins: ReadonlyMap<PlatformId, Origin>;
  /** Bring crowds and floods to what the scenario has at this instant. */
  follow(now: EpochMs): void;
  /** Cut a source address off every origin, or no more. */
  cut(sourceAddress: string, on: boolean): void;
  now(): Record<string, { pupils: number; busy: number; waiting: number }>;
  /** Requests of all floods so far. */
  sent(): number;
  /** Pupils and floods leave; origins stay. */
  dismiss(): Promise<void>;
  close(): Promise<void>;
}

interface Part {
  readonly staged: StagedPlatform;
  readonly platform: Platform;
  readonly lessons: LessonShelf;
  readonly sessions: Sessions;
  readonly networks: HomeNetworks;
  readonly origin: Origin;
}

/** Start the origins, and have crowds and floods ready in the wings. */
export async function startEnsemble(options: EnsembleOptions): Promise<Ensemble> {
  const parts = await startParts(options);
  const ports = new Map<string, number>(
    parts.flatMap(({ platform: { mirror }, origin }) => [
      [origin.address, origin.port] as const,
      ...(mirror?.addresses.map((address) => [address, mirror.port] as const) ?? []),
    ]),
  );
  const crowds = new Map(
    parts.map((part) => [part.staged.id, crowdOf(part, options, (at) => ports.get(at))]),
  );
  const floods = new Map<number, Flood>();
  const isCut = new Map<string, boolean>();

  return {
    ledger: options.ledger,
    origins: new Map(parts.map(({ staged, origin }) => [staged.id, origin])),
    follow: (now) => {
      for (const crowd of crowds.values()) crowd.follow(now);
      for (const [index, flood] of options.scenario.floods.entries()) {
        const part = parts.find(({ staged }) => staged.id === flood.platform);
        const due = flood.from <= now && now < flood.to && !floods.has(index);
        if (part && due) floods.set(index, floodOf(index, part, options));
      }
    },
    cut: (sourceAddress, on) => {
      if ((isCut.get(sourceAddress) ?? false) === on) return;
      isCut.set(sourceAddress, on);
      for (const { origin } of parts) origin.cut(sourceAddress, on);
    },
    now: () =>
      Object.fromEntries(
        parts.map(({ staged: { id }, origin }) => [
          id,
          { pupils: crowds.get(id)?.inClass() ?? 0, ...origin.load() },
        ]),
      ),
    sent: () => [...floods.values()].reduce((sum, flood) => sum + flood.sent(), 0),
    dismiss: async () => {
      await Promise.all([...crowds.values(), ...floods.values()].map((one) => one.stop()));
    },
    close: () => stopAll(parts),
  };
}

async function startParts(options: EnsembleOptions): Promise<readonly Part[]> {
  const parts: Part[] = [];
  try {
    for (const [index, staged] of options.scenario.platforms.entries()) {
      parts.push(await startPart(index, staged, options));
    }
    return parts;
  } catch (error) {
    await stopAll(parts);
    throw error;
  }
}

async function stopAll(parts: readonly Part[]): Promise<void> {
  await Promise.all(parts.map(({ origin }) => origin.stop()));
}

async function startPart(
  index: number,
  staged: StagedPlatform,
  options: EnsembleOptions,
): Promise<Part> {
  const { id, capacity, service } = staged;
  const platform = options.platforms.find((one) => one.id === id);
  const address = platform?.origin.addresses[0];
  if (!platform || address === undefined) throw unknownPlatform(id, options.platforms);
  const random = seededRandom(options.seed ?? options.scenario.seed, `origin ${id}`);
  const lessons = await readLessonShelf(options.lessonsFolderOf(id));
  const sessions = sessionBook();
  const logPath = options.accessLogOf?.(id) ?? join(options.dataFolder, 'logs', `${id}.access.log`);
  const { keyPem, certPem } = await options.certificates.leafFor([
    platform.hostname,
    platform.origin.host,
  ]);
  const origin = await startOrigin({
    platform,
    address,
    port: platform.origin.port,
    keyPem,
    certPem,
    capacity: {
      workers: capacity.workers,
      queue: capacity.queue,
      waitLimitMs: capacity.waitLimit,
    },
    service: {
      loginPageMs: service.loginPage,
      loginMs: service.login,
      lessonMs: service.lesson,
    },
    full: staged.full,
    lessons,
    sessions,
    log: await openAccessLog(logPath, options.scenario.timeZone),
    clock: options.clock,
    random,
  });
  const networks = homeNetworks({
    platformIndex: index,
    calmPupils: staged.crowd[0]?.pupils ?? 0,
    knownShare: options.scenario.habits.knownNetworks,
    random: seededRandom(options.seed ?? options.scenario.seed, `networks ${id}`),
  });
  return { staged, platform, lessons, sessions, networks, origin };
}

function crowdOf(
  { staged, platform, lessons, sessions, networks }: Part,
  options: EnsembleOptions,
  portAt: (address: string) => number | undefined,
): Crowd {
  const { habits, seed } = options.scenario;
  return openCrowd({
    ...options,
    platform,
    curve: staged.crowd,
    habits: {
      readsForMs: habits.readsFor,
      reloadsAfterMs: habits.reloadsAfter,
      tries: habits.tries,
      lessonsPerSession: habits.lessonsPerSession,
    },
    remembered: staged.remembered,
    stretched: { share: habits.stretchedResolvers, times: habits.stretchTimes },
    patienceMs: habits.patience,
    lessons: [...lessons.keys()],
    sessions,
    networks,
    portAt,
    random: seededRandom(options.seed ?? seed, `pupils ${staged.id}`),
  });
}

function floodOf(index: number, { platform, networks, origin }: Part, options: EnsembleOptions) {
  const { floods, seed } = options.scenario;
  const flood = floods[index];
  return startFlood({
    target: {
      address: origin.address,
      port: origin.port,
      hostname: platform.hostname,
      path: platform.origin.path,
    },
    trust: options.trust,
    perSecond: flood?.perSecond ?? 0,
    machines: networks.machines(flood?.machines ?? 0, flood?.knownNetworks ?? 0),
    until: flood?.to ?? options.clock.now(),
    clock: options.clock,
    random: seededRandom(options.seed ?? seed, `flood ${index}`),
  });
}

function unknownPlatform(id: PlatformId, platforms: readonly Platform[]): PreauError {
  return new PreauError(
    'scenario-invalid',
    `Expected the scenario's platforms to be among those of preau.yaml (${platforms.map((one) => one.id).join(', ')}), got ${id}. Add it to preau.yaml or take it out of the scenario.`,
    {
      said: {
        key: 'rehearsal.platform',
        values: { known: platforms.map((one) => one.id).join(', '), id },
      },
    },
  );
}
