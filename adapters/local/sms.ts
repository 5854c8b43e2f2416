import { Agent, request } from 'undici';
import type { Sms } from '../../app/ports.ts';
import { ANSWER_MOST_BYTES, type GatewayOptions, gatewayOver } from './gateway-sms.ts';
import { guardedLookup } from './guarded-lookup.ts';

export interface GatewaySms extends Sms {
  close(): Promise<void>;
}

/**
 * SMS through any HTTP gateway, over connections that are kept: see {@link gatewayOver}.
 *
 * @throws PreauError as that
 */
export function createGatewaySms(options: GatewayOptions): GatewaySms {
  const { timeoutMs = 10_000 } = options;
  const dispatcher = new Agent({
    connections: options.connections ?? 8,
    // Shorter than the whole, so that a gateway that cannot be reached is known not to have it.
    connect: { timeout: timeoutMs / 2, lookup: guardedLookup() },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    maxResponseSize: ANSWER_MOST_BYTES,
  });
  const sms = gatewayOver(async (url, asked) => {
    const answer = await request(url, { dispatcher, ...asked });
    const retryAfter = answer.headers['retry-after'];
    return {
      status: answer.statusCode,
      text: await answer.body.text(),
      retryAfter: typeof retryAfter === 'string' ? retryAfter : null,
    };
  }, options);
  return { ...sms, close: () => dispatcher.close() };
}
