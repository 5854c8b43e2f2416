import type { TrafficSegment } from '../../../core/cause/traffic-segment.ts';
import { trafficSegments } from '../../../core/cause/traffic-segments.ts';
import { SURVEY_COLUMNS, type TrafficSlice } from '../../../core/cause/traffic-slice.ts';
import type { SecondsSpan } from './count-in-phases.ts';
import type { LogLanes } from './log-lanes.ts';
import { type LogFile, textBytes } from './open-logs.ts';
import { scanFiles, type Wanted } from './scan-files.ts';
import type { SurveyedUnit } from './survey-lines.ts';
import { createTimeSlices, mergeSlices, type TimeSlices } from './time-slices.ts';

/** Where the traffic of logs changed. */
export interface SurveyedLogs {
  readonly segments: readonly TrafficSegment[];
  /** Which units hold lines of a stretch of time. */
  readonly unitsOf: (span: SecondsSpan) => Wanted;
}

/** Below this all lines are looked at, and the survey costs nothing that anybody would notice. Chosen. */
const WHOLE_BELOW_BYTES = 64 * 1_048_576;
/** One line in ten of the usual 200 bytes. Chosen. */
const STEP_BYTES = 2_048;
/** A clock that was wrong for a while leaves lines this far from all others. Chosen. */
const GAP_SEC = 12 * 3_600;
/** Logs are kept for a year: lines further from most others are a clock's that began at 1970. Chosen. */
const FAR_SEC = 400 * 86_400;
/** A silence around the lines is told for an hour, or for as long as they are. Chosen. */
const NEAR_SEC = 3_600;
/** So small a part of the lines is that clock's, and not a day that is looked for. Chosen. */
const STRAY_PART = 0.01;

/** @param asked the time that people asked for; where they did not, all that the logs hold */
export async function surveyLogs(
  files: readonly LogFile[],
  key: number,
  lanes: LogLanes,
  asked: Partial<SecondsSpan>,
): Promise<SurveyedLogs> {
  const bytes = files.reduce((sum, file) => sum + textBytes(file), 0);
  const setup = { key, stepBytes: bytes < WHOLE_BELOW_BYTES ? 0 : STEP_BYTES };
  const { results } = await scanFiles(files, { kind: 'survey', setup, files }, lanes);
  const slices = createTimeSlices(SURVEY_COLUMNS);
  for (const result of results) mergeSlices(slices, result.slices);
  const { fromSec = Number.NEGATIVE_INFINITY, toSec = Number.POSITIVE_INFINITY } = asked;
  const rising = slicesOf(slices).filter(
    (slice) => slice.fromSec + slices.widthSec > fromSec && slice.fromSec < toSec,
  );
  const span = nearLines(asked, mainSpan(rising, slices.widthSec));
  const units = results.flatMap((result) => result.units);
  return {
    segments: trafficSegments(rising, slices.widthSec, span),
    unitsOf: (wanted) => wantedUnits(units, wanted),
  };
}

function slicesOf({ places, widthSec, columns, counts }: TimeSlices): readonly TrafficSlice[] {
  return [...places]
    .toSorted(([a], [b]) => a - b)
    .map(([number, place]) => ({
      fromSec: number * widthSec,
      counts: counts.subarray(place, place + columns),
    }));
}

/** From the first line to the last, without strays of a clock that was wrong. */
function mainSpan(slices: readonly TrafficSlice[], widthSec: number): SecondsSpan {
  const groups: { fromSec: number; toSec: number; requests: number }[] = [];
  for (const { fromSec, counts } of slices) {
    const last = groups.at(-1);
    const requests = counts[0] ?? 0;
    if (last === undefined || fromSec - last.toSec > GAP_SEC)
      groups.push({ fromSec, toSec: fromSec + widthSec, requests });
    else {
      last.toSec = fromSec + widthSec;
      last.requests += requests;
    }
  }
  const all = groups.reduce((sum, { requests }) => sum + requests, 0);
  const most = groups.reduce((one, other) => (other.requests > one.requests ? other : one), {
    fromSec: 0,
    toSec: 0,
    requests: 0,
  });
  const kept = groups.filter(
    (group) =>
      group.requests > STRAY_PART * all &&
      group.toSec >= most.fromSec - FAR_SEC &&
      group.fromSec <= most.toSec + FAR_SEC,
  );
  return { fromSec: kept[0]?.fromSec ?? 0, toSec: kept.at(-1)?.toSec ?? 0 };
}

/**
 * The time that was asked for, as far as it is near any line: `--from` may name a year, and a silence
 * of months before a morning would leave nothing to see of it.
 */
function nearLines(asked: Partial<SecondsSpan>, { fromSec, toSec }: SecondsSpan): SecondsSpan {
  const near = Math.max(NEAR_SEC, toSec - fromSec);
  return {
    fromSec: Math.max(asked.fromSec ?? fromSec, fromSec - near),
    toSec: Math.min(asked.toSec ?? toSec, toSec + near),
  };
}

function wantedUnits(units: readonly SurveyedUnit[], { fromSec, toSec }: SecondsSpan): Wanted {
  const found = new Set(
    units
      .filter((unit) => unit.firstSec < toSec && unit.lastSec >= fromSec)
      .map(({ file, unit }) => `${file}/${unit}`),
  );
  return (file, unit) => found.has(`${file}/${unit}`);
}
