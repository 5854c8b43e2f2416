import type { Sms } from '../../app/ports.ts';
import { ANSWER_MOST_BYTES, type GatewayOptions, gatewayOver } from '../local/gateway-sms.ts';

/**
 * SMS through any HTTP gateway by what Node itself has, since a function is loaded for each of its lives
 * and a client of its own weighs twice what the function does: see {@link gatewayOver}.
 *
 * @throws PreauError as that
 */
export const createFetchGatewaySms = (options: Omit<GatewayOptions, 'connections'>): Sms =>
  gatewayOver(async (url, asked) => {
    const answer = await fetch(url, { ...asked, redirect: 'manual' });
    return {
      status: answer.status,
      text: await textOf(answer),
      retryAfter: answer.headers.get('retry-after'),
    };
  }, options);

/** @throws Error when it is too long: whoever answers so long has said nothing */
async function textOf(answer: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of answer.body ?? []) {
    bytes += part.byteLength;
    if (bytes > ANSWER_MOST_BYTES)
      throw new Error(`an answer of more than ${ANSWER_MOST_BYTES} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
