import { createHash } from 'node:crypto';
import type {
  PushAnswer,
  Pusher,
  PushSubscription,
} from '../../../app/subscriptions/push-ports.ts';
import { isPushEndpoint } from '../../../core/subscription/push-service.ts';
import type { GuardedPost, Posted } from '../guarded-post.ts';
import { encryptPush } from './encrypt-push.ts';
import type { Vapid } from './vapid.ts';

/** Real milliseconds for one message; chosen. */
export const PUSH_TIMEOUT_MS = 10_000;

/** Connections to one push service at once; chosen. */
export const PUSH_CONNECTIONS = 32;

/** A browser that is off for longer reads the page instead. Chosen: until about the next word. */
const KEPT_BY_SERVICE_SEC = 3_600;

/**
 * Pushes over HTTP (RFC 8030). A message that its service did not say it took, nor that it did not, is
 * lost: it is not sent again, since it may be on a screen already.
 *
 * @param known where a message may go. @default the push services that there are
 * @param nowMs real time, which tokens are made of. @default the machine's
 */
export function createPusher(
  vapid: Vapid,
  post: GuardedPost,
  known: (endpoint: string) => boolean = isPushEndpoint,
  nowMs: () => number = Date.now,
): Pusher {
  return {
    push: async ({ to, payload, notice }) => {
      if (!known(to.endpoint)) return { kind: 'gone' };
      const url = new URL(to.endpoint);
      const body = sealed(payload, to);
      if (body === null) return { kind: 'gone' };
      const headers = {
        'content-type': 'application/octet-stream',
        'content-encoding': 'aes128gcm',
        authorization: vapid.authorise(url, nowMs()),
        ttl: String(KEPT_BY_SERVICE_SEC),
        urgency: 'high',
        topic: topicOf(notice),
      };
      return answerOf(await post(url, headers, body));
    },
  };
}

/** @returns null for keys that are no browser's */
function sealed(
  payload: string,
  keys: Pick<PushSubscription, 'p256dh' | 'auth'>,
): Uint8Array | null {
  try {
    return encryptPush(Buffer.from(payload), keys);
  } catch {
    return null;
  }
}

/** Of a fall: a later word replaces one that still waits. @see RFC 8030, section 5.4: 32 at most */
const topicOf = (notice: string): string =>
  createHash('sha256')
    .update(notice.split('/')[0] ?? '')
    .digest('base64url')
    .slice(0, 32);

function answerOf(posted: Posted): PushAnswer {
  if (posted.kind === 'refused') return { kind: 'refused', detail: posted.detail };
  if (posted.kind === 'failed') return { kind: 'lost', detail: posted.detail };
  const { status, retryAfter } = posted;
  if (status >= 200 && status < 300) return { kind: 'taken' };
  if (status === 404 || status === 410) return { kind: 'gone' };
  const detail = `HTTP ${status}`;
  if (status !== 429 && status < 500) return { kind: 'refused', detail };
  const seconds = /^\d{1,6}$/u.test(retryAfter ?? '') ? Number(retryAfter) : 0;
  return { kind: 'deferred', detail, askedMs: seconds * 1_000 };
}
