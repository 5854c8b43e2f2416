import { z } from 'zod';
import type { ProbeRequest } from '../../app/ports.ts';
import { PreauError } from '../../core/errors.ts';
import { durationMs, type EpochMs, epochMs, platformId, vantageId } from '../../core/units.ts';

const id = z.string().regex(/^[a-z0-9-]{1,64}$/);

const tickSchema = z.strictObject({
  at: z.iso.datetime({ offset: true }).transform((text) => epochMs(Date.parse(text))),
  request: z.strictObject({
    platform: id.transform(platformId),
    vantage: id.transform(vantageId),
    target: z.enum(['origin', 'mirror']),
    resolve: z.hostname().max(253),
    serverName: z.hostname().max(253),
    port: z.int().min(1).max(65_535),
    path: z.string().startsWith('/').max(255),
    expect: z.string().min(1).max(255).exactOptional(),
    slowMs: z.int().min(1).max(60_000).transform(durationMs),
    budgetMs: z.int().min(1).max(120_000),
  }),
});

/** One tick of a platform's schedule: when it was due, and what is to be probed. */
export interface Tick {
  readonly at: EpochMs;
  readonly request: ProbeRequest;
}

/**
 * Read the schedule's input.
 *
 * @throws PreauError `request-malformed`, not retryable: the same input comes again at the next tick
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html
 */
export function parseTick(event: unknown): Tick {
  const read = tickSchema.safeParse(event);
  if (read.success) return read.data;
  const places = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new PreauError(
    'request-malformed',
    `expected a tick { at, request }, got ${shorten(event)} (${places.slice(0, 5).join('; ')}). Deploy the schedules and the function from one version.`,
  );
}

function shorten(event: unknown): string {
  return (JSON.stringify(event) ?? String(event)).slice(0, 200);
}
