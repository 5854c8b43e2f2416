import type { CallAnswer, Caller } from '../../../app/subscriptions/ports.ts';
import { durationMs } from '../../../core/units.ts';
import { type GuardedPost, type Posted } from '../guarded-post.ts';
import { signWebhook } from './webhook-signature.ts';

/** Where an endpoint is, and what it knows its messages by. */
export interface WebhookEndpoint {
  readonly url: string;
  /** Asked for each call; it rejects as the secret's store does. */
  readonly key: () => Promise<Uint8Array>;
}

/** Real milliseconds for one call. Standard Webhooks advises 15 to 30 s; a row waits behind it. */
export const CALL_TIMEOUT_MS = 15_000;

/**
 * Calls endpoints over HTTP. A status from 200 to 299 has taken the call; any other has not, a redirect
 * neither: it would lead where nobody said that messages may go.
 *
 * @param nowMs real time, which signatures are made of. @default the machine's
 */
export function createWebhookCaller(
  endpoints: ReadonlyMap<string, WebhookEndpoint>,
  post: GuardedPost,
  nowMs: () => number = Date.now,
): Caller {
  return {
    call: async (name, { id, body }) => {
      const endpoint = endpoints.get(name);
      if (endpoint === undefined) return { kind: 'failed', detail: 'not in preau.yaml' };
      try {
        const key = await endpoint.key();
        const headers = {
          ...signWebhook(key, id, nowMs(), body),
          'content-type': 'application/json',
          'user-agent': 'Preau-Webhooks/1',
        };
        return answerOf(await post(new URL(endpoint.url), headers, body));
      } catch (error) {
        return { kind: 'failed', detail: detailOf(error) };
      }
    },
  };
}

const detailOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).slice(0, 200);

function answerOf(posted: Posted): CallAnswer {
  if (posted.kind !== 'answered') return { kind: 'failed', detail: posted.detail };
  const { status, retryAfter } = posted;
  if (status >= 200 && status < 300) return { kind: 'taken' };
  const detail = isRedirect(status) ? `HTTP ${status}, not followed` : `HTTP ${status}`;
  const seconds = /^\d{1,6}$/u.test(retryAfter ?? '') ? Number(retryAfter) : 0;
  return { kind: 'failed', detail, ...(seconds > 0 && { askedMs: durationMs(seconds * 1_000) }) };
}

const isRedirect = (status: number): boolean => status >= 300 && status < 400;
