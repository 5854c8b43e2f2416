import middy from '@middy/core';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Clock, Deliveries } from '../../app/ports.ts';
import type { Speaker } from '../../app/views/speaker.ts';
import { SUBSCRIBE } from '../../config/aws-names.ts';
import { PreauError } from '../../core/errors.ts';
import {
  type Acknowledging,
  acknowledgeLater,
  answerAcknowledge,
} from '../../web/acknowledge/acknowledge-page.ts';
import { type Answer, plain } from '../../web/http/answer.ts';
import { askedLanguage } from '../../web/http/asked-language.ts';
import type { PageRequest } from '../../web/http/page-request.ts';
import { answerOptOut, type OptOuts, optOutLater } from '../../web/opt-out/opt-out-page.ts';
import { answerPush, type PushDoor } from '../../web/subscriptions/answer-push.ts';
import { answerHttp } from '../http/answer-http.ts';
import { measure } from '../middleware/metrics.ts';
import { logFailure, standard } from '../middleware/standard.ts';

export interface AcknowledgeNeeds {
  /** Knows the links that the senders made; it rejects as the secret's store does. */
  readonly openLinks: () => Promise<{
    readonly stop: Pick<OptOuts, 'knows'>;
    readonly vu: Pick<Acknowledging, 'knows'>;
  }>;
  readonly deliveries: Pick<Deliveries, 'optOut' | 'optIn' | 'acknowledge' | 'acknowledged'>;
  readonly clock: Pick<Clock, 'now'>;
  /** The words of the language that a reader asks for. */
  readonly speak: Speaker;
  readonly platforms: Acknowledging['platforms'];
  /** The organisation's. */
  readonly timeZone: string;
  /** How browsers subscribe. @default they do not */
  readonly push?: PushDoor | null;
}

/**
 * The public endpoint of the links in messages, `/stop/<delivery>?p=<proof>` and
 * `/vu/<delivery>?p=<proof>`: the very pages of the one-machine home. Anybody may ask; only a proof
 * that a message carried changes anything, and only by POST. Beside them `/abonnement/…`, by which a
 * browser subscribes on the status page.
 */
export function createHandler(needs: AcknowledgeNeeds) {
  return middy<unknown, APIGatewayProxyStructuredResultV2>()
    .use(standard('acknowledge'))
    .handler(
      answerHttp({
        later: plain(503, 'busy: try again in a minute'),
        answer: async (request, _, { origin = '' }) => {
          const { pathname } = request.url;
          if (pathname.startsWith(SUBSCRIBE.folder) && needs.push)
            return answerPush({ ...request, origin }, needs.push);
          if (pathname.startsWith('/stop/')) return answerStop(needs, request);
          if (pathname.startsWith('/vu/')) return answerSeen(needs, request);
          return plain(404, 'not found');
        },
      }),
    );
}

async function answerStop(needs: AcknowledgeNeeds, request: PageRequest): Promise<Answer> {
  const { deliveries, clock, speak } = needs;
  const { words, language } = speak(askedLanguage(request.acceptLanguage));
  const leave = async (key: string): Promise<boolean> => {
    const known = await deliveries.optOut(key, clock.now());
    if (known) measure('OptOuts', 1);
    return known;
  };
  return orLater(optOutLater(words, language), async () => {
    const { stop } = await needs.openLinks();
    const comeBack: OptOuts['comeBack'] = (key, within) =>
      deliveries.optIn(key, clock.now(), within);
    return answerOptOut(request, { knows: stop.knows, leave, comeBack }, words, language);
  });
}

async function answerSeen(needs: AcknowledgeNeeds, request: PageRequest): Promise<Answer> {
  const { deliveries, clock, speak, platforms, timeZone } = needs;
  const { words, language } = speak(askedLanguage(request.acceptLanguage));
  return orLater(acknowledgeLater(words, language), async () => {
    const { vu } = await needs.openLinks();
    const people: Acknowledging = {
      knows: vu.knows,
      look: (key) => deliveries.acknowledged(key),
      acknowledge: async (key) => {
        const at = await deliveries.acknowledge(key, clock.now());
        if (at !== null) measure('Acknowledgements', 1);
        return at;
      },
      now: () => clock.now(),
      platforms,
      timeZone,
    };
    return answerAcknowledge(request, people, words, language);
  });
}

/** A store that does not answer is logged, and said in the reader's language. */
async function orLater(later: Answer, answer: () => Promise<Answer>): Promise<Answer> {
  try {
    return await answer();
  } catch (error) {
    if (!(error instanceof PreauError)) throw error;
    logFailure(error);
    return later;
  }
}
