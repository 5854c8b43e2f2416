import type { GatewaySecret } from '../../adapters/aws/gateway-secret.ts';
import { createFetchGatewaySms } from '../../adapters/aws/fetch-gateway-sms.ts';
import { anyHost } from '../../adapters/local/loopback-guard.ts';
import type { Sms } from '../../app/ports.ts';
import { PreauError } from '../../core/errors.ts';

/** Longer than Node's own patience with a connection, 10 s: who cannot be reached is known not to have it. */
const TIMEOUT_MS = 15_000;

const openGateway = (url: string): Sms =>
  createFetchGatewaySms({ url, guard: anyHost, timeoutMs: TIMEOUT_MS });

/** In an address of a gateway: its secret. */
const PLACE = '{secret}';

/**
 * The second gateway, opened when it is first asked: most homes never ask it. A secret that cannot be
 * read puts the message off, since somebody can mend that.
 *
 * @param gateway its address, with `{secret}` where it wants one
 */
export function openSecondSms(gateway: string, secret: (() => Promise<GatewaySecret>) | null): Sms {
  let open: Promise<Sms> | null = null;
  const make = async (): Promise<Sms> => {
    if (!gateway.includes(PLACE)) return openGateway(gateway);
    const { gateway: word = '' } = (await secret?.()) ?? {};
    if (word === '')
      throw new PreauError(
        'credentials-missing',
        `expected "gateway" in the secret of notices.sms.fallback, for ${PLACE} in its address, got none; put it there`,
      );
    const url = gateway.replaceAll(PLACE, encodeURIComponent(word));
    return openGateway(url);
  };
  return {
    send: async (message) => {
      try {
        open ??= make();
        return await (await open).send(message);
      } catch (error) {
        open = null;
        if (!(error instanceof PreauError)) throw error;
        return {
          kind: 'deferred',
          reason: `the second gateway: ${error.message}`,
          ofAccount: true,
        };
      }
    },
  };
}
