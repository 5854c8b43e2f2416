import type { Look } from '../../app/views/look.ts';
import type { PastCorrection, StatusLine } from '../../app/views/status-line.ts';
import type { StatusView } from '../../app/views/status-view.ts';
import { isoTime } from '../markup/clock.ts';

/**
 * The state in the shape of Atlassian Statuspage's `/api/v2/summary.json`, which many tools read.
 * `preau` holds what that shape has no room for.
 *
 * @see https://confluence.status.atlassian.com/api#summary
 */
export function summary(view: StatusView): string {
  const updated = isoTime(view.at);
  const body = {
    page: {
      id: 'preau',
      name: view.organisation,
      url: view.pageUrl,
      time_zone: view.timeZone,
      updated_at: updated,
    },
    status: { indicator: indicatorOf(view), description: view.overall.sentence },
    components: view.platforms.map((line, index) => component(line, index, updated)),
    incidents: view.platforms.flatMap((line) => incident(line, view, updated)),
    scheduled_maintenances: [],
    preau: {
      generated_at: updated,
      observed_at: isoTime(view.observedAt),
      stale: view.stale,
      drill: view.drill,
      rehearsal: view.rehearsal,
    },
  };
  return `${JSON.stringify(body, null, 2)}\n`;
}

const COMPONENT_STATUS: { readonly [look in Look]: string } = {
  up: 'operational',
  suspect: 'degraded_performance',
  degraded: 'degraded_performance',
  down: 'major_outage',
  sheltered: 'partial_outage',
  returning: 'partial_outage',
  shared: 'degraded_performance',
  suspended: 'under_maintenance',
  unseen: 'degraded_performance',
};

function component(line: StatusLine, index: number, updated: string): object {
  return {
    id: line.id,
    name: line.name,
    // A drilled platform works: whoever reads this one word alone must not take it for an outage.
    status: line.drill ? 'under_maintenance' : COMPONENT_STATUS[line.look],
    description: line.lookWord,
    position: index + 1,
    updated_at: updated,
    preau: {
      look: line.look,
      ...(line.past && { corrected: correctedPast(line.past) }),
      mirror: { active: isAtMirror(line.look), url: line.lessonsUrl },
    },
  };
}

const isAtMirror = (look: Look): boolean =>
  look === 'sheltered' || look === 'returning' || look === 'shared';

function incident(line: StatusLine, view: StatusView, updated: string): readonly object[] {
  if (line.reference === null) return [];
  return [
    {
      id: line.reference,
      name: line.drill ? `EXERCICE · ${line.name}` : `${line.name} : ${line.lookWord}`,
      status: line.cause === null ? 'investigating' : 'identified',
      impact: line.drill ? 'none' : line.look === 'down' ? 'major' : 'minor',
      created_at: isoTime(line.since),
      updated_at: updated,
      shortlink: `${view.pageUrl}#${line.id}`,
      components: [{ id: line.id, name: line.name }],
      preau: {
        cause: {
          code: line.causeWord?.cause ?? 'undetermined',
          certainty: line.causeWord?.rung ?? 'inconnue',
          sentence: line.cause,
          corrected_at: line.correctedAt === null ? null : isoTime(line.correctedAt),
        },
        said_before: line.earlier.map(saidBefore),
      },
      incident_updates: view.messages
        .filter(({ platformName }) => platformName === line.name)
        .map((message) => ({
          status: 'investigating',
          body: message.sms,
          created_at: isoTime(message.at),
        })),
    },
  ];
}

/** Of a fall that is over and whose cause had to be corrected. */
const correctedPast = ({ reference, cause, correctedAt, earlier }: PastCorrection): object => ({
  reference,
  sentence: cause,
  corrected_at: isoTime(correctedAt),
  said_before: earlier.map(saidBefore),
});

/** What was said of the cause and taken back stays, with its times. */
const saidBefore = ({ text, from, until }: StatusLine['earlier'][number]): object => ({
  sentence: text,
  from: isoTime(from),
  until: isoTime(until),
});

/** Statuspage's four words: none, minor, major, critical. A drill is none of them. */
function indicatorOf({ platforms, stale }: StatusView): string {
  const broken = platforms.filter(({ look, drill }) => look === 'down' && !drill).length;
  if (broken > 0) return broken * 2 > platforms.length ? 'critical' : 'major';
  return stale || platforms.some(({ look, drill }) => look !== 'up' && !drill) ? 'minor' : 'none';
}
