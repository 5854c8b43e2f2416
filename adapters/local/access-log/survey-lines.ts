import { SURVEY_COLUMNS, SURVEY_MIXES } from '../../../core/cause/traffic-slice.ts';
import { openReader } from './choose-reader.ts';
import { eachLine } from './each-line.ts';
import { findByte, viewOf } from './find-byte.ts';
import { hashBytes } from './hash-bytes.ts';
import { isAsset } from './is-asset.ts';
import { LINE_MAX_BYTES, type LineSink } from './line-sink.ts';
import { createLogRecord, type LineReader, type LogRecord } from './log-record.ts';
import { createTimeSlices, sliceAt, type TimeSlices } from './time-slices.ts';
import { w3cLayoutOf } from './read-w3c.ts';

export interface SurveySetup {
  readonly key: number;
  /** So many bytes lie between the lines that are looked at; 0 looks at all. */
  readonly stepBytes: number;
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

const [HASH, NEWLINE] = [35, 10];
/** A mix has eight parts, by three bits of a hash. */
const MIX_SHIFT = 29;

/** Look over a log for when its traffic changed, at a twentieth of what counting it costs where it is long. */
export function createSurvey({ key, stepBytes }: SurveySetup): LineSink<SurveyResult> {
  const slices = createTimeSlices(SURVEY_COLUMNS);
  const record = createLogRecord();
  const units: SurveyedUnit[] = [];
  let reader: LineReader | null = null;
  let unit: SurveyedUnit = { file: 0, unit: 0, firstSec: 0, lastSec: 0 };
  let [slice, sliceSec, owed] = [0, Number.NaN, 0];

  const noteTime = (atSec: number): void => {
    if (atSec !== sliceSec) {
      slice = sliceAt(slices, atSec);
      sliceSec = atSec;
      if (atSec < unit.firstSec) unit.firstSec = atSec;
      if (atSec > unit.lastSec) unit.lastSec = atSec;
    }
    slices.counts[slice] = (slices.counts[slice] as number) + 1;
  };
  const look = (bytes: Uint8Array, from: number, to: number): boolean => {
    if (reader === null || to - from > LINE_MAX_BYTES) return false;
    if (!reader.read(bytes, from, to, record)) return false;
    noteTime(record.atSec);
    noteRecord(slices.counts, slice, record, key);
    return true;
  };
  /** A line every so many bytes stands for as many lines as would fit there. */
  const step = (bytes: Uint8Array, from: number, to: number): void => {
    const view = viewOf(bytes);
    for (let at = from; at < to; at += stepBytes) {
      const before = at === from ? from - 1 : findByte(view, NEWLINE, at, to);
      const begin = before + 1;
      const end = before < 0 && at > from ? -1 : findByte(view, NEWLINE, begin, to);
      if (end < 0) return;
      if (!look(bytes, begin, end)) continue;
      owed += stepBytes / (end - begin + 1) - 1;
      const more = Math.max(0, Math.round(owed));
      owed -= more;
      slices.counts[slice] = (slices.counts[slice] as number) + more;
    }
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
    take: (bytes, from, to) => {
      if (stepBytes > 0) return step(bytes, from, to);
      eachLine(bytes, from, to, (start, end) => {
        if (bytes[start] !== HASH) return void look(bytes, start, end);
        const layout = w3cLayoutOf(Buffer.from(bytes.subarray(start, end)).toString('latin1'));
        if (layout !== null) reader = openReader({ format: 'cloudfront', layout }, key);
      });
    },
    tooLong: () => undefined,
    result: () => ({ slices, units }),
  };
}

/** What of a request shows a change of those who ask, of what they ask, and of what they get. */
function noteRecord(counts: Uint32Array, slice: number, record: LogRecord, key: number): void {
  const { bytes, view, pathFrom, pathTo, agentFrom, agentTo, status } = record;
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
  add(paths + (hashBytes(view, pathFrom, pathTo, key) >>> MIX_SHIFT));
  add(agents + (hashBytes(view, agentFrom, agentTo, key) >>> MIX_SHIFT));
  // The first byte of an address tells regions of the net apart.
  add(networks + ((Math.imul(record.network >>> 16, 0x9e3779b1) >>> MIX_SHIFT) & 7));
}
