import * as z from 'zod/mini';
import type { ProbeRequest } from '../../app/ports.ts';
import { PreauError } from '../../core/errors.ts';
import { durationMs, platformId, vantageId } from '../../core/units.ts';

/** As many as a home sends in one call, and some. Chosen. */
const REQUESTS_MAX = 250;

const text = (maxChars: number) => z.string().check(z.minLength(1), z.maxLength(maxChars));
const id = z.string().check(z.regex(/^[a-z0-9-]{1,64}$/));
const whole = (minimum: number, maximum: number) =>
  z.int().check(z.minimum(minimum), z.maximum(maximum));

const requestSchema = z.object({
  platform: z.pipe(id, z.transform(platformId)),
  vantage: z.pipe(id, z.transform(vantageId)),
  target: z.enum(['origin', 'mirror']),
  resolve: text(253),
  serverName: text(253),
  port: whole(1, 65_535),
  // A lesson's path has 2,000 characters at most, and more when written as a URL's.
  // No control character: no configuration has one, and only who means harm sends it.
  path: z.string().check(z.maxLength(8_000), z.regex(/^\/[^\p{Cc}]*$/u)),
  expect: z.exactOptional(text(255)),
  slowMs: z.pipe(whole(1, 60_000), z.transform(durationMs)),
  budgetMs: whole(1, 120_000),
});

const eventSchema = z.object({
  requests: z.array(requestSchema).check(z.minLength(1), z.maxLength(REQUESTS_MAX)),
});

/**
 * Read what the prober of a home asks a vantage for. A source address is passed over: a function or
 * an agent has its own.
 *
 * @throws PreauError `request-malformed`, not retryable: the same input comes again
 */
export function readProbeRequests(event: unknown): readonly ProbeRequest[] {
  const read = z.safeParse(eventSchema, event);
  if (read.success) return read.data.requests;
  const places = read.error.issues.map(({ path, code }) => `${path.join('.')} ${code}`);
  throw new PreauError(
    'request-malformed',
    `Expected { requests } of 1 to ${REQUESTS_MAX} probes, got one with faults (${places.slice(0, 5).join('; ').slice(0, 300)}). Deploy the vantage and the home from one version.`,
  );
}
