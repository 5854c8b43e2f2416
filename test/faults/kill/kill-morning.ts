import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock } from '../../../adapters/local/clock.ts';
import type { RehearsalReport } from '../../../app/report/rehearsal-report.ts';
import { verifyJournal } from '../../../home/deploy/verify-journal.ts';
import { stopNames } from '../../../home/names/names-process.ts';
import { loadRehearsal, type Rehearsal } from '../../../home/rehearse/load-rehearsal.ts';
import type { News } from '../../../home/rehearse/news.ts';
import { type Progress, readProgress } from '../../../home/rehearse/progress-file.ts';
import { runRehearsal } from '../../../home/rehearse/run-rehearsal.ts';
import { openMessageStore } from '../../../home/sinks/message-store.ts';
import { inEnglish } from '../../fixtures/in-english.ts';
import { type TinyRehearsal, tinyRehearsal } from '../../home/rehearse/tiny-rehearsal.ts';
import { tracesOf } from '../../home/rehearse/traces.ts';
import { judgeMorning, type MorningEvidence } from './judge-morning.ts';
import { type KillMoment, killPlan } from './kill-plan.ts';
import { letSettle } from './let-settle.ts';
import { leftBehind } from './left-behind.ts';
import { striker } from './strike-home.ts';
import { type NameAnswer, watchNames } from './watch-names.ts';

/** One morning in which the home was killed again and again, and whether anybody noticed. */
export interface KilledMorning {
  readonly broken: readonly string[];
  readonly evidence: MorningEvidence;
  readonly incidents: number;
  /** Real milliseconds without a home, one number a kill. */
  readonly awayMs: readonly number[];
}

/** Long enough for a home of a busy machine to live through a fall between two kills. Chosen. */
const PACE = 30;

/**
 * Play a morning of half a minute in which two platforms fall and come back, and kill its home.
 *
 * The rehearsal runs in this process, with the sinks, which therefore outlive every kill; home, stage
 * and name server are processes of their own.
 *
 * @param times how often at most: a morning ends when all has been told
 * @param keep where to leave the folder of a morning that was broken. @default nowhere
 */
export async function killMorning(
  seed: number,
  morning: number,
  times: number,
  keep?: string,
): Promise<KilledMorning> {
  const tiny = await tinyRehearsal();
  try {
    const killed = await play(tiny, killPlan(seed, morning), times);
    if (keep !== undefined && killed.broken.length > 0)
      await cp(tiny.data, join(keep, `morning-${morning + 1}`), { recursive: true });
    return killed;
  } finally {
    await tiny.remove();
  }
}

async function play(
  tiny: TinyRehearsal,
  plan: Iterator<KillMoment>,
  times: number,
): Promise<KilledMorning> {
  await tiny.edit('scenario.yaml', longer);
  const rehearsal = loadRehearsal(tiny.folder);
  const kills = striker({
    plan,
    times,
    sinksFile: join(tiny.run, 'sinks', 'sinks.sqlite'),
  });
  const ending = new AbortController();
  const answers: NameAnswer[] = [];
  let watching: Promise<void> = Promise.resolve();
  const names = namesOf(rehearsal).map(({ hostname }) => hostname);
  const journalFaults: Promise<readonly string[]>[] = [];
  const tell = (news: News): void => {
    kills.hear(news);
    if (news.kind === 'home-back') journalFaults.push(judgeJournal(tiny.run));
    if (news.kind === 'standing')
      watching = watchNames(news.addresses.dns.port, names, {
        clock: systemClock,
        seen: answers,
        signal: ending.signal,
      });
  };
  const running = await runRehearsal({ rehearsal, dataFolder: tiny.data, fresh: true, tell });
  const report = await running.report;
  const strikes = await kills.rest();
  const placed = placesOf(rehearsal);
  await letSettle(tiny.run, () => areBack(answers, placed.places));
  ending.abort();
  await watching;
  const progress = readProgress(join(tiny.run, 'rehearsal.json'));
  await running.stop();
  await stopNames(join(tiny.run, 'names'));
  journalFaults.push(judgeJournal(tiny.run));
  const evidence: MorningEvidence = {
    strikes,
    // Told before all was: what is owed to whom is looked at below, once it is.
    promises: report.promises.filter(({ id }) => id !== 'P3'),
    journalFaults: (await Promise.all(journalFaults)).flat(),
    traces: await tracesOf(tiny),
    repeats: repeatsOf(tiny),
    answers,
    ...placed,
    morningAt: clockOf(progress),
    leftBehind: await leftBehind({
      pids: strikes.pids,
      folder: tiny.data,
      ports: portsOf(rehearsal, progress),
    }),
  };
  return {
    broken: judgeMorning(evidence),
    evidence,
    incidents: fallen(report),
    awayMs: progress?.away.map(({ from, to }) => to - from) ?? [],
  };
}

/** Whether the latest answer for each name is its origin. */
const areBack = (answers: readonly NameAnswer[], places: MorningEvidence['places']): boolean =>
  Object.entries(places).every(
    ([name, { origin }]) => answers.findLast((one) => one.name === name)?.address === origin,
  );

/** The same morning twice as long and half as fast: a home that is killed often still sees a fall. */
const longer = (scenario: string): string =>
  scenario
    .replace('pace: 60', `pace: ${PACE}`)
    .replace('end: 2021-04-06T08:09', 'end: 2021-04-06T08:18')
    .replaceAll('to: "08:06"', 'to: "08:13"');

/** After a start, or at the end: the file read by itself, as `preau journal verify` does. */
async function judgeJournal(run: string): Promise<readonly string[]> {
  const { promises } = await verifyJournal(run);
  return promises
    .filter(({ held }) => !held)
    .map(({ id, said }) => `journal: ${id}: ${inEnglish(...said)}`);
}

const namesOf = ({ config }: Rehearsal) => config.platforms;

function placesOf(rehearsal: Rehearsal): Pick<MorningEvidence, 'places' | 'platformNames'> {
  const platforms = namesOf(rehearsal);
  return {
    places: Object.fromEntries(
      platforms.map(({ hostname, origin, mirror }) => [
        hostname,
        {
          origin: origin.addresses[0] ?? '',
          ...(mirror?.addresses[0] !== undefined && { mirror: mirror.addresses[0] }),
        },
      ]),
    ),
    platformNames: Object.fromEntries(platforms.map(({ id, hostname }) => [id, hostname])),
  };
}

function repeatsOf({ run }: TinyRehearsal): MorningEvidence['repeats'] {
  const store = openMessageStore(join(run, 'sinks', 'sinks.sqlite'));
  try {
    const { repeats, smsRepeats } = store.counts();
    return { mails: repeats, sms: smsRepeats };
  } finally {
    store.close();
  }
}

const clockOf = (progress: Progress | null) => (realMs: number) =>
  progress === null ? 0 : progress.rehearsedAt + (realMs - progress.realAt) * PACE;

/** Every port that the rehearsal had, with its address. */
function portsOf(
  { config }: Rehearsal,
  progress: Progress | null,
): readonly (readonly [string, number])[] {
  return Object.entries(progress?.ports ?? {}).map(([name, port]) => {
    const [part, id] = name.split('/');
    const platform = config.platforms.find((one) => one.id === id);
    const target = part === 'origin' ? platform?.origin : platform?.mirror;
    return [target?.addresses[0] ?? '127.0.0.1', port];
  });
}

const fallen = ({ platforms }: RehearsalReport): number =>
  platforms.filter(({ fellAt }) => fellAt !== null).length;
