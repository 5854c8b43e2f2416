import { z } from 'zod';

const instant = z.string().transform((text, context) => {
  const at = Date.parse(text);
  if (Number.isNaN(at)) context.addIssue({ code: 'custom', message: 'an ISO 8601 instant' });
  return at;
});

/**
 * The part of a Statuspage v2 `summary.json` or `incidents.json` that is read. Other services
 * imitate it partly, so what is not needed may be missing, and unknown words are let through.
 *
 * @see https://developer.statuspage.io
 */
export const statuspageSchema = z.object({
  incidents: z
    .array(
      z.object({
        name: z.string(),
        status: z.string(),
        impact: z.string().default('unknown'),
        created_at: instant,
        started_at: instant.nullish(),
        components: z.array(z.object({ id: z.string(), name: z.string() })).nullish(),
      }),
    )
    .max(1000),
});

export type Statuspage = z.output<typeof statuspageSchema>;
