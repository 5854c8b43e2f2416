import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openCertificates } from '../../adapters/local/certificates.ts';
import { systemClock } from '../../adapters/local/clock.ts';
import type { Config } from '../../config/schema.ts';
import { keepMirrors } from '../../home/deploy/keep-mirrors.ts';
import { startChild } from '../../home/rehearse/child.ts';
import type { OriginSpec } from './behaviour.ts';
import { CONTROL, homeConfig, originNameOf, ownNameOf } from './home-config.ts';
import type { Leftovers } from './leftovers.ts';
import type { MirrorsSpec } from './mirrors-process.ts';
import { type Origins, startOrigins } from './origins.ts';
import { HTTP_PORT, HTTPS_PORT, type Scenery, type Watched, ZONE } from './scenery.ts';

/** What happens to a name during the long watch; `steady` is what nothing happens to. */
export const GROUPS = ['flapping', 'errors', 'unfit', 'steady'] as const;
export type Group = (typeof GROUPS)[number];

/** Origins and mirrors that all systems watch at once. */
export interface LongStage {
  readonly scenery: Scenery;
  readonly config: Config;
  readonly caPem: string;
  readonly dataFolder: string;
  members(group: Group): readonly Watched[];
  originsOf(group: Group): Origins;
  stop(): Promise<void>;
}

/** gdnsd gives no less with answers that health decides; so the others do not either. */
const TTL_SEC = 5;
const MIRRORS = new URL('./mirrors-process.ts', import.meta.url);
const PATIENCE_MS = 1_000;
/** Node's own backlog. */
const SHARED = { httpPort: HTTP_PORT, keepAlive: true, backlog: 511 };

/** Start `perGroup` origins in each group, fit mirrors for all but the unfit, and a control. */
export async function openLongStage(
  perGroup: number,
  seed: number,
  folder: string,
  leftovers: Leftovers,
): Promise<LongStage> {
  const watched = new Map(
    GROUPS.map((group, block) => [group, groupOf(group, block, perGroup)] as const),
  );
  const all = [...watched.values()].flat();
  const scenery = {
    zone: ZONE,
    httpPort: HTTP_PORT,
    httpsPort: HTTPS_PORT,
    watched: all,
    ttlSec: TTL_SEC,
  };
  const dataFolder = join(folder, 'home');
  const lessons = join(folder, 'lessons');
  await mkdir(lessons, { recursive: true });
  await writeFile(join(lessons, 'un.html'), '<h1>Leçon un</h1><p>Le cours.</p>');
  const config = homeConfig(scenery, lessons, join(folder, 'pages'));
  await keepMirrors(config, dataFolder, systemClock.now());
  const { caPem, tls } = await certify(folder, all);
  const unfit = watched.get('unfit') ?? [];
  const fit = all.filter((one) => !unfit.includes(one));
  const origins = await startAll(watched, { port: HTTPS_PORT, ...tls }, seed, leftovers);
  const plainMirrors = await startMirrors(fit, null, seed, leftovers);
  const unfitMirrors = await startMirrors(unfit, { port: HTTPS_PORT, ...tls }, seed, leftovers);
  for (const [index, { mirror }] of unfit.entries())
    unfitMirrors.behave(
      mirror,
      index % 2 === 0 ? { kind: 'status', status: 500 } : { kind: 'closed' },
    );
  const mirrors = await startChild(MIRRORS, mirrorsSpec(fit, dataFolder, tls), () => undefined);
  leftovers.pids.add(mirrors.pid);
  return {
    scenery,
    config,
    caPem,
    dataFolder,
    members: (group) => watched.get(group) ?? [],
    originsOf: (group) => origins.get(group) ?? plainMirrors,
    stop: async () => {
      const all = [...origins.values(), plainMirrors, unfitMirrors];
      await Promise.all(all.map((one) => one.stop()));
      await mirrors.stop(PATIENCE_MS);
      leftovers.pids.delete(mirrors.pid);
    },
  };
}

/** A process for each group, so that what one has to do delays no other; the control is steady. */
async function startAll(
  watched: ReadonlyMap<Group, readonly Watched[]>,
  https: OriginSpec['https'],
  seed: number,
  leftovers: Leftovers,
): Promise<ReadonlyMap<Group, Origins>> {
  const started = new Map<Group, Origins>();
  for (const [group, members] of watched) {
    const own = members.map(({ origin }) => origin);
    const addresses = group === 'steady' ? [...own, CONTROL] : own;
    started.set(group, await startOrigins({ ...SHARED, addresses, https, seed }, leftovers));
  }
  return started;
}

const startMirrors = (
  watched: readonly Watched[],
  https: OriginSpec['https'],
  seed: number,
  leftovers: Leftovers,
): Promise<Origins> => {
  const addresses = watched.map(({ mirror }) => mirror);
  return startOrigins({ ...SHARED, addresses, https, seed }, leftovers);
};

const groupOf = (group: Group, block: number, count: number): readonly Watched[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `${group}-${index}`,
    origin: `127.0.${50 + block}.${index + 1}`,
    mirror: `127.0.${60 + block}.${index + 1}`,
  }));

/** One throw-away certificate for every name: what differs here is who answers, not who signs. */
async function certify(folder: string, watched: readonly Watched[]) {
  const certificates = await openCertificates(join(folder, 'certificates'));
  const names = [...watched.map(({ id }) => id), 'temoin'].flatMap((id) => [
    `${id}.${ZONE}`,
    originNameOf(id, ZONE),
    ownNameOf(id, ZONE),
  ]);
  const { keyPem, certPem } = await certificates.leafFor(names);
  return { caPem: certificates.caPem, tls: { key: keyPem, cert: certPem } };
}

const mirrorsSpec = (
  watched: readonly Watched[],
  dataFolder: string,
  tls: MirrorsSpec['tls'],
): MirrorsSpec => ({
  port: HTTPS_PORT,
  tls,
  mirrors: watched.map(({ id, mirror }) => ({
    platform: id,
    folder: join(dataFolder, 'mirrors', id),
    address: mirror,
    hostname: `${id}.${ZONE}`,
    ownName: ownNameOf(id, ZONE),
  })),
});
