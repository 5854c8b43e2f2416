import { countRecord } from './count-record.ts';
import type { LogRecord } from './log-record.ts';
import { addNetwork, hasNetwork, type NetworkSet } from './network-set.ts';
import { createPhaseTally, type PhaseTally } from './phase-tally.ts';
import type { Robot } from './robot-of.ts';
import { createTimeSlices, sliceAt, type TimeSlices } from './time-slices.ts';

/** A stretch of time, in seconds since 1970; `toSec` is not in it. */
export interface SecondsSpan {
  readonly fromSec: number;
  readonly toSec: number;
}

export interface CountSetup {
  readonly key: number;
  /** In order, none over another. */
  readonly phases: readonly SecondsSpan[];
  /** Networks of the baseline; null when all count as known. */
  readonly known: NetworkSet | null;
  /** Where to note the networks of whatever is counted. */
  readonly learn: NetworkSet | null;
}

export interface PhaseCounts {
  /** Null of a phase that nothing came in. */
  readonly tallies: readonly (PhaseTally | null)[];
  readonly requests: number;
  /** Readable lines of no phase. */
  readonly outside: number;
  /** One column: requests that are in a phase. */
  readonly series: TimeSlices;
}

/** Count records in the phases that they are of. */
export function createPhaseCounter({ key, phases, known, learn }: CountSetup) {
  const tallies: (PhaseTally | null)[] = phases.map(() => null);
  const series = createTimeSlices(1);
  const counting = { key, robots: new Map<number, Robot>() };
  let [requests, outside, phase] = [0, 0, 0];
  let [slice, sliceSec] = [0, Number.NaN];
  const tallyAt = (index: number): PhaseTally => {
    const found = tallies[index] ?? createPhaseTally();
    tallies[index] = found;
    return found;
  };
  return {
    count: (record: LogRecord): void => {
      const { atSec, network } = record;
      const found = phaseAt(phases, atSec, phase);
      if (found < 0) {
        outside += 1;
        return;
      }
      phase = found;
      if (learn !== null) addNetwork(learn, network);
      const isKnown = known === null || hasNetwork(known, network);
      countRecord(tallyAt(phase), record, isKnown, counting);
      if (atSec !== sliceSec) {
        slice = sliceAt(series, atSec);
        sliceSec = atSec;
      }
      series.counts[slice] = (series.counts[slice] as number) + 1;
      requests += 1;
    },
    counted: (): PhaseCounts => ({ tallies, requests, outside, series }),
  };
}

/** The phase of an instant, most often that of the line before it; -1 of none. */
function phaseAt(phases: readonly SecondsSpan[], atSec: number, last: number): number {
  const same = phases[last];
  if (same !== undefined && atSec >= same.fromSec && atSec < same.toSec) return last;
  return phases.findIndex(({ fromSec, toSec }) => atSec >= fromSec && atSec < toSec);
}
