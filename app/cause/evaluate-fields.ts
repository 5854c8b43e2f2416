import type { z } from 'zod';
import { ROLE_OF } from './evaluate-kinds.ts';
import { causeOfLabel } from './evaluate-labels.ts';
import type { Skip } from './evaluate-parse.ts';
import { type ClaimItem, type TrafficFields, trafficFields } from './evaluate-schema.ts';
import { expectedOf } from './expected-of.ts';

/** No outage needs more findings of one sort; chosen. */
const ITEMS_MAX = 200;

/** How a field says what of it could not be used. */
export type Note = (reason: Skip['reason'], field: string, value: unknown) => void;

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The items of one list that can be read; an absent list is empty. */
export function items<Item>(
  raw: Readonly<Record<string, unknown>>,
  field: string,
  schema: z.ZodType<Item>,
  note: Note,
): readonly Item[] {
  const list = raw[field];
  if (list === undefined || list === null) return [];
  if (!Array.isArray(list)) {
    note('malformed', field, 'list');
    return [];
  }
  if (list.length > ITEMS_MAX) note('too-many', field, ITEMS_MAX);
  return list.slice(0, ITEMS_MAX).flatMap((one: unknown) => {
    const read = schema.safeParse(one);
    if (read.success) return [read.data];
    const issue = read.error.issues[0];
    note('malformed', [field, ...(issue?.path ?? [])].join('.'), expectedOf(issue));
    return [];
  });
}

/**
 * What was said later is no evidence of that day; what is not dated may have been. A home's own
 * claims, which say whether they deny, are of the incident itself.
 */
export function heardWithinTheDay(claims: readonly ClaimItem[], note: Note): readonly ClaimItem[] {
  return claims.filter(({ knownWithin24h, asserts, role, denies }) => {
    const heard = knownWithin24h ?? (typeof denies === 'boolean' ? true : null);
    if (heard === null) note('undated-claim', 'claims', role);
    else if (!ROLE_OF.has(role)) note('unknown-kind', 'claims.role', role);
    else if (causeOfLabel(asserts.replace(/^not:/, '')) === null)
      note('unknown-kind', 'claims.asserts', asserts);
    return heard === true;
  });
}

export function trafficOf(raw: Readonly<Record<string, unknown>>, note: Note): TrafficFields {
  const traffic = raw['traffic'];
  if (traffic === undefined || traffic === null) return trafficFields.parse({});
  if (!isObject(traffic)) {
    note('malformed', 'traffic', 'object');
    return trafficFields.parse({});
  }
  const read = trafficFields.safeParse(traffic);
  if (read.success) return read.data;
  const wrong = new Set(read.error.issues.map(({ path }) => String(path[0])));
  for (const issue of read.error.issues)
    note('malformed', ['traffic', ...issue.path].join('.'), expectedOf(issue));
  const rest = Object.entries(traffic).filter(([key]) => !wrong.has(key));
  return trafficFields.parse(Object.fromEntries(rest));
}
