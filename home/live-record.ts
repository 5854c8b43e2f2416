import type { Engine } from '../app/engine.ts';
import type { Journal } from '../app/ports.ts';
import type { ShareTurn } from '../app/views/now-view.ts';
import { initialState } from '../core/incident/initial-state.ts';
import type { State } from '../core/incident/state.ts';
import { step } from '../core/incident/step.ts';
import type { JournalEntry } from '../core/journal/entry.ts';
import type { DeliverySummary } from '../core/notice/notice.ts';
import type { Policy } from '../core/policy.ts';
import type { IncidentId } from '../core/units.ts';

/** What the pages show and the state does not keep: every turn of an incident, sending as it goes. */
export interface LiveRecord {
  readonly turns: (incident: IncidentId) => readonly ShareTurn[];
  readonly deliveries: (notice: string) => DeliverySummary | null;
  readonly sent: (notice: string, summary: DeliverySummary) => void;
}

/** Read the turns of the journal so far, and go on with every new entry. */
export async function keepLiveRecord(
  journal: Journal,
  engine: Engine,
  policy: Policy,
): Promise<LiveRecord> {
  const turns = new Map<IncidentId, ShareTurn[]>();
  const progress = new Map<string, DeliverySummary>();
  const take = ({ event, actions }: JournalEntry, after: State): void => {
    for (const action of actions) {
      if (action.kind !== 'turn-dns') continue;
      const incident = after.platforms[action.platform]?.incident ?? null;
      if (incident === null) continue;
      const { mirrorShare } = action;
      turns.set(incident, [...(turns.get(incident) ?? []), { at: event.at, mirrorShare }]);
    }
  };
  engine.onEntry(take);
  let state = initialState(policy);
  const until = engine.head()?.seq ?? 0;
  for await (const entry of journal.read(1)) {
    if (entry.seq > until) break;
    state = step(state, entry.event, policy).state;
    take(entry, state);
  }
  return {
    turns: (incident) => turns.get(incident) ?? [],
    deliveries: (notice) => progress.get(notice) ?? null,
    sent: (notice, summary) => void progress.set(notice, summary),
  };
}
