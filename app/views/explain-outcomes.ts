import type { JournalEntry } from '../../core/journal/entry.ts';
import type { IncidentId } from '../../core/units.ts';

/**
 * What came of each action, by its key: the lines in which the shell said so.
 *
 * Signals are told without their action's number: each collection is answered by the next signals of
 * its incident.
 */
export function outcomesOf(
  entries: readonly JournalEntry[],
): ReadonlyMap<string, readonly JournalEntry[]> {
  const outcomes = new Map<string, JournalEntry[]>();
  const collecting = new Map<IncidentId, string[]>();
  const add = (key: string, entry: JournalEntry): void => {
    outcomes.set(key, [...(outcomes.get(key) ?? []), entry]);
  };
  for (const entry of entries) {
    const { event } = entry;
    if (event.kind === 'signals-collected') {
      const key = collecting.get(event.incident)?.shift();
      if (key !== undefined) add(key, entry);
    } else {
      const key = keyOf(entry);
      if (key !== null) add(key, entry);
    }
    for (const action of entry.actions)
      if (action.kind === 'collect-signals')
        collecting.set(action.incident, [...(collecting.get(action.incident) ?? []), action.key]);
  }
  return outcomes;
}

function keyOf({ event }: JournalEntry): string | null {
  switch (event.kind) {
    case 'dns-change-accepted':
    case 'dns-turned':
      return `${event.platform}/turn/${event.turn}`;
    case 'notice-planned':
      return `${event.notice}/plan`;
    case 'notice-first-accepted':
    case 'notice-finished':
      return `${event.notice}/send`;
    case 'notice-escalated':
      return `${event.notice}/escalate/${event.step}`;
    case 'names-pictured':
      return `${event.incident}/picture/${event.moment}`;
    case 'action-failed':
      return event.action;
    default:
      return null;
  }
}
