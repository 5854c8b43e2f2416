import { availableParallelism } from 'node:os';
import { firstCalm } from '../../../core/cause/traffic-calm.ts';
import type { LogFormat } from './choose-reader.ts';
import { baselineOf, countCalm, type SoughtCalm } from './count-calm.ts';
import type { SecondsSpan } from './count-in-phases.ts';
import { type CountedLogs, countPhases } from './count-phases.ts';
import { joinPhases } from './join-phases.ts';
import { type LogLanes, openLogLanes } from './log-lanes.ts';
import type { LogsSummary } from './logs-summary.ts';
import { createNetworkSet } from './network-set.ts';
import { narrowLog } from './narrow-log.ts';
import { type LogFile, openLogs, textBytes, unreadable } from './open-logs.ts';
import { type NamedPhase, readPhases } from './read-phases.ts';
import { type SurveyedLogs, surveyLogs } from './survey-logs.ts';

export interface SummariseOptions {
  readonly files: readonly string[];
  /** Logs of a calm time. @default the first calm phase is it */
  readonly baseline?: readonly string[];
  /** A file of phases, see `readPhases`, or phases by time. @default found in the log */
  readonly phases?: string | readonly NamedPhase[];
  /** @default 'auto', by each file's first lines */
  readonly format?: LogFormat | 'auto';
  /** Seconds since 1970; `toSec` is not in it. @default all that the logs hold */
  readonly fromSec?: number;
  readonly toSec?: number;
  /**
   * The lines are in order of time, about: only what is near the phases is read of a plain log.
   *
   * @default false
   */
  readonly inOrder?: boolean;
  /** 0 reads in this thread. @default as many as there are cores, 4 at most; 0 of small logs */
  readonly threads?: number;
  /** Told how much has been read of about how much, in bytes of text. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** A thread takes longer to begin than so much takes to read. Chosen. */
const THREADS_FROM_BYTES = 24 * 1_048_576;
/** Each has its own counts. */
const THREADS_MAX = 4;

/**
 * Say of access logs what happened in them, phase by phase, in bounded memory whatever they hold.
 *
 * @throws PreauError `log-unreadable` that names every file that cannot be read
 */
export async function summariseLogs(options: SummariseOptions): Promise<LogsSummary> {
  const { format = 'auto' } = options;
  const whole = await openLogs(options.files, format);
  const calmFiles = await openLogs(options.baseline ?? [], format);
  const named = await phasesOf(options);
  const files =
    named === null || options.inOrder !== true
      ? whole
      : await Promise.all(whole.map((log) => narrowLog(log, around(named))));
  const all = [...files, ...calmFiles];
  const lanes = openLogLanes(options.threads ?? threadsFor(all), progressOf(options, all));
  try {
    return await summarise({ files, calmFiles, named, options, lanes, key: files[0]?.key ?? 0 });
  } catch (error) {
    // A log may be rotated away while it is read.
    if (error instanceof Error && 'code' in error && /^E[A-Z]+$/.test(String(error.code)))
      throw unreadable([error.message]);
    throw error;
  } finally {
    await lanes.close();
  }
}

/** A long log is read twice where phases are not given: to find them, and to count in them. */
function progressOf(
  { onProgress, phases }: SummariseOptions,
  files: readonly LogFile[],
): ((bytes: number) => void) | undefined {
  if (onProgress === undefined) return undefined;
  const once = files.reduce((sum, file) => sum + textBytes(file), 0);
  const total = phases === undefined ? 2 * once : once;
  let done = 0;
  return (bytes) => {
    done += bytes;
    onProgress(Math.min(done, total), total);
  };
}

/** Those that were asked for, as far as they are in the time that was. */
async function phasesOf({
  phases,
  fromSec = Number.NEGATIVE_INFINITY,
  toSec = Number.POSITIVE_INFINITY,
}: SummariseOptions): Promise<readonly NamedPhase[] | null> {
  if (phases === undefined) return null;
  const all = typeof phases === 'string' ? await readPhases(phases) : phases;
  return all
    .map((phase) => ({
      ...phase,
      fromSec: Math.max(fromSec, phase.fromSec),
      toSec: Math.min(toSec, phase.toSec),
    }))
    .filter((phase) => phase.fromSec < phase.toSec);
}

const around = (phases: readonly NamedPhase[]) => ({
  fromSec: Math.min(...phases.map(({ fromSec }) => fromSec)),
  toSec: Math.max(...phases.map(({ toSec }) => toSec)),
});

function threadsFor(files: readonly LogFile[]): number {
  const bytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  return bytes < THREADS_FROM_BYTES ? 0 : Math.min(THREADS_MAX, availableParallelism());
}

interface Task {
  readonly files: readonly LogFile[];
  readonly calmFiles: readonly LogFile[];
  readonly named: readonly NamedPhase[] | null;
  readonly options: SummariseOptions;
  readonly lanes: LogLanes;
  readonly key: number;
}

/** Where the calm is: in logs of its own, in the phase that is called so, or in the first that is. */
function calmSought(
  { files, calmFiles, named }: Task,
  phases: readonly SecondsSpan[],
  survey: SurveyedLogs | null,
): SoughtCalm | null {
  if (calmFiles.length > 0) return { source: 'file', files: calmFiles };
  const index = named === null ? firstCalm(survey?.segments ?? []) : namedCalm(named);
  const span = index === null ? undefined : phases[index];
  if (span === undefined) return null;
  const wanted = survey?.unitsOf(span);
  const source = named === null ? 'phase' : 'named';
  return { source, files, span, ...(wanted === undefined ? {} : { wanted }) };
}

/** The phase that is called calm, else the first. */
const namedCalm = (named: readonly NamedPhase[]): number =>
  Math.max(
    0,
    named.findIndex(({ name }) => /^(?:calm|calme|baseline)$/i.test(name)),
  );

async function summarise(task: Task): Promise<LogsSummary> {
  const { files, named, options, lanes, key } = task;
  const asked = {
    ...(options.fromSec === undefined ? {} : { fromSec: options.fromSec }),
    ...(options.toSec === undefined ? {} : { toSec: options.toSec }),
  };
  const survey = named === null ? await surveyLogs(files, key, lanes, asked) : null;
  const phases = named ?? survey?.segments.map((one) => ({ ...one, name: null })) ?? [];
  const learn = createNetworkSet();
  const calm = await countCalm(calmSought(task, phases, survey), { key, lanes, learn });
  const known = calm === null ? null : learn;
  const setup = { key, phases, known, learn: null };
  const counted = await countPhases(files, setup, lanes);
  const joined = joinPhases(
    phases.map((phase, index) => ({ ...phase, tally: counted.tallies[index] })),
    calm?.measured ?? null,
    counted.series,
    named === null,
  );
  return {
    ...account(files, counted),
    baseline: calm === null ? null : baselineOf(calm),
    phases: joined,
  };
}

function account(files: readonly LogFile[], counted: CountedLogs) {
  const { lines, read, requests, outside, skipped, clockBack, zoneMin } = counted;
  return {
    files: files.map(({ path, format, compression }, index) => ({
      path,
      format,
      compression,
      bytes: read[index]?.bytes ?? 0,
      lines: lines[index] ?? 0,
      fault: read[index]?.fault ?? null,
    })),
    lines: lines.reduce((sum, count) => sum + count, 0),
    requests,
    outside,
    skipped,
    clockBack,
    zoneMin,
  };
}
