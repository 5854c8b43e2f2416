import type { Incident, PlatformState, State } from '../../core/incident/state.ts';
import type { JournalEntry } from '../../core/journal/entry.ts';
import type { Policy } from '../../core/policy.ts';
import type { EpochMs, IncidentId, PlatformId } from '../../core/units.ts';
import { type Look, lookOf } from '../views/look.ts';
import { publicWord } from '../views/public-word.ts';

/** What one line of the journal changed of what everybody may read. */
export interface PublicChange {
  /**
   * Made of the line and of what changed, so that the same change has it however often it is found:
   * letters, digits, `_` and `-`, at most 120.
   */
  readonly id: string;
  readonly type: ChangeType;
  readonly at: EpochMs;
  /** The line of the journal. */
  readonly seq: number;
  readonly platform: PlatformId;
  /** Null where the platform changed outside any fall. */
  readonly incident: IncidentId | null;
  readonly drill: boolean;
  /** Notices that a provider has now accepted for the first time, by their ids. */
  readonly notices: readonly string[];
}

export const CHANGE_TYPES = [
  'incident.created',
  'incident.updated',
  'incident.resolved',
  'component.updated',
] as const;
export type ChangeType = (typeof CHANGE_TYPES)[number];

/**
 * Compare what everybody may read before and after one line of the journal. Pure.
 *
 * A fall that changes tells once a line, whatever changed of it; a platform's look changes outside
 * of falls as well. A doubt, and an eye that sees nothing, are no change: nothing was decided.
 *
 * @param before the state that the line was decided on
 * @returns falls first, in the state's order; empty for most lines
 */
export function publicChanges(
  before: State,
  after: State,
  { seq, hash, event }: Pick<JournalEntry, 'seq' | 'hash' | 'event'>,
  policy: Policy,
): readonly PublicChange[] {
  const shown = new Set(policy.platforms.filter(({ mirror }) => mirror).map(({ id }) => id));
  const line = { seq, at: event.at };
  const falls = touchedIncidents(before, after)
    .filter(({ platform }) => shown.has(platform))
    .flatMap((incident): readonly PublicChange[] => {
      const type = typeOf(before, after, incident, policy);
      if (type === null) return [];
      const { id: fall, platform, drill } = incident;
      const notices = newlyTold(before, after, incident);
      const id = `${hash.slice(0, 20)}_${WORD[type]}_${fall}`;
      return [{ ...line, id, type, platform, incident: fall, drill, notices }];
    });
  return [...falls, ...lookChanges(before, after, shown, { ...line, hash })];
}

const WORD = {
  'incident.created': 'created',
  'incident.updated': 'updated',
  'incident.resolved': 'resolved',
  'component.updated': 'component',
} as const satisfies { readonly [type in ChangeType]: string };

/** Falls that this line may have changed: those of another value, and those whose notices are. */
function touchedIncidents(before: State, after: State): readonly Incident[] {
  const told =
    before.notices === after.notices
      ? new Set<IncidentId>()
      : new Set(
          Object.values(after.notices)
            .filter((notice) => before.notices[notice.id] !== notice)
            .map(({ content }) => content.incident),
        );
  return Object.values(after.incidents).filter(
    (incident) =>
      incident !== before.incidents[incident.id] ||
      incident.closedAt === null ||
      told.has(incident.id),
  );
}

function typeOf(
  before: State,
  after: State,
  incident: Incident,
  policy: Policy,
): Exclude<ChangeType, 'component.updated'> | null {
  const known = before.incidents[incident.id];
  if (known === undefined) return 'incident.created';
  if (known.closedAt === null && incident.closedAt !== null) return 'incident.resolved';
  return facetOf(before, known, policy) === facetOf(after, incident, policy)
    ? null
    : 'incident.updated';
}

/** All that readers are told of a fall, as one text that can be compared. */
function facetOf(state: State, incident: Incident, policy: Policy): string {
  const word = incident.drill ? null : publicWord(incident, policy, state.at);
  const { shelteredAt, recoveredAt, closedAt } = incident;
  const told = toldOf(state, incident);
  return JSON.stringify([word?.cause, word?.rung, shelteredAt, recoveredAt, closedAt, told]);
}

const toldOf = (state: State, { notices }: Incident): readonly string[] =>
  notices.filter((id) => state.notices[id]?.firstAcceptedAt !== undefined);

function newlyTold(before: State, after: State, incident: Incident): readonly string[] {
  const known = new Set(toldOf(before, incident));
  return toldOf(after, incident).filter((id) => !known.has(id));
}

function lookChanges(
  before: State,
  after: State,
  shown: ReadonlySet<PlatformId>,
  { seq, at, hash }: { readonly seq: number; readonly at: EpochMs; readonly hash: string },
): readonly PublicChange[] {
  if (before.platforms === after.platforms) return [];
  return [...shown].flatMap((platform): readonly PublicChange[] => {
    const [was, is] = [before.platforms[platform], after.platforms[platform]];
    if (is === undefined || was === is || shownLook(was) === shownLook(is)) return [];
    const { incident, drill } = is;
    const id = `${hash.slice(0, 20)}_component_${platform}`;
    const type = 'component.updated';
    return [{ id, type, at, seq, platform, incident, drill, notices: [] }];
  });
}

/** Nothing was decided of a platform in doubt, or of one that nobody sees. */
function shownLook(platform: PlatformState | undefined): Look {
  const look = platform === undefined ? 'up' : lookOf(platform);
  return look === 'suspect' || look === 'unseen' ? 'up' : look;
}
