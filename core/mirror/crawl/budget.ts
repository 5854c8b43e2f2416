import type { DurationMs, EpochMs } from '../../units.ts';

/** What one crawl may cost. */
export interface CrawlBudgets {
  /** Pages fetched in one round, however often it was taken up again. */
  readonly pages: number;
  /** Pages, pictures and documents together. */
  readonly files: number;
  /** Bytes of answers in one round, decompressed. */
  readonly bytes: number;
  /** From the start of this run; a round that takes longer goes on with the next run. */
  readonly wallMs: DurationMs;
}

/** What it has cost. */
export interface CrawlSpent {
  readonly pages: number;
  readonly files: number;
  readonly bytes: number;
  readonly startedAt: EpochMs;
}

/** The budget that is used up, or null. */
export function usedUp(
  budgets: CrawlBudgets,
  spent: CrawlSpent,
  now: EpochMs,
): keyof CrawlBudgets | null {
  if (spent.pages >= budgets.pages) return 'pages';
  if (spent.files >= budgets.files) return 'files';
  if (spent.bytes >= budgets.bytes) return 'bytes';
  return now - spent.startedAt >= budgets.wallMs ? 'wallMs' : null;
}
