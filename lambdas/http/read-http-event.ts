import * as z from 'zod/mini';
import { PreauError } from '../../core/errors.ts';
import type { PageRequest } from '../../web/http/page-request.ts';
import { readAddress } from '../../web/http/read-address.ts';
import { textOfBody } from '../../web/http/read-body.ts';

/** A request that an HTTP API brought. */
export interface HttpCall {
  /** Null when its address is too long, or none. */
  readonly request: PageRequest | null;
  readonly headOnly: boolean;
  /** Whether its sender reads gzip. */
  readonly readsGzip: boolean;
  /** What the API's authorizer read of a token that it found valid; null when it was asked for none. */
  readonly claims: Readonly<Record<string, unknown>> | null;
  /** By their names in small letters. */
  readonly headers: Readonly<Partial<Record<string, string>>>;
}

const schema = z.object({
  version: z.literal('2.0'),
  rawPath: z.string(),
  rawQueryString: z.string(),
  headers: z.record(z.string(), z.string()),
  requestContext: z.object({
    http: z.object({ method: z.string().check(z.maxLength(32)) }),
    authorizer: z.optional(
      z.object({ jwt: z.optional(z.object({ claims: z.record(z.string(), z.unknown()) })) }),
    ),
  }),
  body: z.optional(z.string()),
  isBase64Encoded: z.boolean(),
});
type HttpEvent = z.output<typeof schema>;

/**
 * Read an event of an HTTP API, payload format 2.0.
 *
 * @throws PreauError `request-malformed`: no HTTP API sent it
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function readHttpEvent(raw: unknown): HttpCall {
  const read = z.safeParse(schema, raw);
  if (!read.success)
    throw new PreauError(
      'request-malformed',
      'Expected an event of an HTTP API, payload format 2.0, got another shape. Look at the integration.',
    );
  const { headers, requestContext } = read.data;
  const method = requestContext.http.method.toUpperCase();
  const url = readAddress(addressOf(read.data));
  return {
    request: url && {
      method,
      url,
      contentType: headers['content-type'] ?? '',
      acceptLanguage: headers['accept-language'] ?? '',
      body: async () => bodyOf(read.data),
    },
    headOnly: method === 'HEAD',
    readsGzip: /\bgzip\b/i.test(headers['accept-encoding'] ?? ''),
    claims: requestContext.authorizer?.jwt?.claims ?? null,
    headers,
  };
}

/**
 * An HTTP API decodes the path, `rawPath` though it is called, so that `?`, `#` and a bare `%` in
 * it are letters of a name. A path that came undecoded has none of these, and stays as it is.
 */
function addressOf({ rawPath, rawQueryString }: HttpEvent): string {
  const path = rawPath.replaceAll(/[?#]|%(?![0-9a-f]{2})/gi, (sign) => encodeURIComponent(sign));
  return rawQueryString === '' ? path : `${path}?${rawQueryString}`;
}

const bodyOf = ({ body = '', isBase64Encoded }: HttpEvent): string =>
  textOfBody(Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'));
