import type { SkipReason } from '../adapters/local/access-log/line-sink.ts';
import type { LogFault } from '../adapters/local/access-log/scan-files.ts';
import type { Because, Reading } from '../core/cause/traffic-reading.ts';
import type { Language } from './language.ts';
import { LOGS_EN } from './logs-words-en.ts';
import { LOGS_FR } from './logs-words-fr.ts';

/** Templates of `preau logs`, for `fillTemplate`. */
export interface LogsWords {
  readonly group: string;
  readonly summarise: string;
  readonly file: string;
  readonly baseline: string;
  readonly phases: string;
  readonly from: string;
  readonly to: string;
  readonly format: string;
  readonly badTime: string;
  readonly exits: string;
  readonly nothing: string;
  readonly head: string;
  readonly fileLine: string;
  readonly unknownFormat: string;
  readonly faults: { readonly [fault in LogFault]: string };
  readonly skippedLine: string;
  readonly skipped: { readonly [reason in SkipReason]: string };
  readonly clockBack: string;
  readonly outside: string;
  readonly baselineLine: string;
  readonly sources: { readonly file: string; readonly phase: string; readonly named: string };
  readonly noBaseline: string;
  readonly phase: string;
  readonly readings: { readonly [reading in Reading]: string };
  readonly unread: string;
  readonly details: readonly string[];
  /** When the busiest minute came: at once, or after so many seconds. */
  readonly peakAtOnce: string;
  readonly peakAfter: string;
  readonly because: { readonly [because in Because]: string };
  readonly and: string;
}

export const logsWords = (language: Language): LogsWords => (language === 'fr' ? LOGS_FR : LOGS_EN);
