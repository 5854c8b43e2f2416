import type { PublicPushKey } from '../../adapters/aws/dynamo-push-key.ts';
import { pushSecretKey } from '../../adapters/aws/push-secret-key.ts';
import { createGuardedPost, publicPosts } from '../../adapters/local/guarded-post.ts';
import {
  createPusher,
  PUSH_CONNECTIONS,
  PUSH_TIMEOUT_MS,
} from '../../adapters/local/subscriptions/pusher.ts';
import { createVapid } from '../../adapters/local/subscriptions/vapid.ts';
import type { Pusher } from '../../app/subscriptions/push-ports.ts';

export interface PusherNeeds {
  /** Random letters that the home's key is made of. @throws PreauError as its store does */
  readonly secret: () => Promise<Uint8Array>;
  /** Whom a push service may write to. */
  readonly contact: string;
  readonly publicKey: Pick<PublicPushKey, 'tell'>;
}

/**
 * Opens the pusher of this process at its first use, and tells the key that the page gives browsers: no
 * other function sees what it is made of.
 *
 * @returns what rejects as the stores do, and then tries again
 */
export function pusherOpener({ secret, contact, publicKey }: PusherNeeds): () => Promise<Pusher> {
  let opened: Pusher | null = null;
  return async () => {
    if (opened !== null) return opened;
    const vapid = createVapid(pushSecretKey(new TextDecoder().decode(await secret())), contact);
    await publicKey.tell(vapid.publicKey);
    const post = createGuardedPost({
      guard: publicPosts,
      timeoutMs: PUSH_TIMEOUT_MS,
      connections: PUSH_CONNECTIONS,
    });
    opened = createPusher(vapid, post);
    return opened;
  };
}
