import type { CountSetup } from './count-in-phases.ts';
import { type CountResult, createLineCounter } from './count-lines.ts';
import type { LogShape } from './choose-reader.ts';
import type { LineSink } from './line-sink.ts';
import { createSurvey, type SurveyResult, type SurveySetup } from './survey-lines.ts';

/** What a thread needs to know of a file. */
export interface FileToRead {
  readonly path: string;
  readonly shape: LogShape;
}

/** One pass over logs, as a thread is told of it. */
export type LogJob =
  | { readonly kind: 'survey'; readonly setup: SurveySetup; readonly files: readonly FileToRead[] }
  | { readonly kind: 'count'; readonly setup: CountSetup; readonly files: readonly FileToRead[] };

export type ResultOf<Job extends LogJob> = Job extends { readonly kind: 'survey' }
  ? SurveyResult
  : CountResult;

export function openSink(job: LogJob): LineSink<SurveyResult> | LineSink<CountResult> {
  return job.kind === 'survey' ? createSurvey(job.setup) : createLineCounter(job.setup);
}
