import type { FeedItem } from '../../../core/cause/feed-reading.ts';
import type { EpochMs } from '../../../core/units.ts';
import { collectItems, type PlacedItem } from './collect-items.ts';
import { parseJson } from './feed-text.ts';
import type { FeedParser } from './feed-source.ts';
import { readEach } from './read-each.ts';
import {
  type StatuspageComponents,
  statuspageIncident,
  statuspageMaintenance,
  statuspageSchema,
} from './statuspage-schema.ts';

const OVER: ReadonlySet<string> = new Set(['resolved', 'postmortem', 'completed']);
const UNDER_WAY: ReadonlySet<string> = new Set(['in_progress', 'verifying']);

/** Statuspage v2: open incidents that have an impact, and maintenances that have begun. */
export const readStatuspage: FeedParser = (bytes, source, now) => {
  const { success, data } = statuspageSchema.safeParse(parseJson(bytes));
  if (!success) return null;
  const { incidents, scheduled_maintenances: maintenances } = data;
  // Any JSON object would do otherwise.
  if (incidents === undefined && maintenances === undefined) return null;
  const listed = readEach(incidents ?? [], statuspageIncident);
  const planned = readEach(maintenances ?? [], statuspageMaintenance);
  if (listed === null || planned === null) return null;
  const names = new Map((data.components ?? []).map(({ id, name }) => [id, name]));
  const place = (kind: FeedItem['kind'], one: Listed, since: EpochMs): PlacedItem => {
    const words = wordsOf(one.components, names);
    const item = { kind, title: one.name, since };
    return { item, regions: words, products: words, text: one.name };
  };
  const open = listed.items
    .filter(({ status, impact }) => !OVER.has(status) && impact !== 'none')
    .map((one) => place('incident', one, one.started_at ?? one.created_at));
  const under = planned.items
    .filter(({ status }) => UNDER_WAY.has(status))
    .map((one) => place('maintenance', one, one.scheduled_for ?? one.created_at ?? now));
  const past = listed.items.flatMap((one) => {
    if (!OVER.has(one.status) || !one.resolved_at) return [];
    const placed = place('incident', one, one.started_at ?? one.created_at);
    return [{ ...placed, item: { ...placed.item, endedAt: one.resolved_at } }];
  });
  const skipped = listed.skipped + planned.skipped;
  return collectItems([...open, ...under], source, { skipped, past });
};

interface Listed {
  readonly name: string;
  readonly components?: StatuspageComponents;
}

/** Of one item. Chosen: what is compared of them is no more. */
const COMPONENTS_MAX = 60;

/** A component is a product, a place, or both in one name, and so is its group. */
const wordsOf = (
  components: StatuspageComponents,
  names: ReadonlyMap<string | undefined, string>,
): readonly string[] =>
  (components ?? [])
    .slice(0, COMPONENTS_MAX)
    .flatMap(({ id, name, group_id: group }) => [
      name,
      ...(id === undefined ? [] : [id]),
      ...(group ? [names.get(group) ?? []].flat() : []),
    ]);
