import { join } from 'node:path';
import { pacedClock } from '../../adapters/local/clock.ts';
import { openJournal } from '../../adapters/local/journal.ts';
import type { Clock } from '../../app/ports.ts';
import type { Config } from '../../config/schema.ts';
import { PreauError } from '../../core/errors.ts';
import { healthBudget, roundsBudget } from '../../core/shelter/turn-budget.ts';
import { type EpochMs, epochMs, minutes } from '../../core/units.ts';
import type { RehearsalClock } from '../home-spec.ts';
import { loadPolicy } from '../load-policy.ts';
import { type NamesProcess, spawnNames, stopNames } from '../names/names-process.ts';
import { namesSpecOf } from '../names/spec-of-config.ts';
import { probeBudgetMs } from '../probe-budget.ts';
import { type Sinks, startSinks } from '../sinks/start-sinks.ts';
import { type AwayRecord, recordAway } from './away-record.ts';
import type { Closing } from './closing.ts';
import { type KeptHome, keepHome } from './keep-home.ts';
import { keepProgress } from './keep-progress.ts';
import type { Rehearsal } from './load-rehearsal.ts';
import { readTurns } from './names-turns.ts';
import type { News } from './news.ts';
import { openScene } from './open-scene.ts';
import { type OpenStage, openStage } from './open-stage.ts';
import type { Progress } from './progress-file.ts';
import type { RehearsalFolder } from './rehearsal-folder.ts';
import { type Ports, setPorts, withPorts } from './set-ports.ts';
import type { Scene } from './set-scene.ts';

/** A rehearsal of which every part stands. */
export interface Raised {
  readonly config: Config;
  readonly clock: Clock;
  readonly names: NamesProcess;
  readonly sinks: Sinks;
  readonly home: KeptHome;
  readonly stage: OpenStage;
  readonly away: AwayRecord;
  readonly finish: () => void;
}

export interface CurtainNeeds {
  readonly rehearsal: Rehearsal;
  readonly opened: RehearsalFolder;
  /** Takes how to end each part, as soon as it has begun. */
  readonly closing: Closing;
  readonly tell: (news: News) => void;
  readonly signal: AbortSignal;
}

const ALIVE_EVERY_MS = 20_000;
const STOP_PATIENCE_MS = 1_500;
const CHOICES_MAX = 5;
/** The calm before the bell, which traffic is compared with, ends this long before the first fall. */
const CALM_LEAD = minutes(4);
/**
 * Once a second of the machine. Five in a row make a verdict: some seconds to fall at worst, and five
 * to come back by health, in which Préau's own rounds have the time to hold (P4).
 */
const NAMES_PACE = {
  checkIntervalMs: 1_000,
  checkTimeoutMs: 900,
  failureThreshold: 5,
  stopAfterOrphanedMs: 300_000,
};

/**
 * Set the scene, and start sinks, stage, name server and home.
 *
 * @throws the signal's own reason once it aborts, and whatever keeps a part from starting; what
 *   has started by then is in `closing`
 */
export async function raiseCurtain(needs: CurtainNeeds): Promise<Raised> {
  const { rehearsal, opened, closing, signal } = needs;
  const { run, unfinished, progressFile } = opened;
  const away = recordAway(unfinished);
  const tell = (news: News): void => {
    if (news.kind === 'home-died') away.leave();
    if (news.kind === 'home-back') away.comeBack();
    needs.tell(news);
  };
  tell({ kind: 'preparing', what: 'scene' });
  const { scenario } = rehearsal;
  const { folder, config: written } = rehearsal;
  const spec = { config: written, folder, run, start: scenario.start };
  const scene = await openScene(spec, signal);
  tell({ kind: 'scene', scene });
  const choose = () => setPorts(written, unfinished?.ports ?? {}, join(run, 'names'));
  const chosen = await choose();
  signal.throwIfAborted();
  const time = await beginning(run, unfinished, rehearsal);
  const clock = pacedClock(time.from, time.pace, time.realFromMs);
  const { ports, sinks } = await openSinks({ run, chosen, choose, clock });
  closing.rest.push(() => sinks.close());
  const config = withPorts(rehearsal.config, ports, {
    smsGateway: sinks.sms.urlTemplate,
    bounceFolder: bouncesOf(run),
  });

  const started = await startProcesses({ ...needs, tell }, { config, scene, time, clock });
  const { home, names } = started;
  away.comeBack();
  const progress = keepProgress(progressFile, clock, () => ({
    scenario: rehearsal.name,
    resumed: unfinished === null ? 0 : unfinished.resumed + 1,
    ports: { ...ports, names: names.dnsPort },
    away: away.spans(),
  }));
  closing.rest.push(() => progress.stop());
  if (unfinished !== null)
    tell({ kind: 'resumed', at: time.from, entries: Object.keys(home.state().incidents).length });
  tell({ kind: 'standing', addresses: addressesOf(config, home, names, clock) });
  return { config, clock, sinks, ...started, away, finish: () => progress.finish() };
}

interface Set {
  readonly config: Config;
  readonly scene: Scene;
  readonly time: RehearsalClock;
  readonly clock: Clock;
}

async function startProcesses(
  { rehearsal: { scenario }, opened: { run }, closing, tell, signal }: CurtainNeeds,
  { config, scene, time, clock }: Set,
): Promise<Pick<Raised, 'stage' | 'names' | 'home'>> {
  // Origins first: a name server that finds nobody at home would turn every name at once.
  tell({ kind: 'preparing', what: 'stage' });
  const dns = { address: config.names.listen, port: config.names.port };
  const stage = await openStage({ config, scenario, scene, run, dns, time, clock, tell, signal });
  closing.processes.push(() => stage.stop(STOP_PATIENCE_MS));

  tell({ kind: 'preparing', what: 'names' });
  signal.throwIfAborted();
  const names = await spawnNames(namesSpecOf(config, join(run, 'names'), NAMES_PACE));
  closing.processes.push(() => stopNames(join(run, 'names')));
  // The name server of a killed rehearsal stops by itself; this is the word that it was not.
  const alive = setInterval(() => void readTurns(names).catch(() => undefined), ALIVE_EVERY_MS);
  closing.rest.push(() => clearInterval(alive));

  tell({ kind: 'preparing', what: 'home' });
  signal.throwIfAborted();
  const { caPem, accessLogs } = scene;
  const spec = { config, dataFolder: run, names, caPem, accessLogs, rehearsal: time };
  const home = await keepHome({ spec, policy: loadPolicy(config), clock, tell, signal });
  closing.processes.push(() => home.stop(STOP_PATIENCE_MS));
  // What was said in the instant of a kill may be in no journal.
  for (const claim of scenario.claims) if (claim.claim.at <= time.from) home.hearClaim(claim);
  stage.onClaim((claim) => home.hearClaim(claim));
  return { stage, names, home };
}

/**
 * When this run's clock begins: at the scenario's start, or where a killed one was.
 *
 * Progress is written down twice a second, the journal at once: time must not go back behind what
 * is journalled.
 */
async function beginning(
  run: string,
  unfinished: Progress | null,
  { scenario: { start, pace } }: Rehearsal,
): Promise<RehearsalClock> {
  const inboxFile = join(run, 'sinks', 'sinks.sqlite');
  const from = unfinished === null ? start : await lastInstant(run, unfinished);
  return { from, realFromMs: Date.now(), pace, calmLeadMs: CALM_LEAD, inboxFile };
}

async function lastInstant(run: string, { rehearsedAt }: Progress): Promise<EpochMs> {
  const journal = openJournal(join(run, 'journal.sqlite'));
  try {
    const head = await journal.head();
    return epochMs(Math.max(rehearsedAt, head?.event.at ?? 0));
  } finally {
    journal.close();
  }
}

interface SinkNeeds {
  readonly run: string;
  readonly chosen: Ports;
  readonly choose: () => Promise<Ports>;
  readonly clock: Clock;
}

/** A Maildir beside what the sinks keep. */
const bouncesOf = (run: string): string => join(run, 'sinks', 'retours');

/** Two rehearsals that begin in one moment may choose the same free port: the later chooses again. */
async function openSinks({ run, chosen, choose, clock }: SinkNeeds) {
  let ports = chosen;
  for (let tries = 1; ; tries += 1) {
    try {
      const sinks = await startSinks({
        dataFolder: join(run, 'sinks'),
        bounceFolder: bouncesOf(run),
        address: '127.0.0.1',
        smtpPort: ports['smtp'] ?? 0,
        smsPort: ports['sms'] ?? 0,
        now: () => clock.now(),
      });
      return { ports, sinks };
    } catch (error) {
      const taken = error instanceof PreauError && error.code === 'port-in-use';
      if (!taken || tries === CHOICES_MAX) throw error;
      ports = await choose();
    }
  }
}

function addressesOf(
  { names, watch }: Config,
  home: KeptHome,
  { dnsPort }: NamesProcess,
  clock: Pick<Clock, 'real'>,
) {
  const rounds = { intervalMs: clock.real(watch.interval), roundsToFall: watch.roundsToFall };
  const base = `http://localhost:${home.consolePort()}`;
  return {
    console: `${base}/`,
    status: `${base}/etat/`,
    inbox: `${base}/courrier/`,
    dns: { address: names.listen, port: dnsPort },
    homePid: home.pid(),
    turnsWithinMs: {
      byRounds: roundsBudget(rounds, probeBudgetMs(true)),
      byHealth: healthBudget(NAMES_PACE),
    },
  };
}
