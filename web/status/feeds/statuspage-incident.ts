import { markDrill } from '../../../app/views/drill-mark.ts';
import type { PublicIncident, PublicWords } from '../../../app/views/incident-history.ts';
import type { StatusLine } from '../../../app/views/status-line.ts';
import type { StatusView } from '../../../app/views/status-view.ts';
import type { Words } from '../../../app/views/words.ts';
import type { Phase } from '../../../core/notice/notice.ts';
import type { EpochMs } from '../../../core/units.ts';
import { isoTime } from '../../markup/clock.ts';
import { isAtMirror, saidBefore, statuspageComponent } from './statuspage-component.ts';
import { PAGE_ID } from './statuspage-page.ts';

/** What one notice told, in Statuspage's words. */
const TOLD: { readonly [phase in Phase]: string } = {
  outage: 'investigating',
  cause: 'identified',
  correction: 'identified',
  recovery: 'monitoring',
  relapse: 'investigating',
  drill: 'investigating',
};

/** One fall as an incident of Statuspage's, its updates the latest first. */
export function statuspageIncident(
  incident: PublicIncident,
  view: StatusView,
  words: Words,
): object {
  const line = view.platforms.find(({ id }) => id === incident.platform);
  const updates = updatesOf(incident, words);
  const latest = incident.closedAt ?? incident.words.at(-1)?.at ?? incident.confirmedAt;
  return {
    id: incident.reference,
    name: incident.headline,
    status: statusOf(incident),
    impact: impactOf(incident),
    created_at: isoTime(incident.fellAt),
    started_at: isoTime(incident.fellAt),
    updated_at: isoTime(latest),
    monitoring_at: timeOf(incident.recoveredAt),
    resolved_at: timeOf(incident.closedAt),
    shortlink: `${view.pageUrl}#${incident.platform}`,
    page_id: PAGE_ID,
    reminder_intervals: null,
    components: line === undefined ? [] : [statuspageComponent(line, view)],
    incident_updates: updates,
    preau: extra(incident, line),
  };
}

function statusOf({ closedAt, recoveredAt, cause }: PublicIncident): string {
  if (closedAt !== null) return 'resolved';
  if (recoveredAt !== null) return 'monitoring';
  return cause === null || cause.code === 'undetermined' ? 'investigating' : 'identified';
}

/** Lessons that nobody reached weigh more than lessons at the mirror; a drill weighs nothing. */
function impactOf({ drill, shelteredAt }: PublicIncident): string {
  if (drill) return 'none';
  return shelteredAt === null ? 'major' : 'minor';
}

function updatesOf(incident: PublicIncident, words: Words): readonly object[] {
  const { closedAt, drill, platformName: platform, reference } = incident;
  const told = incident.words.map((word) =>
    update(incident, { id: word.id, at: word.at, status: TOLD[word.phase], body: word.sms }),
  );
  if (closedAt === null) return told.toReversed();
  const key = drill ? 'feeds.endedDrill' : 'feeds.ended';
  const body = markDrill(words(key, { platform, reference }), drill);
  const end = { id: `${incident.id}/end`, at: closedAt, status: 'resolved', body };
  return [...told, update(incident, end)].toReversed();
}

interface Told extends Pick<PublicWords, 'id' | 'at'> {
  readonly status: string;
  readonly body: string;
}

function update({ reference }: PublicIncident, { id, at, status, body }: Told): object {
  const time = isoTime(at);
  return {
    id,
    status,
    body,
    incident_id: reference,
    created_at: time,
    updated_at: time,
    display_at: time,
    affected_components: null,
    deliver_notifications: true,
    custom_tweet: null,
    tweet_id: null,
  };
}

/** What the shape has no room for. Evidence is sealed in dossiers, which no page publishes. */
function extra(incident: PublicIncident, line: StatusLine | undefined): object {
  const { cause, closedAt } = incident;
  const open = closedAt === null ? line : undefined;
  return {
    cause: {
      code: cause?.code ?? 'undetermined',
      certainty: cause?.certainty ?? 'inconnue',
      sentence: open === undefined ? (cause?.sentence ?? null) : open.cause,
      since: timeOf(cause?.since ?? null),
      corrected_at: timeOf(open?.correctedAt ?? null),
      evidence_url: null,
    },
    mirror: {
      active: open !== undefined && isAtMirror(open.look),
      url: incident.lessonsUrl,
      since: timeOf(incident.shelteredAt),
    },
    drill: incident.drill,
    said_before: (open?.earlier ?? []).map(saidBefore),
  };
}

const timeOf = (at: EpochMs | null): string | null => (at === null ? null : isoTime(at));
