import { join } from 'node:path';
import { systemClock } from '../../adapters/local/clock.ts';
import { createProber } from '../../adapters/local/prober.ts';
import { measureMirror } from '../../app/watch/measure-mirror.ts';
import { PreauError } from '../../core/errors.ts';
import type { Fitness } from '../../core/mirror/manifest.ts';
import type { PlatformId } from '../../core/units.ts';
import { folderMirrors } from '../open-ports.ts';
import { readNamesFile } from '../names/names-file.ts';
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
  const names = await readNamesFile(join(dataFolder, 'names'));
  const platform = policy.platforms.find((one) => one.id === id);
  const vantage = policy.vantages[0];
  if (platform?.mirror === undefined || vantage === undefined || names === null)
    throw new PreauError('not-found', `${dataFolder}: ${id}`);
  const clock = { ...systemClock, now: () => homeInstant(state.at, systemClock.now()) };
  const prober = createProber({
    clock,
    nameServer: { address: config.names.listen, port: names.dnsPort },
    zones: config.names.zones.map(({ name }) => name),
    ...(caPem !== null && { ca: caPem }),
  });
  const manifest = await folderMirrors(join(dataFolder, 'mirrors')).manifest(id);
  const measured = await measureMirror(
    {
      clock,
      prober,
      observations: { add: async () => undefined, between: async () => [] },
    },
    { ...platform, mirror: platform.mirror },
    vantage,
    manifest,
    { probeBudgetMs: BUDGET_MS, language: config.organisation.language },
  );
  if (measured === null) throw new PreauError('not-found', `${dataFolder}: ${vantage.id}`);
  return measured.fitness;
}
