import { PreauError } from '../../core/errors.ts';

/** Chosen. */
const TIMEOUT_MS = 5_000;

/**
 * Ask the address that a watcher outside listens on. Its answer is not read.
 *
 * @param url `https:` only: anybody on the way could answer another
 * @throws PreauError `store-unavailable` when it does not answer 2xx in 5 s
 */
export function heartbeat(url: string, ask: typeof fetch = fetch): () => Promise<void> {
  return async () => {
    if (new URL(url).protocol !== 'https:')
      throw new PreauError(
        'config-invalid',
        'Expected aws.heartbeat to be an https address, got another. Correct preau.yaml.',
      );
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    try {
      const answer = await ask(url, { method: 'GET', redirect: 'error', signal });
      await answer.body?.cancel();
      if (!answer.ok) throw new Error(`status ${answer.status}`);
    } catch (cause) {
      throw new PreauError(
        'store-unavailable',
        'Expected the heartbeat to be heard, it was not. It is sent again in five minutes.',
        { cause, retryable: true },
      );
    }
  };
}
