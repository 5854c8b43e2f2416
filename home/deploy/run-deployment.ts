import { join } from 'node:path';
import { systemClock } from '../../adapters/local/clock.ts';
import type { Metrics } from '../../app/ports.ts';
import type { Config } from '../../config/schema.ts';
import type { PlatformState } from '../../core/incident/state.ts';
import { healthBudget, roundsBudget } from '../../core/shelter/turn-budget.ts';
import { platformId } from '../../core/units.ts';
import { openDataFolder } from '../data-folder/open-data-folder.ts';
import type { HomeSpec } from '../home-spec.ts';
import { loadPolicy } from '../load-policy.ts';
import { isLiving, readNamesFile } from '../names/names-file.ts';
import { type NamesProcess, spawnNames } from '../names/names-process.ts';
import { namesSpecOf } from '../names/spec-of-config.ts';
import { authorityOf, ownNameServer } from '../own-name-server.ts';
import { probeBudgetMs } from '../probe-budget.ts';
import { type RunningHome, startHome } from '../start-home.ts';
import { adoptHolds } from './adopt-holds.ts';
import type { DeploymentAddresses, DeploymentNews } from './deployment-news.ts';
import { keepDirectory } from './keep-directory.ts';
import { keepMirrors } from './keep-mirrors.ts';
import { mirrorWorkFile } from './mirror-work-file.ts';
import { refusePorts } from './refuse-ports.ts';
import { runCommand } from './run-command.ts';
import { tendMirrors } from './tend-mirrors.ts';

export interface DeploymentOptions {
  /** With absolute paths. */
  readonly config: Config;
  readonly dataFolder: string;
  /** Private authorities to trust instead of the system's, in PEM. */
  readonly caPem: string | null;
  readonly tell: (news: DeploymentNews) => void;
  /** Of platforms that run elsewhere. @default none */
  readonly metrics?: Metrics;
}

export interface RunningDeployment {
  readonly addresses: DeploymentAddresses;
  /** End the home. The name server goes on answering. */
  stop(): Promise<void>;
}

/**
 * Start a real one-machine deployment: its folder, its schools, its mirrors, its name server in a
 * process that outlives it, and the home in this one.
 *
 * @throws PreauError `data-folder-in-use`, `data-folder-newer`, and whatever keeps a part from
 *   starting; the folder is given back then
 */
export async function runDeployment(options: DeploymentOptions): Promise<RunningDeployment> {
  const { dataFolder, tell } = options;
  const folder = openDataFolder(dataFolder);
  tell({ kind: 'folder', path: folder.path });
  try {
    const names = await prepare(options);
    const home = await startHome(specOf(options, names), options.metrics);
    const ending = new AbortController();
    await follow(options, home, names !== null, ending.signal);
    const tending = tend(options, home, ending.signal);
    const addresses = addressesOf(options.config, home, names);
    tell({ kind: 'standing', addresses });
    return {
      addresses,
      stop: async () => {
        ending.abort();
        await tending;
        await home.stop();
        folder.close();
      },
    };
  } catch (error) {
    folder.close();
    throw error;
  }
}

/** Build and publish the mirrors at their intervals, beside everything else. */
function tend(
  { config, dataFolder }: DeploymentOptions,
  { engine }: RunningHome,
  signal: AbortSignal,
): Promise<void> {
  const file = mirrorWorkFile(dataFolder);
  const stateOf = (platform: string): PlatformState | null => {
    const state = engine.state().platforms[platformId(platform)];
    // A standing that nobody measured yet is a guess.
    return state === undefined || state.votesAt === null ? null : state;
  };
  const onError = (error: unknown): void => console.error(error);
  const needs = { config, dataFolder, clock: systemClock, file, stateOf, run: runCommand, onError };
  return tendMirrors(needs, signal).catch(onError);
}

/** @returns the embedded name server; null where the owner's own one answers */
async function prepare({
  config,
  dataFolder,
  tell,
}: DeploymentOptions): Promise<NamesProcess | null> {
  const { rfc2136 } = config.names;
  const folder = join(dataFolder, 'names');
  const before = await readNamesFile(folder);
  const needsPort = rfc2136 === undefined && !(before !== null && (await isLiving(before)));
  await refusePorts(config, !needsPort);
  // A secret that cannot be read is told before anything is built.
  const own = rfc2136 === undefined ? null : ownNameServer(config, rfc2136);
  tell({ kind: 'directory', news: await keepDirectory(dataFolder, config) });
  tell({ kind: 'mirrors', built: await keepMirrors(config, dataFolder, systemClock.now()) });
  if (rfc2136 !== undefined && own !== null) {
    tell({ kind: 'names-elsewhere', address: rfc2136.server, port: rfc2136.port });
    for (const trial of await own.dns.tryUpdates()) tell({ kind: 'names-refused', ...trial });
    return null;
  }
  const names = await spawnNames(namesSpecOf(config, folder, checkPaceOf(config)));
  tell({ kind: 'names', reattached: names.reattached });
  return names;
}

const specOf = (
  { config, dataFolder, caPem }: DeploymentOptions,
  names: NamesProcess | null,
): HomeSpec => ({
  config,
  dataFolder,
  names,
  caPem,
  accessLogs: Object.fromEntries(
    config.platforms.flatMap(({ id, accessLog }) =>
      accessLog === undefined ? [] : [[id, accessLog]],
    ),
  ),
  rehearsal: null,
});

/**
 * Tell each new line; take over what people did by hand while no home ran.
 *
 * @param hasHolds whether there is an embedded name server, whose holds people put by hand
 */
async function follow(
  { config, dataFolder, tell }: DeploymentOptions,
  home: RunningHome,
  hasHolds: boolean,
  signal: AbortSignal,
): Promise<void> {
  const { engine } = home;
  let before = engine.state();
  const adopt = hasHolds
    ? await adoptHolds(engine, loadPolicy(config), join(dataFolder, 'names'), () =>
        systemClock.now(),
      )
    : async () => true;
  let adopted = await adopt();
  home.onEntry((entry, after) => {
    tell({ kind: 'entry', entry, before, after });
    before = after;
    if (adopted || signal.aborted || entry.event.kind !== 'mirror-measured') return;
    adopt().then(
      (all) => {
        adopted = all;
      },
      (error: unknown) => console.error(error),
    );
  });
}

const checkPaceOf = ({ names }: Config) => ({
  checkIntervalMs: names.checkInterval,
  checkTimeoutMs: names.checkTimeout,
  failureThreshold: names.failureThreshold,
});

function addressesOf(
  config: Config,
  { consolePort }: RunningHome,
  names: NamesProcess | null,
): DeploymentAddresses {
  const { console, names: embedded, watch } = config;
  const { listen, rfc2136 } = embedded;
  const rounds = { intervalMs: watch.interval, roundsToFall: watch.roundsToFall };
  const base = `http://localhost:${consolePort}`;
  return {
    console: `${base}/`,
    status: `${base}/etat/`,
    insteadOfPort: consolePort === console.port ? null : console.port,
    dns:
      names === null && rfc2136 !== undefined
        ? { ...authorityOf(rfc2136), pid: null }
        : { address: listen, port: names?.dnsPort ?? 0, pid: names?.pid ?? null },
    turnsWithinMs: {
      byRounds: roundsBudget(rounds, probeBudgetMs(false)),
      byHealth: rfc2136 === undefined ? healthBudget(checkPaceOf(config)) : null,
    },
  };
}
