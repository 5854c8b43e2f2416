import type { RehearsalReport } from '../../app/report/rehearsal-report.ts';
import type { State } from '../../core/incident/state.ts';
import { seconds } from '../../core/units.ts';
import { loadPolicy } from '../load-policy.ts';
import { type Closing, endAll } from './closing.ts';
import type { Rehearsal } from './load-rehearsal.ts';
import { readTurns } from './names-turns.ts';
import type { News } from './news.ts';
import type { OpenStage } from './open-stage.ts';
import { type Raised, raiseCurtain } from './raise-curtain.ts';
import { openRehearsalFolder, type RehearsalFolder } from './rehearsal-folder.ts';
import { reportOn } from './report-on.ts';
import { requireLoopback } from './require-loopback.ts';
import { seeOut } from './see-out.ts';

export interface RehearsalOptions {
  readonly rehearsal: Rehearsal;
  /** Where its data goes; a folder of its own. */
  readonly dataFolder: string;
  /** Begin anew even if an earlier run was killed. */
  readonly fresh: boolean;
  readonly tell: (news: News) => void;
  /** Breaks it off, be it before everything stands. */
  readonly signal?: AbortSignal;
}

export interface RunningRehearsal {
  /** Settles once the morning is over and summed up. The home and its pages stay up. */
  readonly report: Promise<RehearsalReport>;
  /** End everything that was started, in under two seconds. */
  stop(): Promise<void>;
}

/** How often the end is looked for, in the rehearsal's time. Chosen. */
const LOOK_EVERY = seconds(10);

/**
 * Rehearse a morning: set the scene, start name server, sinks, stage and home, and see it through.
 *
 * The home is the very program of `preau start`, in a process of its own; when it dies it is
 * started again. A rehearsal that was killed as a whole goes on where it was.
 *
 * @throws PreauError `off-loopback`, `data-folder-in-use`, `data-folder-newer`, and whatever keeps
 *   a part from starting; what had started by then is stopped
 */
export async function runRehearsal(options: RehearsalOptions): Promise<RunningRehearsal> {
  const { rehearsal, dataFolder, fresh, signal: asked } = options;
  requireLoopback(rehearsal.config);
  const opened = await openRehearsalFolder(dataFolder, rehearsal.name, fresh);
  const closing: Closing = { processes: [], rest: [() => opened.folder.close()] };
  const ending = new AbortController();
  const signal = asked === undefined ? ending.signal : AbortSignal.any([asked, ending.signal]);
  let stopped: Promise<void> | null = null;
  const stop = (): Promise<void> => {
    ending.abort();
    stopped ??= endAll(closing);
    return stopped;
  };
  try {
    const { tell } = options;
    const raised = await raiseCurtain({ rehearsal, opened, closing, tell, signal });
    const report = seeThrough(options, opened, raised, signal);
    report.catch(() => undefined);
    return { report, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function seeThrough(
  { rehearsal, tell }: RehearsalOptions,
  { run }: RehearsalFolder,
  { config, clock, names, sinks, home, stage, away, finish }: Raised,
  signal: AbortSignal,
): Promise<RehearsalReport> {
  await Promise.race([stage.played, home.lost]);
  tell({ kind: 'played', at: clock.now() });
  const ending = await seeOut({
    isOver: () => isOver(home.state()),
    arrived: () => {
      const { mails, sms } = sinks.counts();
      return mails + sms;
    },
    clock,
    realMs: () => performance.now(),
    moment: async () => {
      signal.throwIfAborted();
      await Promise.race([clock.sleep(LOOK_EVERY, signal), home.lost]);
    },
  });
  const counts = stage.counts();
  const report = await reportOn({
    run,
    policy: loadPolicy(config),
    sinks,
    lessonsOf: (platform) => lessonsOf(counts, platform),
    turns: await readTurns(names),
    pace: rehearsal.scenario.pace,
    isLeaving: ending === 'leaving',
    away: away.spans(),
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
