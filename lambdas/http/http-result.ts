import { gzipSync } from 'node:zlib';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { type Answer, headersOf } from '../../web/http/answer.ts';
import type { HttpCall } from './read-http-event.ts';

/** Below this, packing costs more than it saves: it is one network packet. Chosen. */
const WORTH_PACKING_BYTES = 1_400;

/**
 * An answer as an HTTP API takes it. Large ones are packed where their reader unpacks: an HTTP API
 * does not do it, and the console's page comes every five seconds.
 */
export function httpResult(
  answer: Answer,
  { headOnly, readsGzip }: Pick<HttpCall, 'headOnly' | 'readsGzip'>,
): APIGatewayProxyStructuredResultV2 {
  const body = Buffer.isBuffer(answer.body) ? answer.body : Buffer.from(answer.body);
  const result = { statusCode: answer.status, headers: headersOf(answer) };
  if (headOnly) return result;
  if (!readsGzip || body.byteLength < WORTH_PACKING_BYTES)
    return { ...result, body: body.toString('utf8') };
  return {
    ...result,
    headers: { ...result.headers, 'content-encoding': 'gzip', vary: 'accept-encoding' },
    body: gzipSync(body).toString('base64'),
    isBase64Encoded: true,
  };
}
