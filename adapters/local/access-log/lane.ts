import type { Unit } from './line-sink.ts';
import type { LogJob } from './log-job.ts';

/** Work for a lane: a range of a plain file that it reads itself, or lines that were decompressed. */
export type Work =
  | { readonly kind: 'range'; readonly unit: Unit; readonly from: number; readonly to: number }
  | {
      readonly kind: 'lines';
      readonly unit: Unit;
      /** A spare of the lanes', handed over: the sender has it no more. */
      readonly bytes: Uint8Array<ArrayBuffer>;
      /** So many of them are lines. */
      readonly length: number;
      readonly offset: number;
    }
  | { readonly kind: 'too-long'; readonly unit: Unit; readonly offset: number };

/** One who reads units of a job, in this thread or another. */
export interface Lane {
  begin(job: LogJob): void;
  /** Resolves once the lane can take more. */
  give(work: Work): Promise<void>;
  /** What came of the job. @throws the system's error when a file could no longer be read */
  finish(): Promise<unknown>;
  close(): Promise<void>;
}
