import { PreauError } from '../../core/errors.ts';
import type { Pages } from '../ports.ts';

/** One of the hosts that the status page is published to. */
export interface PageHost {
  readonly name: string;
  readonly pages: Pages;
}

/**
 * Publish to every host at once: one that is down keeps no other from being written (P6).
 *
 * @param tell called for each host that failed while another did not: the next publication comes
 *   within the minute, so that it need not be tried again
 * @throws PreauError `store-unavailable`, when no host at all was written
 */
export function publishToAll(
  hosts: readonly PageHost[],
  tell: (host: string, error: unknown) => void,
): Pages {
  return {
    publish: async (files) => {
      const done = await Promise.allSettled(hosts.map(({ pages }) => pages.publish(files)));
      const failed = done.flatMap((result, index) =>
        result.status === 'rejected'
          ? [{ host: hosts[index]?.name ?? '', error: result.reason as unknown }]
          : [],
      );
      if (failed.length === hosts.length && hosts.length > 0) throw noneWritten(failed);
      for (const { host, error } of failed) tell(host, error);
    },
  };
}

function noneWritten(
  failed: readonly { readonly host: string; readonly error: unknown }[],
): PreauError {
  const got = failed.map(({ host, error }) => `${host}: ${String(error)}`).join('; ');
  const errors = failed.map(({ error }) => error);
  return new PreauError(
    'store-unavailable',
    `Expected to publish the status page to one host at least, got: ${got}`,
    {
      cause: errors[0],
      retryable: errors.some((error) => !(error instanceof PreauError) || error.retryable),
    },
  );
}
