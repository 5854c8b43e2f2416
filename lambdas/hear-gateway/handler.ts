import middy from '@middy/core';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { type GatewayNeeds, hearGateway } from '../../adapters/local/hear-gateway.ts';
import { SECOND } from '../../adapters/local/sms-fallback.ts';
import type { Deliveries } from '../../app/ports.ts';
import type { SmsReceiptsConfig } from '../../config/schema-sms.ts';
import { answerGateway } from '../../web/receipts/answer-gateway.ts';
import { plain } from '../../web/http/answer.ts';
import { answerHttp } from '../http/answer-http.ts';
import { measure } from '../middleware/metrics.ts';
import { standard } from '../middleware/standard.ts';

export interface HearNeeds extends Omit<GatewayNeeds, 'note' | 'deliveries'> {
  readonly deliveries: Pick<Deliveries, 'note' | 'keyOfProviderId'>;
  /** How the gateway tells. @throws PreauError `config-invalid` where none is configured */
  readonly receipts: () => SmsReceiptsConfig;
  /** What the gateway signs with; it rejects as the secret's store does. */
  readonly secret: () => Promise<string>;
}

/**
 * The public endpoint that the second SMS gateway posts to, `/receipts/sms-fallback`: the very
 * endpoint of the one-machine home. Anybody may call it; only what is signed is read.
 */
export function createHandler({ deliveries, receipts, secret, ...needs }: HearNeeds) {
  const note = async (receipt: Parameters<Deliveries['note']>[0]): Promise<boolean> => {
    const known = await deliveries.note(receipt);
    measure(known ? 'GatewayReceipts' : 'ReceiptsUnknown', 1);
    return known;
  };
  return middy<unknown, APIGatewayProxyStructuredResultV2>()
    .use(standard('hear-gateway'))
    .handler(
      answerHttp({
        later: plain(503, 'busy: try again in a minute'),
        answer: async ({ method, body }, _, headers) => {
          if (method !== 'POST')
            return { ...plain(405, 'only POST here'), headers: { allow: 'POST' } };
          const config = receipts();
          const { signatureHeader, timestampHeader } = config;
          const bytes = new TextEncoder().encode(await secret());
          const take = hearGateway(config, bytes, SECOND, { ...needs, deliveries, note });
          const header = (name: string): string => headers[name] ?? '';
          return answerGateway({ header, body }, { signatureHeader, timestampHeader, take });
        },
      }),
    );
}
