import { join } from 'node:path';
import { systemClock } from '../../adapters/local/clock.ts';
import type { NameServer } from '../../adapters/local/probe/ask-name.ts';
import { mayBeNamed } from '../../adapters/local/never-reached.ts';
import { createProber } from '../../adapters/local/prober.ts';
import { measureMirror } from '../../app/watch/measure-mirror.ts';
import { mirrorInBrief } from '../../app/watch/mirror-in-brief.ts';
import type { Config } from '../../config/schema.ts';
import { PreauError } from '../../core/errors.ts';
import type { Fitness } from '../../core/mirror/manifest.ts';
import type { PlatformId } from '../../core/units.ts';
import { readNamesFile } from '../names/names-file.ts';
import { folderMirrors } from '../open-ports.ts';
import { authorityOf } from '../own-name-server.ts';
import { homeInstant } from './home-instant.ts';
import { replayFolder } from './replay-folder.ts';

/** Chosen: a person waits for it. */
const BUDGET_MS = 5_000;

/**
 * Measure one mirror from this machine, as the home does, while no home runs (P1).
 *
 * @throws PreauError `not-found` when nothing is known of the platform's mirror here, and as
 *   {@link replayFolder}
 */
export async function measureByHand(dataFolder: string, id: PlatformId): Promise<Fitness> {
  const { config, caPem, policy, state } = await replayFolder(dataFolder);
  const nameServer = await nameServerOf(config, dataFolder);
  const platform = policy.platforms.find((one) => one.id === id);
  const vantage = policy.vantages[0];
  if (platform?.mirror === undefined || vantage === undefined || nameServer === null)
    throw new PreauError('not-found', `${dataFolder}: ${id}`);
  const clock = { ...systemClock, now: () => homeInstant(state.at, systemClock.now()) };
  const prober = createProber({
    clock,
    nameServer,
    mayConnect: mayBeNamed,
    zones: config.names.zones.map(({ name }) => name),
    ...(caPem !== null && { ca: caPem }),
  });
  const wrong = state.platforms[id]?.mirror?.wrong ?? [];
  const manifest = await folderMirrors(join(dataFolder, 'mirrors')).manifest(id);
  const measured = await measureMirror(
    {
      clock,
      prober,
      observations: { add: async () => undefined, between: async () => [] },
    },
    { ...platform, mirror: platform.mirror },
    vantage,
    manifest && mirrorInBrief(manifest, Math.floor(clock.now() / 1_000), wrong),
    { probeBudgetMs: BUDGET_MS, language: config.organisation.language },
    wrong,
  );
  if (measured === null) throw new PreauError('not-found', `${dataFolder}: ${vantage.id}`);
  return measured.fitness;
}

/** Null where no name server of this home is known. */
async function nameServerOf({ names }: Config, dataFolder: string): Promise<NameServer | null> {
  if (names.rfc2136 !== undefined) return authorityOf(names.rfc2136);
  const file = await readNamesFile(join(dataFolder, 'names'));
  return file === null ? null : { address: names.listen, port: file.dnsPort };
}
