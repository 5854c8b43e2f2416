import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../../config/schema.ts';
import { initialState } from '../../core/incident/initial-state.ts';
import { step } from '../../core/incident/step.ts';
import type { JournalEntry } from '../../core/journal/entry.ts';
import { platformId } from '../../core/units.ts';
import { keepDirectory } from '../../home/deploy/keep-directory.ts';
import { loadPolicy } from '../../home/load-policy.ts';
import { spawnNames, stopNames } from '../../home/names/names-process.ts';
import { namesSpecOf } from '../../home/names/spec-of-config.ts';
import { startChild } from '../../home/rehearse/child.ts';
import { freePort } from './free-port.ts';
import type { Leftovers } from './leftovers.ts';
import type { PreauPace } from './preau-names.ts';
import type { RunningSystem } from './system.ts';

/** A home that runs, and what its core has said. */
export interface RunningHome extends RunningSystem {
  /** When it first found this platform degraded, in Unix milliseconds; null = it has not. */
  degradedSince(id: string): number | null;
}

const HOME = new URL('../../home/home-process.ts', import.meta.url);
const ORPHANED_MS = 1_800_000;
const PATIENCE_MS = 3_000;

type HomeTold =
  | { readonly kind: 'ready' | 'listening' }
  | { readonly kind: 'entry'; readonly entry: JournalEntry };

/** Start a whole home over `dataFolder`, whose mirrors stand already: name server, watcher, core. */
export async function startPreauHome(
  config: Config,
  pace: PreauPace,
  dataFolder: string,
  caPem: string,
  leftovers: Leftovers,
): Promise<RunningHome> {
  const namesFolder = join(dataFolder, 'names');
  await mkdir(dataFolder, { recursive: true });
  await keepDirectory(dataFolder, config);
  const settled: Config = {
    ...config,
    names: { ...config.names, port: await freePort() },
    console: { ...config.console, port: 0 },
  };
  const asked = { ...pace, stopAfterOrphanedMs: ORPHANED_MS };
  const names = await spawnNames(namesSpecOf(settled, namesFolder, asked));
  leftovers.pids.add(names.pid);
  const policy = loadPolicy(settled);
  let state = initialState(policy);
  const degraded = new Map<string, number>();
  const hear = (told: HomeTold): void => {
    if (told.kind !== 'entry') return;
    state = step(state, told.entry.event, policy).state;
    for (const { id } of policy.platforms) {
      const since = state.platforms[id]?.degradedSince ?? null;
      if (since !== null && !degraded.has(id)) degraded.set(id, since);
    }
  };
  const spec = { config: settled, dataFolder, names, caPem, accessLogs: {}, rehearsal: null };
  const home = await startChild<HomeTold>(HOME, spec, hear).catch(async (error: unknown) => {
    await stopNames(namesFolder);
    throw error;
  });
  leftovers.pids.add(home.pid);
  return {
    dnsPort: names.dnsPort,
    pid: names.pid,
    degradedSince: (id) => degraded.get(platformId(id)) ?? null,
    stop: async () => {
      await home.stop(PATIENCE_MS);
      await stopNames(namesFolder);
      for (const pid of [home.pid, names.pid]) leftovers.pids.delete(pid);
    },
  };
}
