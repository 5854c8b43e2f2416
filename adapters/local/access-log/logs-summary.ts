import type { TrafficComparison } from '../../../core/cause/traffic-comparison.ts';
import type { Because, Reading } from '../../../core/cause/traffic-reading.ts';
import type { LogFormat } from './choose-reader.ts';
import type { SkipReason } from './line-sink.ts';
import type { Compression } from './open-logs.ts';
import type { Ramp } from './ramp.ts';
import type { LogFault } from './scan-files.ts';

/** A place in a log that people can find. */
export interface LogPlace {
  readonly file: string;
  /** From 1; null where the log was not read from its first line. */
  readonly line: number | null;
  /** From 0, in the file once it is decompressed. */
  readonly byte: number;
}

export interface MetInLogs {
  readonly count: number;
  readonly first: LogPlace;
}

/** What access logs say, phase by phase. No address of anybody is in it. */
export interface LogsSummary {
  readonly files: readonly SummarisedFile[];
  readonly lines: number;
  /** Requests in a phase. */
  readonly requests: number;
  /** Requests outside of all phases, or of the time that was asked for. */
  readonly outside: number;
  readonly skipped: { readonly [reason in SkipReason]?: MetInLogs };
  /** Lines that are minutes older than one before them, if any. */
  readonly clockBack: MetInLogs | null;
  /** Minutes east of Greenwich of the log's own clock. */
  readonly zoneMin: number;
  /** Null when no stretch has enough requests to compare with. */
  readonly baseline: Baseline | null;
  readonly phases: readonly PhaseSummary[];
}

export interface SummarisedFile {
  readonly path: string;
  /** Null when no line of its beginning was of any format. */
  readonly format: LogFormat | null;
  readonly compression: Compression;
  /** Of its text, as far as it was read. */
  readonly bytes: number;
  readonly lines: number;
  /** What kept it from being read to its end; what came before counts. */
  readonly fault: LogFault | null;
}

export interface Baseline {
  /** `file`: given by itself; `phase`: the first calm one; `named`: the phase that is called so, or the first. */
  readonly source: 'file' | 'phase' | 'named';
  readonly from: string;
  readonly to: string;
  readonly requests: number;
  readonly requestsPerMin: number;
  readonly addresses: number;
  readonly networks: number;
}

/** Distinct counts are within 1.6 % of the truth, most of the time. */
export interface PhaseSummary {
  readonly name: string | null;
  /** ISO 8601, UTC; `to` is not in it. */
  readonly from: string;
  readonly to: string;
  readonly seconds: number;
  readonly reading: Reading | null;
  readonly because: readonly Because[];
  readonly requests: number;
  readonly requestsPerMin: number;
  readonly ramp: Ramp;
  readonly addresses: number;
  readonly networks: number;
  /** `sampled` of the addresses were counted one by one. */
  readonly requestsPerAddress: {
    readonly p50: number;
    readonly p99: number;
    readonly sampled: number;
  };
  /** Requests by status, of each hundred; `none` of clients that went before an answer. */
  readonly statuses: { readonly [status: string]: number };
  readonly agents: {
    readonly distinct: number;
    readonly top: string;
    readonly topShare: number;
    readonly automatedShare: number;
  };
  readonly bytes: number;
  /** Against the baseline; null without one. */
  readonly comparison: TrafficComparison | null;
}
