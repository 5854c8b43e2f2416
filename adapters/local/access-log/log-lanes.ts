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
  const free = lanes.map((lane) => ({ lane, turn: Promise.resolve() as Promise<unknown> }));
  return {
    begin: (job) => {
      for (const lane of lanes) lane.begin(job);
    },
    give: async (work) => {
      const next = await Promise.race(free.map(async (one) => (await one.turn, one)));
      next.turn = next.lane.give(work);
      // What fails is told by `finish`.
      next.turn.catch(() => undefined);
      await Promise.race(free.map(({ turn }) => turn));
    },
    spare: () => spares.pop() ?? new Uint8Array(BLOCK_BYTES),
    finish: async <Job extends LogJob>(job: Job) => {
      await Promise.all(free.map(({ turn }) => turn));
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
