import { SURVEY_COLUMNS, SURVEY_MIXES } from '../../../core/cause/traffic-slice.ts';
import { openReader } from './choose-reader.ts';
import { eachLine } from './each-line.ts';
import { hashBytes } from './hash-bytes.ts';
import { isAsset } from './is-asset.ts';
import { LINE_MAX_BYTES, type LineSink } from './line-sink.ts';
import { createLogRecord, type LineReader, type LogRecord } from './log-record.ts';
import { createTimeSlices, sliceAt, type TimeSlices } from './time-slices.ts';
import { w3cLayoutOf } from './read-w3c.ts';

export interface SurveySetup {
  readonly key: number;
  /** Every so-many-th line is looked at whole; of the others, only when they came. */
  readonly every: number;
}

export interface SurveyResult {
  readonly slices: TimeSlices;
  /** When the lines of each unit were, so that what is wanted later need not be sought everywhere. */
  readonly units: readonly SurveyedUnit[];
}

export interface SurveyedUnit {
  readonly file: number;
  readonly unit: number;
  firstSec: number;
  lastSec: number;
}

const HASH = 35;
/** A mix has eight parts, by three bits of a hash. */
const MIX_SHIFT = 29;

/** Look over a log for when its traffic changed, at a fifth of what counting it costs. */
export function createSurvey({ key, every }: SurveySetup): LineSink<SurveyResult> {
  const slices = createTimeSlices(SURVEY_COLUMNS);
  const record = createLogRecord();
  const units: SurveyedUnit[] = [];
  let reader: LineReader | null = null;
  let unit: SurveyedUnit = { file: 0, unit: 0, firstSec: 0, lastSec: 0 };
  let [countdown, slice, sliceSec] = [1, 0, Number.NaN];

  const noteTime = (atSec: number): void => {
    if (atSec !== sliceSec) {
      slice = sliceAt(slices, atSec);
      sliceSec = atSec;
      if (atSec < unit.firstSec) unit.firstSec = atSec;
      if (atSec > unit.lastSec) unit.lastSec = atSec;
    }
    slices.counts[slice] = (slices.counts[slice] as number) + 1;
  };
  const visit = (bytes: Uint8Array, from: number, to: number): void => {
    if (reader === null || to - from > LINE_MAX_BYTES) return;
    countdown -= 1;
    if (countdown > 0) {
      const atSec = reader.atSec(bytes, from, to);
      if (atSec === atSec) noteTime(atSec);
      return;
    }
    countdown = every;
    if (!reader.read(bytes, from, to, record)) return;
    noteTime(record.atSec);
    noteRecord(slices.counts, slice, record, key);
  };
  return {
    begin: ({ file, unit: number }, shape) => {
      unit = {
        file,
        unit: number,
        firstSec: Number.POSITIVE_INFINITY,
        lastSec: Number.NEGATIVE_INFINITY,
      };
      units.push(unit);
      reader = openReader(shape, key);
    },
    take: (bytes, from, to) =>
      eachLine(bytes, from, to, (start, end) => {
        if (bytes[start] !== HASH) return visit(bytes, start, end);
        const layout = w3cLayoutOf(Buffer.from(bytes.subarray(start, end)).toString('latin1'));
        if (layout !== null) reader = openReader({ format: 'cloudfront', layout }, key);
      }),
    tooLong: () => undefined,
    result: () => ({ slices, units }),
  };
}

/** What of a request shows a change of those who ask, of what they ask, and of what they get. */
function noteRecord(counts: Uint32Array, slice: number, record: LogRecord, key: number): void {
  const { bytes, pathFrom, pathTo, agentFrom, agentTo, status } = record;
  const { looked, errors, refusals, referers, queries, assets, paths, agents, networks } =
    SURVEY_MIXES;
  const add = (column: number): void => {
    counts[slice + column] = (counts[slice + column] as number) + 1;
  };
  add(looked);
  if (status >= 500) add(errors);
  else if (status >= 400) add(refusals);
  if (record.referer === 'yes') add(referers);
  if (record.queryTo > record.queryFrom) add(queries);
  if (isAsset(bytes, pathFrom, pathTo)) add(assets);
  add(paths + (hashBytes(bytes, pathFrom, pathTo, key) >>> MIX_SHIFT));
  add(agents + (hashBytes(bytes, agentFrom, agentTo, key) >>> MIX_SHIFT));
  // The first byte of an address tells regions of the net apart.
  add(networks + ((Math.imul(record.network >>> 16, 0x9e3779b1) >>> MIX_SHIFT) & 7));
}
