import { type WordedCheck, wordCheck } from '../views/word-promise.ts';
import type { Words } from '../views/words.ts';
import type { RehearsalReport } from './rehearsal-report.ts';

/** What `preau rehearse --once --json` prints, and nothing else. */
export interface WordedReport extends Omit<RehearsalReport, 'promises'> {
  readonly promises: readonly WordedCheck[];
}

/** @param words those of `promise` and `cause.name`, in the reader's language */
export const wordReport = (report: RehearsalReport, words: Words): WordedReport => ({
  ...report,
  promises: report.promises.map((check) => wordCheck(check, words)),
});
