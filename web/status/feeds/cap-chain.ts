import type { PublicIncident, PublicWords } from '../../../app/views/incident-history.ts';
import type { EpochMs, IncidentId } from '../../../core/units.ts';

/** One CAP message before it is worded. */
export interface CapMessage {
  /** Of letters, digits, `.` and `-`, at most 100; the same however often it is written. */
  readonly identifier: string;
  readonly type: 'Alert' | 'Update' | 'Cancel';
  readonly sent: EpochMs;
  readonly incident: PublicIncident;
  /** Null for the end of an incident that no notice told. */
  readonly word: PublicWords | null;
  /** Identifiers and instants of the messages that it follows, the oldest first; none for an Alert. */
  readonly follows: readonly Pick<CapMessage, 'identifier' | 'sent'>[];
}

/**
 * The messages of one incident, the oldest first: an Alert, its Updates, and the Cancel that a
 * recovery or the incident's end is. What comes after a Cancel is an Alert again.
 */
export function capChain(incident: PublicIncident): readonly CapMessage[] {
  const said = incident.words.reduce<readonly CapMessage[]>(
    (messages, word) => [...messages, messageOf(word, incident, messages)],
    [],
  );
  const { closedAt } = incident;
  const follows = openChain(said);
  if (closedAt === null || follows.length === 0) return said;
  const identifier = identifierOf(`${incident.id}/end`);
  return [...said, { identifier, type: 'Cancel', sent: closedAt, incident, word: null, follows }];
}

function messageOf(
  word: PublicWords,
  incident: PublicIncident,
  before: readonly CapMessage[],
): CapMessage {
  const follows = openChain(before);
  const continued = word.phase === 'recovery' ? 'Cancel' : 'Update';
  return {
    identifier: identifierOf(word.id),
    type: follows.length === 0 ? 'Alert' : continued,
    sent: word.at,
    incident,
    word,
    follows,
  };
}

/** The messages since the latest Cancel. */
function openChain(messages: readonly CapMessage[]): readonly CapMessage[] {
  return messages.slice(messages.findLastIndex(({ type }) => type === 'Cancel') + 1);
}

/** A notice's id as CAP and file names allow: `<incident>.<phase>.<round>`. */
const identifierOf = (id: IncidentId | string): string =>
  id.replaceAll(/[^\w-]/g, '.').slice(0, MOST_IDENTIFIER);

/** With `.xml` the longest name that every host takes. Ids of ours stay below it up to 99 rounds. */
const MOST_IDENTIFIER = 96;
