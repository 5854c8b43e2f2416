import { PreauError } from '../../core/errors.ts';
import { fetchBounded } from './feeds/fetch-bounded.ts';
import type { FetchGuard } from './feeds/fetch-guard.ts';
import { isPublicAddress } from './public-address.ts';

/** Chosen: a watcher answers in a tenth of it. */
const TIMEOUT_MS = 5_000;
/** Its answer is "OK" or a little more, and is not read. Chosen. */
const ANSWER_MAX_BYTES = 65_536;

/**
 * Over TLS, at addresses of the Internet, whatever its name leads to by then: anybody on the way could
 * answer another question, and a beat must reach no machine inside a network.
 */
export const publicWatcher: FetchGuard = {
  mayAsk: ({ protocol }) => protocol === 'https:',
  mayBeWritten: isPublicAddress,
  mayConnect: isPublicAddress,
};

/**
 * Tell a watcher outside, by asking its address, that all is well. No redirect is followed.
 *
 * @param url of a dead man's switch: it rings when nobody has asked for long enough
 * @param guard @default {@link publicWatcher}
 * @throws PreauError `store-unavailable`, retryable, when it does not answer 2xx in 5 s
 */
export function createHeartbeat(
  url: string,
  guard: FetchGuard = publicWatcher,
): () => Promise<void> {
  return async () => {
    const answer = await fetchBounded(url, {
      timeoutMs: TIMEOUT_MS,
      maxBytes: ANSWER_MAX_BYTES,
      guard,
    });
    const heard = answer.kind === 'answered' && answer.status >= 200 && answer.status < 300;
    if (heard) return;
    // Not its address: whoever has that can beat in our place.
    const got = answer.kind === 'answered' ? `HTTP ${answer.status}` : answer.fault;
    throw new PreauError(
      'store-unavailable',
      `Expected the heartbeat to be heard, got: ${got}. See watch.heartbeat.url; it is sent again at the next beat.`,
      { retryable: true },
    );
  };
}
