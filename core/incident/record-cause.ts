import type { RecordedCause } from '../cause/recorded-cause.ts';
import { type Change, withIncident } from './change.ts';
import type { PersonEvent } from './event.ts';

type Recorded = Extract<PersonEvent, { kind: 'person-recorded-cause' }>;

/**
 * A person writes down what the cause was. Only of an incident that is over: before, their word is a
 * confirmation or a claim. A drill had no cause. The same record again is no news.
 */
export function recordCause(change: Change, event: Recorded): Change {
  const incident = change.state.incidents[event.incident];
  if (incident === undefined || incident.drill || incident.closedAt === null) return change;
  const { at, cause, also, confidence, source, by } = event;
  const record = { at, cause, ...(also && { also }), confidence, source, by };
  const before = incident.recorded ?? [];
  if (isSame(before.at(-1), record)) return change;
  return withIncident(change, incident.id, { recorded: [...before, record] });
}

const isSame = (one: RecordedCause | undefined, other: RecordedCause): boolean =>
  one?.cause === other.cause &&
  one.also === other.also &&
  one.confidence === other.confidence &&
  one.source === other.source;
