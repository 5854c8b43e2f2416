import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { PreauError } from '../../core/errors.ts';
import { type Answer, plain } from '../../web/http/answer.ts';
import type { PageRequest } from '../../web/http/page-request.ts';
import { logFailure } from '../middleware/standard.ts';
import { httpResult } from './http-result.ts';
import { type HttpCall, readHttpEvent } from './read-http-event.ts';

export interface HttpRoutes {
  readonly answer: (
    request: PageRequest,
    claims: HttpCall['claims'],
    headers: HttpCall['headers'],
  ) => Promise<Answer>;
  /** What is said when a store does not answer. */
  readonly later: Answer;
}

/**
 * A handler of an HTTP API's calls. A store that does not answer is logged and said to whoever
 * asks; a bug is thrown, and the API answers 500.
 *
 * @returns what middy's `handler` takes; it throws PreauError `request-malformed` for what no HTTP
 *   API sends
 */
export function answerHttp({ answer, later }: HttpRoutes) {
  return async (event: unknown): Promise<APIGatewayProxyStructuredResultV2> => {
    const call = readHttpEvent(event);
    if (call.request === null) return httpResult(plain(400, 'malformed address'), call);
    try {
      return httpResult(await answer(call.request, call.claims, call.headers), call);
    } catch (error) {
      if (!(error instanceof PreauError)) throw error;
      logFailure(error);
      return httpResult(later, call);
    }
  };
}
