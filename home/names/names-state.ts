import type { AnswerRule } from '../../core/shelter/weighted-answer.ts';
import type { PlatformId } from '../../core/units.ts';
import type { AnswerCounts } from './answer-counts.ts';
import type { CheckReport } from './health-board.ts';
import type { NameRecord } from './name-record.ts';
import type { ModelZone, NamesModel } from './names-model.ts';
import { standings, type Turn } from './turn-log.ts';

/** All that the control API's `GET /state` says. Instants are real epoch milliseconds. */
export interface NamesState {
  readonly version: 1;
  readonly pid: number;
  readonly startedAt: number;
  readonly at: number;
  readonly dnsPort: number;
  readonly zones: readonly ModelZone[];
  /** Weighted names, one entry per type. */
  readonly names: readonly NameState[];
  readonly checks: readonly CheckReport[];
  readonly holds: readonly PlatformId[];
  /** Whether Route 53's API is made to fail. */
  readonly controlPlaneDown: boolean;
  readonly counts: AnswerCounts;
  /** Oldest first; the latest 1,000, or those after `turnsAfter`. */
  readonly turns: readonly Turn[];
}

export interface NameState {
  readonly name: string;
  readonly type: string;
  readonly rule: AnswerRule;
  /** The part of answers that point to the mirror now, by health, hold and weights together. */
  readonly mirrorShare: number;
  readonly records: readonly (NameRecord & { readonly healthy: boolean })[];
}

/** The weighted names of a model as they are answered now. */
export function nameStates({ served, board }: NamesModel): readonly NameState[] {
  const book = served();
  return standings(book, board.healthy).map((standing) => ({
    ...standing,
    records: book.of(standing.name, standing.type).map((record) => ({
      ...record,
      healthy: record.healthCheck === null || board.healthy(record.healthCheck),
    })),
  }));
}
