import { type LogShape, openReader } from './choose-reader.ts';
import { type CountSetup, createPhaseCounter, type PhaseCounts } from './count-in-phases.ts';
import { eachLine } from './each-line.ts';
import {
  LINE_MAX_BYTES,
  type LineSink,
  type Met,
  meet,
  type SkipReason,
  type Unit,
  type UnitPlace,
} from './line-sink.ts';
import { createLogRecord, type LineReader } from './log-record.ts';
import { w3cLayoutOf } from './read-w3c.ts';

export interface CountResult extends PhaseCounts {
  readonly skipped: Readonly<Record<SkipReason, Met>>;
  /** Lines that are older than one before them by more than `DISORDER_SEC`. */
  readonly clockBack: Met;
  /** Of the last line that could be read: minutes east of Greenwich. */
  readonly zoneMin: number;
  /** Lines of each unit. */
  readonly lines: readonly (Unit & { readonly lines: number })[];
}

/** Servers write a line when its answer ends: up to two minutes is how logs are. Chosen. */
const DISORDER_SEC = 120;
const HASH = 35;

const noneMet = (): Record<SkipReason, Met> => ({
  empty: { count: 0, first: null },
  'too-long': { count: 0, first: null },
  binary: { count: 0, first: null },
  'other-format': { count: 0, first: null },
});

/** Count the lines of a log in the phases that they are of. */
export function createLineCounter(setup: CountSetup): LineSink<CountResult> {
  const { key } = setup;
  const counter = createPhaseCounter(setup);
  const skipped = noneMet();
  const clockBack: Met = { count: 0, first: null };
  const units: (Unit & { lines: number })[] = [];
  const record = createLogRecord();
  let unit: Unit & { lines: number } = { file: 0, unit: 0, lines: 0 };
  let reader: LineReader | null = null;
  let [latestSec, zoneMin] = [0, 0];

  const place = (byte: number): UnitPlace => ({
    file: unit.file,
    unit: unit.unit,
    line: unit.lines,
    byte,
  });
  const comment = (bytes: Uint8Array, from: number, to: number): void => {
    const layout = w3cLayoutOf(Buffer.from(bytes.subarray(from, to)).toString('latin1'));
    if (layout !== null) reader = openReader({ format: 'cloudfront', layout }, key);
  };
  return {
    begin: (begun, shape: LogShape) => {
      unit = { ...begun, lines: 0 };
      units.push(unit);
      latestSec = 0;
      reader = openReader(shape, key);
    },
    take: (bytes, from, to, offset) =>
      eachLine(bytes, from, to, (start, end) => {
        unit.lines += 1;
        if (bytes[start] === HASH && end > start) return comment(bytes, start, end);
        if (end - start <= LINE_MAX_BYTES && reader?.read(bytes, start, end, record) === true) {
          if (record.atSec < latestSec - DISORDER_SEC)
            meet(clockBack, place(offset + start - from));
          else if (record.atSec > latestSec) latestSec = record.atSec;
          zoneMin = record.zoneMin;
          counter.count(record);
        } else meet(skipped[reasonOf(bytes, start, end)], place(offset + start - from));
      }),
    tooLong: (offset) => {
      unit.lines += 1;
      meet(skipped['too-long'], place(offset));
    },
    result: () => ({ ...counter.counted(), skipped, clockBack, lines: units, zoneMin }),
  };
}

function reasonOf(bytes: Uint8Array, from: number, to: number): SkipReason {
  if (to === from) return 'empty';
  if (to - from > LINE_MAX_BYTES) return 'too-long';
  return bytes.subarray(from, to).includes(0) ? 'binary' : 'other-format';
}
