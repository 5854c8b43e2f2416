import * as z from 'zod/mini';
import type { ProbeRequest } from '../../app/ports.ts';
import { HEADER_FAULTS } from '../../core/mirror/fit/header-faults.ts';
import { epochMs, sha256 } from '../../core/units.ts';
import type { Observation, ProbeErrorKind, ProbeStage } from '../../core/watch/observation.ts';

/** What only an alarm says, and no probe. */
type Probed = Exclude<ProbeErrorKind, 'check-unhealthy' | 'check-split'>;

/** Every kind by its stage: a kind that the core does not know would be evidence of nothing. */
const KINDS: Readonly<Record<Probed, ProbeStage>> = {
  'vantage-silent': 'vantage',
  'dns-nxdomain': 'dns',
  'dns-servfail': 'dns',
  'dns-timeout': 'dns',
  'tcp-refused': 'tcp',
  'tcp-timeout': 'tcp',
  'tcp-reset': 'tcp',
  'tcp-unreachable': 'tcp',
  'tls-expired': 'tls',
  'tls-not-yet-valid': 'tls',
  'tls-self-signed': 'tls',
  'tls-untrusted': 'tls',
  'tls-name-mismatch': 'tls',
  'tls-handshake': 'tls',
  'http-timeout': 'http',
  'http-reset': 'http',
  'http-4xx': 'http',
  'http-500': 'http',
  'http-502': 'http',
  'http-503': 'http',
  'http-504': 'http',
  'http-other': 'http',
  'body-mismatch': 'body',
  'body-queue-page': 'body',
  'body-closed-page': 'body',
  'body-maintenance-page': 'body',
  'body-error-page': 'body',
  'body-login-page': 'body',
  'body-too-large': 'body',
  'body-slow': 'body',
  'body-late': 'body',
};

const kind = z.enum(Object.keys(KINDS) as Probed[]);
/** A day: no probe lasts longer, whatever a clock says. */
const ms = z.number().check(z.nonnegative(), z.maximum(86_400_000));
const text = (maxChars: number) => z.string().check(z.maxLength(maxChars));
/** Within what a date can be: ECMAScript's own bound. */
const instant = z.pipe(
  z.int().check(z.nonnegative(), z.maximum(8_640_000_000_000_000)),
  z.transform(epochMs),
);
const address = text(45);
const hash = z.pipe(z.string().check(z.regex(/^[0-9a-f]{64}$/)), z.transform(sha256));

const failureSchema = z.object({
  stage: z.enum(['vantage', 'dns', 'tcp', 'tls', 'http', 'body']),
  kind,
  detail: text(200),
});
const nameSchema = z.object({
  role: z.enum(['authority', 'resolver']),
  server: text(64),
  addresses: z.array(address).check(z.maxLength(16)),
  failure: z.exactOptional(kind),
});
const certificateSchema = z.object({
  subject: text(200),
  issuer: text(200),
  altNames: z.array(text(100)).check(z.maxLength(10)),
  notBefore: z.exactOptional(instant),
  notAfter: z.exactOptional(instant),
  sha256: z.exactOptional(hash),
  tlsVersion: z.exactOptional(text(16)),
});
const rawSchema = z.object({
  statusLine: text(200),
  headers: z
    .record(z.string().check(z.regex(/^[a-z-]{1,32}$/)), text(200))
    .check(z.refine((headers) => Object.keys(headers).length <= 20)),
  bodyStart: text(512),
  body: z.exactOptional(z.object({ sizeBytes: z.int().check(z.nonnegative()), sha256: hash })),
});
const note = z.enum([
  'authority-failed',
  'resolver-failed',
  'resolver-differs',
  'address-failed',
  'tls-legacy',
  'redirected',
]);
const observationSchema = z.object({
  platform: z.string(),
  vantage: z.string(),
  target: z.string(),
  at: instant,
  failure: z.nullable(failureSchema),
  timesMs: z.object({
    dns: z.exactOptional(ms),
    tcp: z.exactOptional(ms),
    tls: z.exactOptional(ms),
    http: z.exactOptional(ms),
    body: z.exactOptional(ms),
  }),
  totalMs: ms,
  address: z.exactOptional(address),
  tried: z.exactOptional(z.array(z.object({ address, failure: kind })).check(z.maxLength(16))),
  status: z.exactOptional(z.int().check(z.minimum(100), z.maximum(999))),
  firstByteMs: z.exactOptional(ms),
  notes: z.exactOptional(z.array(note).check(z.maxLength(6))),
  names: z.exactOptional(z.array(nameSchema).check(z.maxLength(4))),
  certificate: z.exactOptional(certificateSchema),
  raw: z.exactOptional(rawSchema),
  certificateNotAfter: z.exactOptional(instant),
  buildId: z.exactOptional(text(64)),
  bodySha256: z.exactOptional(hash),
  headerFaults: z.exactOptional(z.array(z.enum(HEADER_FAULTS)).check(z.maxLength(8))),
});
const answerSchema = z.object({ observations: z.array(z.unknown()).check(z.maxLength(1_000)) });

/**
 * Read what a vantage answered, a function or an agent.
 *
 * @param answer parsed from JSON
 * @returns one per request, in order; undefined where the answer has none, or one that is not of
 *   this request, or not an observation
 * @throws Error when the answer as a whole is none
 */
export function parseObservations(
  answer: unknown,
  requests: readonly ProbeRequest[],
): readonly (Observation | undefined)[] {
  const read = z.safeParse(answerSchema, answer);
  if (!read.success) throw new Error('an answer that is no { observations }');
  return requests.map((request, index) => observationOf(read.data.observations[index], request));
}

function observationOf(data: unknown, request: ProbeRequest): Observation | undefined {
  const { data: seen } = z.safeParse(observationSchema, data);
  if (seen === undefined) return undefined;
  const { platform, vantage, target } = request;
  if (seen.platform !== platform || seen.vantage !== vantage || seen.target !== target)
    return undefined;
  if (seen.failure !== null && KINDS[seen.failure.kind] !== seen.failure.stage) return undefined;
  return { ...seen, platform, vantage, target };
}
