import { join } from 'node:path';
import { pacedClock } from '../../adapters/local/clock.ts';
import type { Clock } from '../../app/ports.ts';
import type { RehearsalReport } from '../../app/report/rehearsal-report.ts';
import type { Config } from '../../config/schema.ts';
import type { State } from '../../core/incident/state.ts';
import { epochMs, minutes, seconds } from '../../core/units.ts';
import type { RehearsalClock } from '../home-spec.ts';
import { loadPolicy } from '../load-policy.ts';
import { type NamesProcess, spawnNames, stopNames } from '../names/names-process.ts';
import { namesSpecOf } from '../names/spec-of-config.ts';
import { type Sinks, startSinks } from '../sinks/start-sinks.ts';
import { type KeptHome, keepHome } from './keep-home.ts';
import { keepProgress } from './keep-progress.ts';
import type { Rehearsal } from './load-rehearsal.ts';
import { readTurns } from './names-turns.ts';
import type { News } from './news.ts';
import { type OpenStage, openStage } from './open-stage.ts';
import { openRehearsalFolder, type RehearsalFolder } from './rehearsal-folder.ts';
import { reportOn } from './report-on.ts';
import { setPorts, withPorts } from './set-ports.ts';
import { setScene } from './set-scene.ts';

export interface RehearsalOptions {
  readonly rehearsal: Rehearsal;
  /** Where its data goes; a folder of its own. */
  readonly dataFolder: string;
  /** Begin anew even if an earlier run was killed. */
  readonly fresh: boolean;
  readonly tell: (news: News) => void;
}

export interface RunningRehearsal {
  /** Settles once the morning is over and summed up. The home and its pages stay up. */
  readonly report: Promise<RehearsalReport>;
  /** End everything that was started, in under two seconds. */
  stop(): Promise<void>;
}

/** After the scenario's end, the way back and the last words may take this long of its time. */
const ENDING = minutes(60);
const ALIVE_EVERY_MS = 20_000;
const STOP_PATIENCE_MS = 1_500;
/** The calm before the bell, which traffic is compared with, ends this long before the first fall. */
const CALM_LEAD = minutes(4);
/** Once a second of the machine. Five make a verdict: a second and a half to fall, five to come back by health. */
const NAMES_PACE = {
  checkIntervalMs: 1_000,
  checkTimeoutMs: 900,
  failureThreshold: 5,
  stopAfterOrphanedMs: 300_000,
};

type CleanUp = (() => Promise<void> | void)[];

/**
 * Rehearse a morning: set the scene, start name server, sinks, stage and home, and see it through.
 *
 * The home is the very program of `preau start`, in a process of its own; when it dies it is
 * started again. A rehearsal that was killed as a whole goes on where it was.
 *
 * @throws PreauError `data-folder-in-use`, `data-folder-newer`, and whatever keeps a part from
 *   starting; what had started by then is stopped
 */
export async function runRehearsal(options: RehearsalOptions): Promise<RunningRehearsal> {
  const { rehearsal, dataFolder, fresh } = options;
  const opened = await openRehearsalFolder(dataFolder, rehearsal.name, fresh);
  const cleanUp: CleanUp = [() => opened.folder.close()];
  const stop = async (): Promise<void> => {
    for (const end of cleanUp.splice(0).toReversed()) await end();
  };
  try {
    const raised = await raiseCurtain(options, opened, cleanUp);
    const report = seeThrough(options, opened, raised);
    report.catch(() => undefined);
    return { report, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface Raised {
  readonly config: Config;
  readonly clock: Clock;
  readonly names: NamesProcess;
  readonly sinks: Sinks;
  readonly home: KeptHome;
  readonly stage: OpenStage;
  readonly finish: () => void;
}

async function raiseCurtain(
  { rehearsal, tell }: RehearsalOptions,
  { run, unfinished, progressFile }: RehearsalFolder,
  cleanUp: CleanUp,
): Promise<Raised> {
  const { scenario, folder } = rehearsal;
  tell({ kind: 'preparing', what: 'scene' });
  const scene = await setScene(rehearsal.config, folder, run, scenario.start);
  tell({ kind: 'scene', scene });
  const ports = await setPorts(rehearsal.config, unfinished?.ports ?? {});

  const from = epochMs(unfinished?.rehearsedAt ?? scenario.start);
  const inboxFile = join(run, 'sinks', 'sinks.sqlite');
  const time: RehearsalClock = {
    from,
    realFromMs: Date.now(),
    pace: scenario.pace,
    calmLeadMs: CALM_LEAD,
    inboxFile,
  };
  const clock = pacedClock(from, time.pace, time.realFromMs);
  const sinks = await openSinks(run, ports, clock);
  cleanUp.push(() => sinks.close());
  const config = withPorts(rehearsal.config, ports, sinks.sms.urlTemplate);

  // Origins first: a name server that finds nobody at home would turn every name at once.
  tell({ kind: 'preparing', what: 'stage' });
  const dns = { address: config.names.listen, port: config.names.port };
  const stage = await openStage({ config, scenario, scene, run, dns, time, clock, tell });
  cleanUp.push(() => stage.stop(STOP_PATIENCE_MS));

  tell({ kind: 'preparing', what: 'names' });
  const names = await spawnNames(namesSpecOf(config, join(run, 'names'), NAMES_PACE));
  cleanUp.push(async () => void (await stopNames(join(run, 'names'))));
  // The name server of a killed rehearsal stops by itself; this is the word that it was not.
  const alive = setInterval(() => void readTurns(names).catch(() => undefined), ALIVE_EVERY_MS);
  cleanUp.push(() => clearInterval(alive));

  tell({ kind: 'preparing', what: 'home' });
  const { caPem, accessLogs } = scene;
  const spec = { config, dataFolder: run, names, caPem, accessLogs, rehearsal: time };
  const home = await keepHome({ spec, policy: loadPolicy(config), clock, tell });
  cleanUp.push(() => home.stop(STOP_PATIENCE_MS));
  stage.onClaim((claim) => home.hearClaim(claim));

  const progress = keepProgress(progressFile, clock, {
    scenario: rehearsal.name,
    resumed: unfinished === null ? 0 : unfinished.resumed + 1,
    ports: { ...ports, names: names.dnsPort },
  });
  cleanUp.push(() => progress.stop());
  if (unfinished !== null)
    tell({ kind: 'resumed', at: from, entries: Object.keys(home.state().incidents).length });
  const base = `http://localhost:${home.consolePort()}`;
  tell({
    kind: 'standing',
    addresses: {
      console: `${base}/`,
      status: `${base}/etat/`,
      inbox: `${base}/courrier/`,
      dns,
      homePid: home.pid(),
    },
  });
  return { config, clock, names, sinks, home, stage, finish: () => progress.finish() };
}

const openSinks = (run: string, ports: Record<string, number>, clock: Clock): Promise<Sinks> =>
  startSinks({
    dataFolder: join(run, 'sinks'),
    address: '127.0.0.1',
    smtpPort: ports['smtp'] ?? 0,
    smsPort: ports['sms'] ?? 0,
    now: () => clock.now(),
  });

async function seeThrough(
  { rehearsal, tell }: RehearsalOptions,
  { run }: RehearsalFolder,
  { config, clock, names, sinks, home, stage, finish }: Raised,
): Promise<RehearsalReport> {
  await stage.played;
  tell({ kind: 'played', at: clock.now() });
  const deadline = clock.now() + ENDING;
  while (!isOver(home.state()) && clock.now() < deadline) await clock.sleep(seconds(10));
  const counts = stage.counts();
  const report = await reportOn({
    run,
    policy: loadPolicy(config),
    sinks,
    lessonsOf: (platform) => lessonsOf(counts, platform),
    turns: await readTurns(names),
    pace: rehearsal.scenario.pace,
  });
  finish();
  tell({ kind: 'report', report });
  return report;
}

/** Every incident told to its end, nothing on its way any more. */
const isOver = (state: State): boolean =>
  Object.values(state.incidents).every(({ closedAt }) => closedAt !== null);

function lessonsOf(counts: StageCountsOrNone, platform: string) {
  const { asked, origin, mirror, lost } = counts?.platforms[platform] ?? NONE;
  return { asked, origin, mirror, lost };
}

type StageCountsOrNone = ReturnType<OpenStage['counts']>;
const NONE = { asked: 0, origin: 0, mirror: 0, lost: 0 };
