import type { Event } from '../../core/incident/event.ts';
import type { State } from '../../core/incident/state.ts';
import type { JournalEntry } from '../../core/journal/entry.ts';
import type { IncidentId, PlatformId } from '../../core/units.ts';
import type { ShareTurn } from './share-turn.ts';

/** Every turn of DNS by its incident, which the console tells and the state does not keep. */
export interface TurnRecord {
  /** To be told of each entry, in order from the first; one that is told again changes nothing. */
  readonly take: (entry: JournalEntry, after: State) => void;
  readonly turns: (incident: IncidentId) => readonly ShareTurn[];
  /** The latest of a platform, in an incident or by hand, in order; at most {@link MOST_OF_ONE}. */
  readonly turnsOf: (platform: PlatformId) => readonly ShareTurn[];
}

/** Bound of what is kept of one platform, chosen: P4 lets it turn some twenty times a day. */
const MOST_OF_ONE = 200;

/** An empty record, to be fed by an engine's entries. */
export function turnRecord(): TurnRecord {
  const ofIncident = new Map<IncidentId, readonly number[]>();
  const ofPlatform = new Map<PlatformId, readonly ShareTurn[]>();
  const platformOf = new Map<IncidentId, PlatformId>();
  let last = 0;

  const ask = (platform: PlatformId, turn: ShareTurn, after: State) => {
    const turns = [...(ofPlatform.get(platform) ?? []), turn];
    ofPlatform.set(platform, turns.slice(-MOST_OF_ONE));
    const incident = after.platforms[platform]?.incident ?? null;
    if (incident === null) return;
    platformOf.set(incident, platform);
    ofIncident.set(incident, [...(ofIncident.get(incident) ?? []), turn.turn]);
  };
  const see = (event: Extract<Event, { kind: 'dns-turned' }>) => {
    const { at, platform, verified, answers, detail } = event;
    const turns = ofPlatform.get(platform) ?? [];
    const seen = { at, verified, answers, detail };
    ofPlatform.set(
      platform,
      turns.map((one) => (one.turn === event.turn ? { ...one, seen } : one)),
    );
  };

  return {
    take: ({ seq, event, actions }, after) => {
      if (seq <= last) return;
      last = seq;
      if (event.kind === 'dns-turned') see(event);
      for (const action of actions) {
        if (action.kind !== 'turn-dns') continue;
        const { platform, turn, mirrorShare, why } = action;
        ask(platform, { at: event.at, mirrorShare, turn, why, seen: null }, after);
      }
    },
    turns: (incident) => {
      const numbers = new Set(ofIncident.get(incident));
      const platform = platformOf.get(incident);
      const known = platform === undefined ? [] : (ofPlatform.get(platform) ?? []);
      return known.filter(({ turn }) => numbers.has(turn));
    },
    turnsOf: (platform) => ofPlatform.get(platform) ?? [],
  };
}
