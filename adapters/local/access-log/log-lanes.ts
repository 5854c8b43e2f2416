import type { Lane, Work } from './lane.ts';
import type { LogJob, ResultOf } from './log-job.ts';
import { BLOCK_BYTES } from './split-lines.ts';
import { threadLane } from './thread-lane.ts';
import { createUnitReader } from './unit-reader.ts';

/** Long enough that handing it over costs nothing, short enough that lanes end together. Chosen. */
const UNIT_BYTES = 8 * 1_048_576;

/** Several lanes that share the units of one job after another. */
export interface LogLanes {
  begin(job: LogJob): void;
  give(work: Work): Promise<void>;
  /** How much of a plain file is one unit. */
  readonly unitBytes: number;
  /** Memory of one block, for lines that are given. */
  spare(): Uint8Array<ArrayBuffer>;
  finish<Job extends LogJob>(job: Job): Promise<readonly ResultOf<Job>[]>;
  close(): Promise<void>;
}

/**
 * @param threads 0 reads in this thread, and lets others take their turn between units
 * @param onGiven told the bytes of each unit when it is taken up
 */
export function openLogLanes(
  threads: number,
  onGiven: (bytes: number) => void = () => undefined,
): LogLanes {
  const spares: Uint8Array<ArrayBuffer>[] = [];
  const lanes =
    threads === 0 ? [ownLane(spares)] : Array.from({ length: threads }, () => threadLane(spares));
  const turns: Promise<void>[] = lanes.map(() => Promise.resolve());
  return {
    unitBytes: threads === 0 ? BLOCK_BYTES : UNIT_BYTES,
    begin: (job) => {
      for (const lane of lanes) lane.begin(job);
    },
    // Always the same unit to the same lane, so that the same log gives the same summary.
    give: async (work) => {
      const index = (work.unit.file + work.unit.unit) % lanes.length;
      await turns[index];
      onGiven(sizeOf(work));
      turns[index] = lanes[index]?.give(work) ?? Promise.resolve();
      // What fails is told by the next turn, or by `finish`.
      turns[index]?.catch(() => undefined);
    },
    spare: () => spares.pop() ?? new Uint8Array(BLOCK_BYTES),
    finish: async <Job extends LogJob>(job: Job) => {
      await Promise.all(turns);
      const results = await Promise.all(lanes.map((lane) => lane.finish()));
      return results as readonly ResultOf<typeof job>[];
    },
    close: async () => {
      await Promise.all(lanes.map((lane) => lane.close()));
    },
  };
}

const sizeOf = (work: Work): number =>
  work.kind === 'range' ? work.to - work.from : work.kind === 'lines' ? work.length : 0;

/** A lane in this thread. */
function ownLane(spares: Uint8Array<ArrayBuffer>[]): Lane {
  const reader = createUnitReader();
  return {
    begin: reader.begin,
    give: async (work) => {
      reader.read(work);
      if (work.kind === 'lines') spares.push(work.bytes);
      await new Promise((resolve) => setImmediate(resolve));
    },
    finish: async () => reader.result(),
    close: async () => undefined,
  };
}
