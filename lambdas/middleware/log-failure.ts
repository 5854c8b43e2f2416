import type { MiddlewareObj } from '@middy/core';
import { PreauError } from '../../core/errors.ts';

/** Log a failure once, as one JSON line with its code, and let it go on up. */
export function logFailure(write: (line: string) => void = console.error): MiddlewareObj {
  return {
    onError: ({ error, context }) => {
      const code = error instanceof PreauError ? error.code : 'bug';
      const { awsRequestId: requestId } = context;
      write(JSON.stringify({ level: 'error', code, message: error?.message, requestId }));
    },
  };
}
