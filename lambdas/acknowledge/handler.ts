import middy from '@middy/core';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Clock, Deliveries } from '../../app/ports.ts';
import type { Words } from '../../app/views/words.ts';
import { plain } from '../../web/http/answer.ts';
import { answerOptOut, type OptOuts, optOutLater } from '../../web/opt-out/opt-out-page.ts';
import { answerHttp } from '../http/answer-http.ts';
import { measure } from '../middleware/metrics.ts';
import { standard } from '../middleware/standard.ts';

export interface AcknowledgeNeeds {
  /** Knows the links that the senders made; it rejects as the secret's store does. */
  readonly openLinks: () => Promise<Pick<OptOuts, 'knows'>>;
  readonly deliveries: Pick<Deliveries, 'optOut'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly words: Words;
  readonly language: 'fr' | 'en';
}

/**
 * The public endpoint of the links in messages, `/stop/<delivery>?p=<proof>`: the very page of the
 * one-machine home. Anybody may ask; only a proof that a message carried changes anything.
 */
export function createHandler(needs: AcknowledgeNeeds) {
  const { deliveries, clock, words, language } = needs;
  const leave = async (key: string): Promise<boolean> => {
    const known = await deliveries.optOut(key, clock.now());
    if (known) measure('OptOuts', 1);
    return known;
  };
  return middy<unknown, APIGatewayProxyStructuredResultV2>()
    .use(standard('acknowledge'))
    .handler(
      answerHttp({
        later: optOutLater(words, language),
        answer: async (request) => {
          if (!request.url.pathname.startsWith('/stop/')) return plain(404, 'not found');
          const { knows } = await needs.openLinks();
          return answerOptOut(request, { knows, leave }, words, language);
        },
      }),
    );
}
