import * as z from 'zod/mini';
import type { PushSubscription } from '../../app/subscriptions/push-ports.ts';
import { PreauError } from '../../core/errors.ts';
import { isPushEndpoint } from '../../core/subscription/push-service.ts';
import { type Answer, json, plain } from '../http/answer.ts';
import { parseForeignJson } from '../../core/parse-foreign-json.ts';

export const PUSH_PATH = '/abonnement/';

/** What the door reads of a request, whichever home was asked. */
export interface PushRequest {
  /** In capitals. */
  readonly method: string;
  /** As its header says it; empty when it is absent. */
  readonly origin: string;
  /** @throws PreauError `request-malformed` for one that is too large, or no UTF-8 */
  readonly body: () => Promise<string>;
}

/** Who may subscribe, and where that is written down. */
export interface PushDoor {
  /** The hosts of the status page, such as `https://etat.example.org`: a browser's word for them. */
  readonly origins: readonly string[];
  /** Ids of platforms that the page shows. */
  readonly platforms: readonly string[];
  /** @returns false when there are as many as are kept */
  readonly join: (subscription: PushSubscription) => Promise<boolean>;
  readonly leave: (endpoint: string) => Promise<void>;
}

const endpoint = z.string().check(z.refine(isPushEndpoint));
/** Base64url of so many bytes. */
const bytesOf = (count: number) =>
  z.string().check(
    z.maxLength(100),
    z.refine(
      (text) => /^[\w-]+={0,2}$/u.test(text) && Buffer.from(text, 'base64url').byteLength === count,
    ),
  );

const asked = z.union([
  z.strictObject({ endpoint, leave: z.literal(true) }),
  z.object({
    endpoint,
    keys: z.object({ p256dh: bytesOf(65), auth: bytesOf(16) }),
    language: z.enum(['fr', 'en']),
    platforms: z.array(z.string()).check(z.maxLength(500)),
  }),
]);

/**
 * `/abonnement/`: a browser subscribes to the page's news, or leaves. Only the page's own hosts are let
 * in, and only push services that there are can be named. Whoever knows an endpoint, which is a
 * secret of its browser and its service, may take it out.
 *
 * @throws Error where the store does not answer
 */
export async function answerPush(request: PushRequest, door: PushDoor): Promise<Answer> {
  const { origin } = request;
  if (!door.origins.includes(origin))
    return plain(403, "only the status page's own button subscribes");
  const answer = await answerOwn(request, door);
  return { ...answer, headers: { ...answer.headers, ...allowing(origin) } };
}

async function answerOwn(request: PushRequest, door: PushDoor): Promise<Answer> {
  if (request.method === 'OPTIONS') return { ...plain(204, ''), body: '' };
  if (request.method !== 'POST')
    return { ...plain(405, 'only POST here'), headers: { allow: 'POST, OPTIONS' } };
  const read = asked.safeParse(await bodyOf(request));
  if (!read.success) return plain(400, 'no subscription');
  if ('leave' in read.data) {
    await door.leave(read.data.endpoint);
    return json(200, { subscribed: false });
  }
  const { keys, platforms, ...others } = read.data;
  const wanted = [...new Set(platforms)];
  const known = wanted.filter((id) => door.platforms.includes(id));
  if (known.length < wanted.length) return plain(400, 'no such platform');
  const kept = await door.join({ ...others, ...keys, platforms: known });
  return kept ? json(201, { subscribed: true }) : plain(503, 'full');
}

/** @returns undefined for what is no JSON, or too long */
async function bodyOf({ body }: PushRequest): Promise<unknown> {
  try {
    return parseForeignJson(await body());
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    if (error instanceof PreauError && error.code === 'request-malformed') return undefined;
    throw error;
  }
}

const allowing = (origin: string): Readonly<Record<string, string>> => ({
  'access-control-allow-origin': origin,
  'access-control-allow-methods': 'POST',
  'access-control-allow-headers': 'content-type',
  'access-control-max-age': '600',
  vary: 'origin',
});
