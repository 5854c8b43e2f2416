import * as z from 'zod/mini';
import { collectItems } from './collect-items.ts';
import { parseJson } from './feed-text.ts';
import type { FeedParser } from './feed-source.ts';
import { readEach } from './read-each.ts';
import { instant } from './instant.ts';

const text = z.string().check(z.maxLength(20_000));
const titled = z.nullish(
  z.array(z.object({ title: text, id: z.nullish(text) })).check(z.maxLength(1_000)),
);

const incidentSchema = z.object({
  begin: instant,
  /** Absent while it is open. */
  end: z.nullish(z.string()),
  external_desc: z.nullish(text),
  service_name: z.nullish(text),
  /** SERVICE_OUTAGE, SERVICE_DISRUPTION, SERVICE_INFORMATION. */
  status_impact: z.nullish(text),
  affected_products: titled,
  currently_affected_locations: titled,
});

/** @see https://status.cloud.google.com/incidents.schema.json */
const schema = z.array(z.unknown()).check(z.maxLength(20_000));

/** Google Cloud's incidents, of which those without an end are open. */
export const readGoogleIncidents: FeedParser = (bytes, source) => {
  const { success, data } = schema.safeParse(parseJson(bytes));
  const incidents = success ? readEach(data.filter(isNotOver), incidentSchema) : null;
  if (incidents === null) return null;
  const open = incidents.items.filter(
    ({ end, status_impact: impact }) => !end && impact !== 'SERVICE_INFORMATION',
  );
  return collectItems(
    open.map((incident) => ({
      item: {
        kind: 'incident',
        title: incident.external_desc ?? incident.service_name ?? '',
        since: incident.begin,
      },
      regions: words(incident.currently_affected_locations),
      products: [
        ...words(incident.affected_products),
        ...(incident.service_name ? [incident.service_name] : []),
      ],
      text: incident.external_desc ?? '',
    })),
    source,
    incidents.skipped,
  );
};

/** Years of history are not looked at further. */
const isNotOver = (incident: unknown): boolean => {
  const end = typeof incident === 'object' && incident !== null && 'end' in incident;
  return !end || typeof incident.end !== 'string' || incident.end === '';
};

const words = (list: z.output<typeof titled>): readonly string[] =>
  (list ?? []).flatMap(({ title, id }) => [title, ...(id ? [id] : [])]);
