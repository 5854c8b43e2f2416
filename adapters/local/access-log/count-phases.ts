import type { CountSetup } from './count-in-phases.ts';
import type { CountResult } from './count-lines.ts';
import { type Met, mergeMet, SKIP_REASONS, type SkipReason, type UnitPlace } from './line-sink.ts';
import type { LogPlace, MetInLogs } from './logs-summary.ts';
import type { LogLanes } from './log-lanes.ts';
import type { LogFile } from './open-logs.ts';
import { createPhaseTally, mergeTally, type PhaseTally } from './phase-tally.ts';
import { type FileRead, scanFiles, type Wanted } from './scan-files.ts';
import { createTimeSlices, mergeSlices, type TimeSlices } from './time-slices.ts';

/** What one pass of counting found, of all lanes together. */
export interface CountedLogs {
  /** One for each phase of the setup; an empty one where nothing came. */
  readonly tallies: readonly PhaseTally[];
  readonly series: TimeSlices;
  /** Minutes east of Greenwich of the log's own clock. */
  readonly zoneMin: number;
  readonly requests: number;
  readonly outside: number;
  readonly skipped: { readonly [reason in SkipReason]?: MetInLogs };
  readonly clockBack: MetInLogs | null;
  readonly read: readonly FileRead[];
  /** Of each file. */
  readonly lines: readonly number[];
}

/** Count logs in phases. @throws the system's error when a file can no longer be read */
export async function countPhases(
  files: readonly LogFile[],
  setup: CountSetup,
  lanes: LogLanes,
  wanted?: Wanted,
): Promise<CountedLogs> {
  const { results, read } = await scanFiles(files, { kind: 'count', setup, files }, lanes, wanted);
  const tallies = setup.phases.map(createPhaseTally);
  const series = createTimeSlices(1);
  for (const result of results) {
    for (const [index, tally] of result.tallies.entries()) {
      const into = tallies[index];
      if (tally !== null && into !== undefined) mergeTally(into, tally);
    }
    mergeSlices(series, result.series);
  }
  const place = placeFinder(files, results);
  const sum = (count: (result: CountResult) => number) =>
    results.reduce((total, result) => total + count(result), 0);
  return {
    tallies,
    series,
    zoneMin: results.find(({ zoneMin }) => zoneMin !== 0)?.zoneMin ?? 0,
    requests: sum(({ requests }) => requests),
    outside: sum(({ outside }) => outside),
    skipped: skippedOf(results, place),
    clockBack: metOf(
      results.map(({ clockBack }) => clockBack),
      place,
    ),
    read,
    lines: files.map((_, file) =>
      sum(({ lines }) => lines.reduce((n, unit) => n + (unit.file === file ? unit.lines : 0), 0)),
    ),
  };
}

/** Lanes know the line in its unit; in the file it is behind all lines of the units before. */
function placeFinder(files: readonly LogFile[], results: readonly CountResult[]) {
  const all = results.flatMap(({ lines }) => lines);
  return ({ file, unit, line, byte }: UnitPlace): LogPlace => ({
    file: files[file]?.path ?? '',
    line:
      files[file]?.fromByte === 0
        ? all.reduce((n, one) => n + (one.file === file && one.unit < unit ? one.lines : 0), line)
        : null,
    byte,
  });
}

function skippedOf(results: readonly CountResult[], place: (at: UnitPlace) => LogPlace) {
  const found = SKIP_REASONS.map(
    (reason) =>
      [
        reason,
        metOf(
          results.map(({ skipped }) => skipped[reason]),
          place,
        ),
      ] as const,
  );
  return Object.fromEntries(found.filter(([, met]) => met !== null));
}

function metOf(all: readonly Met[], place: (at: UnitPlace) => LogPlace): MetInLogs | null {
  const whole: Met = { count: 0, first: null };
  for (const one of all) mergeMet(whole, one);
  return whole.first === null ? null : { count: whole.count, first: place(whole.first) };
}
