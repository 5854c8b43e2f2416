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
 * @param failed called for each host that failed: the next publication comes within the minute, so
 *   that it need not be tried again
 * @param written called for each host that was written, and read back
 * @throws PreauError `store-unavailable`, when no host at all was written
 */
export function publishToAll(
  hosts: readonly PageHost[],
  failed: (host: string, error: unknown) => void,
  written: (host: string) => void = () => undefined,
): Pages {
  return {
    publish: async (files) => {
      const done = await Promise.all(hosts.map((host) => attempt(host, files)));
      for (const { host, error } of done) {
        if (error === null) written(host);
        else failed(host, error.reason);
      }
      const lost = done.flatMap(({ host, error }) =>
        error === null ? [] : [{ host, error: error.reason }],
      );
      if (lost.length === hosts.length && hosts.length > 0) throw noneWritten(lost);
    },
  };
}

interface Attempt {
  readonly host: string;
  /** Null when it was written. */
  readonly error: { readonly reason: unknown } | null;
}

async function attempt(
  { name: host, pages }: PageHost,
  files: ReadonlyMap<string, string>,
): Promise<Attempt> {
  try {
    await pages.publish(files);
    return { host, error: null };
  } catch (reason) {
    return { host, error: { reason } };
  }
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
