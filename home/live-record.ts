import { type TurnRecord, turnRecord } from '../app/views/turn-record.ts';
import type { DeliverySummary } from '../core/notice/notice.ts';

/** What the pages show and the state does not keep: every turn of an incident, sending as it goes. */
export interface LiveRecord extends TurnRecord {
  readonly deliveries: (notice: string) => DeliverySummary | null;
  readonly sent: (notice: string, summary: DeliverySummary) => void;
}

/** An empty record: `take` is for the engine, to be told of the journal's entries from the first. */
export function liveRecord(): LiveRecord {
  const progress = new Map<string, DeliverySummary>();
  return {
    ...turnRecord(),
    deliveries: (notice) => progress.get(notice) ?? null,
    sent: (notice, summary) => void progress.set(notice, summary),
  };
}
