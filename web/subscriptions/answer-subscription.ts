import type { IncomingMessage } from 'node:http';
import type { Answer } from '../http/answer.ts';
import { readBody } from '../http/read-body.ts';
import { answerPush, type PushDoor } from './answer-push.ts';

/**
 * `/abonnement/` on one machine: what a socket asks of the door.
 *
 * @throws Error where the store does not answer
 */
export async function answerSubscription(
  request: IncomingMessage,
  door: PushDoor,
): Promise<Answer> {
  const { method = '', headers } = request;
  const asked = { method, origin: headers.origin ?? '', body: () => readBody(request) };
  const answer = await answerPush(asked, door);
  // Whatever of it was not read.
  request.resume();
  return answer;
}
