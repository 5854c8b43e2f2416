import type { State } from '../../core/incident/state.ts';
import type { JournalEntry } from '../../core/journal/entry.ts';
import type { IncidentId } from '../../core/units.ts';
import type { ShareTurn } from './now-view.ts';

/** Every turn of DNS by its incident, which the console tells and the state does not keep. */
export interface TurnRecord {
  /** To be told of each entry, in order from the first; one that is told again changes nothing. */
  readonly take: (entry: JournalEntry, after: State) => void;
  readonly turns: (incident: IncidentId) => readonly ShareTurn[];
}

/** An empty record, to be fed by an engine's entries. */
export function turnRecord(): TurnRecord {
  const turns = new Map<IncidentId, ShareTurn[]>();
  let last = 0;
  return {
    take: ({ seq, event, actions }, after) => {
      if (seq <= last) return;
      last = seq;
      for (const action of actions) {
        if (action.kind !== 'turn-dns') continue;
        const incident = after.platforms[action.platform]?.incident ?? null;
        if (incident === null) continue;
        const { mirrorShare } = action;
        turns.set(incident, [...(turns.get(incident) ?? []), { at: event.at, mirrorShare }]);
      }
    },
    turns: (incident) => turns.get(incident) ?? [],
  };
}
