import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import type { MiddlewareObj } from '@middy/core';
import { PreauError } from '../../core/errors.ts';
import { log, nameLogger } from './logger.ts';
import { flushMetrics, measure } from './metrics.ts';

/**
 * What every function has: its logger knows the invocation, a failure is one line with its code
 * before it goes on up, and what was measured is written at the end.
 *
 * @param service the function's folder
 */
export function standard(service: string): MiddlewareObj[] {
  const logger = nameLogger(service);
  const flush = () => flushMetrics(service, Date.now());
  return [
    { after: flush, onError: flush },
    injectLambdaContext(logger, { resetKeys: true }),
    {
      onError: ({ error }) => {
        logFailure(error);
      },
    },
  ];
}

/** One error line: the code of an expected failure, else `bug`; and a count of it. */
export function logFailure(error: unknown): void {
  const code = error instanceof PreauError ? error.code : 'bug';
  const message = error instanceof Error ? error.message : String(error);
  measure('Failures', 1);
  log().error(message, { code, error });
}
