import * as z from 'zod/mini';
import { instant } from './instant.ts';

const text = z.string().check(z.maxLength(2_000));
const named = z.object({ id: z.optional(text), name: text, group_id: z.nullish(text) });
const components = z.nullish(z.array(named).check(z.maxLength(2_000)));

export const statuspageIncident = z.object({
  name: text,
  status: text,
  impact: z._default(text, 'unknown'),
  created_at: instant,
  started_at: z.nullish(instant),
  resolved_at: z.nullish(instant),
  components,
});

export const statuspageMaintenance = z.object({
  name: text,
  status: text,
  scheduled_for: z.nullish(instant),
  created_at: z.nullish(instant),
  components,
});

/**
 * The part of a Statuspage v2 `summary.json`, `incidents.json` or `scheduled-maintenances.json` that is
 * read. Other services imitate it partly, so what is not needed may be missing, and unknown words are
 * let through.
 *
 * @see https://developer.statuspage.io
 */
export const statuspageSchema = z.object({
  incidents: z.optional(z.array(z.unknown()).check(z.maxLength(1_000))),
  scheduled_maintenances: z.optional(z.array(z.unknown()).check(z.maxLength(1_000))),
  /** All of the page's, groups among them: an incident names a group by its id only. */
  components,
});

export type StatuspageComponents = z.output<typeof components>;
