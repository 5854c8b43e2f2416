import type { Lane, Work } from './lane.ts';
import type { LogJob, ResultOf } from './log-job.ts';
import { BLOCK_BYTES } from './split-lines.ts';
import { threadLane } from './thread-lane.ts';
import { createUnitReader } from './unit-reader.ts';

/** Several lanes that share the units of one job after another. */
export interface LogLanes {
  begin(job: LogJob): void;
  give(work: Work): Promise<void>;
  /** Memory of one block, for lines that are given. */
  spare(): Uint8Array<ArrayBuffer>;
  finish<Job extends LogJob>(job: Job): Promise<readonly ResultOf<Job>[]>;
  close(): Promise<void>;
}

/** @param threads 0 reads in this thread, and lets others take their turn between blocks */
export function openLogLanes(threads: number): LogLanes {
  const spares: Uint8Array<ArrayBuffer>[] = [];
  const lanes =
    threads === 0 ? [ownLane(spares)] : Array.from({ length: threads }, () => threadLane(spares));
  const turns: Promise<void>[] = lanes.map(() => Promise.resolve());
  return {
    begin: (job) => {
      for (const lane of lanes) lane.begin(job);
    },
    // Always the same unit to the same lane, so that the same log gives the same summary.
    give: async (work) => {
      const index = (work.unit.file + work.unit.unit) % lanes.length;
      await turns[index];
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
