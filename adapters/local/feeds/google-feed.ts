import * as z from 'zod/mini';
import type { EpochMs } from '../../../core/units.ts';
import { collectItems, type PlacedItem } from './collect-items.ts';
import { parseJson } from './feed-text.ts';
import type { FeedParser } from './feed-source.ts';
import { readEach } from './read-each.ts';
import { instant, readInstant } from './instant.ts';

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

/** Google Cloud's incidents: those without an end are open, those of the last days are told of. */
export const readGoogleIncidents: FeedParser = (bytes, source, now) => {
  const { success, data } = schema.safeParse(parseJson(bytes));
  const isLate = (one: unknown): boolean => (endOf(one) ?? now) >= now - HISTORY_MS;
  const incidents = success ? readEach(data.filter(isLate), incidentSchema) : null;
  if (incidents === null) return null;
  const told = incidents.items.filter(({ status_impact: impact }) => impact !== INFORMATION);
  const open = told.filter((one) => endOf(one) === null).map(placed);
  const past = told.flatMap((one) => {
    const endedAt = endOf(one);
    if (endedAt === null) return [];
    const about = placed(one);
    return [{ ...about, item: { ...about.item, endedAt } }];
  });
  return collectItems(open, source, { skipped: incidents.skipped, past });
};

/** As long as a fall is looked back on, and a day. Years of history are not looked at further. */
const HISTORY_MS = 8 * 24 * 3_600_000;
const INFORMATION = 'SERVICE_INFORMATION';

/** @returns null of what is open */
function endOf(incident: unknown): EpochMs | null {
  if (typeof incident !== 'object' || incident === null || !('end' in incident)) return null;
  return typeof incident.end === 'string' && incident.end !== '' ? readInstant(incident.end) : null;
}

const placed = (incident: z.output<typeof incidentSchema>): PlacedItem => ({
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
});

const words = (list: z.output<typeof titled>): readonly string[] =>
  (list ?? []).flatMap(({ title, id }) => [title, ...(id ? [id] : [])]);
