import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { version } from '../../config/version.ts';
import { answerRate } from './answer-rate.ts';
import { openCrowdStage, runCrowd } from './crowd-runs.ts';
import { type FaultPace, type FaultStage, openFaultStage, runFaults } from './fault-runs.ts';
import { knot } from './knot.ts';
import type { Leftovers } from './leftovers.ts';
import { type LongStage, openLongStage } from './long-stage.ts';
import { type Running, watchLong } from './long-watch.ts';
import type { Measured } from './measured.ts';
import type { Plan } from './plan.ts';
import { type RunningHome, startPreauHome } from './preau-home.ts';
import { HTTP_PORT, HTTPS_PORT, ZONE } from './scenery.ts';
import { type StepRate, stepRate } from './step-rate.ts';
import type { System } from './system.ts';
import {
  crowded,
  FASTEST,
  fastest,
  gdnsdDefault,
  gdnsdFastest,
  powerDnsDefault,
  powerDnsFastest,
  preauDefault,
} from './systems.ts';

/** What every phase needs, and where it puts what it measured. */
export interface Work {
  readonly plan: Plan;
  readonly seed: number;
  readonly folder: string;
  readonly leftovers: Leftovers;
  readonly measured: Measured;
  readonly say: (progress: string) => void;
}

/** Three rounds of ten: the median of ten moments drawn from an interval is still half a lottery. */
const FAST_PACE: FaultPace = {
  rounds: 3,
  spreadMs: 6_000,
  settleMs: 4_000,
  downMs: 2_000,
  giveUpMs: 20_000,
  pollMs: 20,
};
/** gdnsd takes ten failures, 10 s apart, and twenty successes. */
const DEFAULT_PACE: FaultPace = {
  rounds: 1,
  spreadMs: 10_000,
  settleMs: 12_000,
  downMs: 5_000,
  giveUpMs: 260_000,
  pollMs: 100,
};
/** What stages tell apart by the third part of their addresses. */
const [FAST_BLOCK, GDNSD_BLOCK, DEFAULT_BLOCK] = [10, 11, 12];
const TURN_ALL_RUNS = 9;

/** Each fault under each system at its fastest, one system after the other. */
export async function runFastest(work: Work): Promise<void> {
  const stage = await openFaultStage(work.plan.runs, work.seed, FAST_BLOCK, work.leftovers);
  try {
    for (const system of fastest) await runOneFaults(work, system, stage, FAST_PACE);
  } finally {
    await stage.stop();
  }
}

async function runOneFaults(
  { seed, folder, leftovers, measured, say }: Work,
  system: System,
  stage: FaultStage,
  pace: FaultPace,
): Promise<void> {
  if (!(await enter(system, measured, say))) return;
  say(`faults: ${system.name}, ${stage.runs.length} origins`);
  const at = join(folder, `faults-${measured.faults.size}`);
  measured.faults.set(system.name, await runFaults(system, stage, pace, at, seed, leftovers));
}

/** Five minutes under all at once; beside them the faults under defaults, which mostly wait. */
export async function runLong(work: Work): Promise<void> {
  const ends = await Promise.allSettled([watchAll(work), runDefaults(work)]);
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}

async function runDefaults(work: Work): Promise<void> {
  const { plan, seed, leftovers } = work;
  const stages = await Promise.all(
    [GDNSD_BLOCK, DEFAULT_BLOCK].map((block) => openFaultStage(plan.runs, seed, block, leftovers)),
  );
  const [apart, shared] = stages;
  if (apart === undefined || shared === undefined) return;
  const others = async (): Promise<void> => {
    for (const system of [powerDnsDefault, preauDefault])
      await runOneFaults(work, system, shared, DEFAULT_PACE);
  };
  try {
    const ends = await Promise.allSettled([
      runOneFaults(work, gdnsdDefault, apart, DEFAULT_PACE),
      others(),
    ]);
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
  } finally {
    await Promise.all(stages.map((stage) => stage.stop()));
  }
}

const HOME = {
  name: 'Préau, whole home',
  settings:
    'name server: every 0.24 s on a kept connection, timeout 0.25 s, two failures of each of 5 checkers 5 ms apart, HTTPS; ' +
    'watcher: every 2 s from 2 vantages, 3 bad rounds to fall (the default), ' +
    'degraded at 15 % of faults in 2 minutes; hold of 10 minutes',
};

async function watchAll(work: Work): Promise<void> {
  const { plan, seed, folder, leftovers, measured, say } = work;
  say('long watch: building 40 mirrors');
  const stage = await openLongStage(plan.runs, seed, join(folder, 'long'), leftovers);
  const running: Running[] = [];
  try {
    const home = await startHome(stage, leftovers);
    running.push({ name: HOME.name, running: home });
    measured.entrants.push({ system: HOME, version });
    for (const [index, system] of [powerDnsFastest, gdnsdFastest].entries()) {
      if (!(await enter(system, measured, say))) continue;
      const started = await system.start(stage.scenery, join(folder, `long-${index}`), leftovers);
      running.push({ name: system.name, running: started });
    }
    say(`long watch: ${Math.round(plan.longMs / 1_000)} s`);
    const pace = { ...LONG_PACE, lastsMs: plan.longMs, readersPerGroup: plan.readersPerGroup };
    const { beganAtMs, runs } = await watchLong(stage, running, pace, seed);
    measured.long.push(...runs);
    measured.noticedAfterMs = stage.members('errors').map(({ id }) => {
      const since = home.degradedSince(id);
      return since === null ? null : since - beganAtMs;
    });
  } finally {
    await Promise.all(running.map((one) => one.running.stop()));
    await stage.stop();
  }
}

const LONG_PACE = {
  settleMs: 15_000,
  flapMs: 20_000,
  errorShare: 0.2,
  pollMs: 250,
  slackMs: 3_000,
};

const startHome = (stage: LongStage, leftovers: Leftovers): Promise<RunningHome> =>
  startPreauHome(stage.config, FASTEST, stage.dataFolder, stage.caPem, leftovers);

/** What 500 platforms cost, and 250 of them falling at once. */
export async function runCrowds(work: Work): Promise<void> {
  const { plan, seed, folder, leftovers, measured, say } = work;
  const stage = await openCrowdStage(plan.crowd, seed, leftovers);
  try {
    for (const system of crowded) {
      if (!(await enter(system, measured, say))) continue;
      say(`crowd: ${system.name}, ${plan.crowd} platforms`);
      // At 10 s an outage says how long the interval is, and nothing else.
      const outages = system === preauDefault ? 0 : plan.outages;
      const settleMs = system === preauDefault ? 12_000 : 4_000;
      const pace = { settleMs, steadyMs: plan.steadyMs, outages, pollMs: 200, giveUpMs: 60_000 };
      const at = join(folder, `crowd-${measured.crowd.size}`);
      measured.crowd.set(system.name, await runCrowd(system, stage, pace, at, leftovers));
    }
  } finally {
    await stage.stop();
  }
}

/** Answers a second beside Knot, and 500 names turned by one call. */
export async function runAnswers(work: Work): Promise<void> {
  const { plan, folder, leftovers, measured, say } = work;
  const watched = Array.from({ length: plan.crowd }, (_, index) => ({
    id: `p${index}`,
    // Nobody listens there: the checks find that out first, in some seconds of their own.
    origin: '127.0.0.1',
    mirror: '127.0.0.10',
  }));
  const scenery = { zone: ZONE, httpPort: HTTP_PORT, httpsPort: HTTPS_PORT, watched, ttlSec: 5 };
  const cores = availableParallelism();
  for (const [index, system] of [knot, preauDefault].entries()) {
    await enter(system, measured, say);
    say(`answers: ${system.name}`);
    const at = join(folder, `answers-${index}`);
    const rate = await answerRate(system, scenery, plan.answersSec, cores, at, leftovers);
    if (rate === null) say(`answers: dnsperf or ${system.name} is not installed here`);
    else measured.answers.set(system.name, rate);
  }
  say('answers: 500 names turned in one call');
  // AWS's client takes a moment to load, which `npm run bench -- NAME` of another bench need not wait for.
  const { turnAll } = await import('./turn-all.ts');
  measured.turnAllMs = await turnAll(TURN_ALL_RUNS, join(folder, 'turn-all'), leftovers);
}

/** How fast the core decides: the middle of three runs, before anything else fills the process. */
export async function runSteps({ plan, seed, measured, say }: Work): Promise<void> {
  say(`step: ${plan.rounds} rounds of 500 platforms`);
  const middle = (hasTicks: boolean): StepRate => {
    const runs = [0, 1, 2].map(() => stepRate(plan.rounds, seed, hasTicks));
    const [, second] = runs.toSorted((one, other) => one.perSecond - other.perSecond);
    if (second === undefined) throw new Error('three runs gave no middle one');
    return second;
  };
  measured.step = { rounds: middle(false), withTicks: middle(true) };
}

/** Take a system into the table. @returns false, having said so, when it is not installed */
async function enter(system: System, measured: Measured, say: Work['say']): Promise<boolean> {
  const known = measured.entrants.find((entrant) => entrant.system.name === system.name);
  if (known !== undefined) return known.version !== null;
  const found = await system.version();
  measured.entrants.push({ system, version: found });
  if (found === null) say(`${system.name}: not installed here, its rows are left empty`);
  return found !== null;
}
