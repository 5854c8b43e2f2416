import * as z from 'zod/mini';
import { fetchBounded } from '../../adapters/local/feeds/fetch-bounded.ts';
import type { FetchGuard } from '../../adapters/local/feeds/fetch-guard.ts';
import { mayBeNamed } from '../../adapters/local/never-reached.ts';
import type { Clock } from '../../app/ports.ts';
import { PreauError } from '../../core/errors.ts';
import { type EpochMs, hours, minutes } from '../../core/units.ts';
import type { Login } from '../../web/console/render-sign-in.ts';
import type { Audience } from './read-person.ts';
import { parseForeignJson } from '../../core/parse-foreign-json.ts';

/** From the question to the last byte. Chosen: a person waits for the page meanwhile. */
const TIMEOUT_MS = 4_000;
/** Providers' own are a few kilobytes. Chosen. */
const DOCUMENT_BYTES_MAX = 65_536;
/** A provider moves its endpoints once in years; keys, which do turn, are not read here. Chosen. */
const KEEP = hours(1);
/** After a failure, so that one that hangs does not hold up every page. Chosen. */
const REST = minutes(1);

const address = z.string().check(z.maxLength(2_000), z.refine(isSafe));
const schema = z.object({
  issuer: z.string(),
  authorization_endpoint: address,
  token_endpoint: address,
});

export interface DiscoverOptions extends Audience {
  readonly clock: Pick<Clock, 'now'>;
  /** Told why the provider could not be asked. */
  readonly onFailure: (error: PreauError) => void;
}

/**
 * Where people log in, as the provider describes itself at `.well-known/openid-configuration`.
 * Asked for here rather than by the page: the page's policy then names the one origin that its
 * script may ask, and a provider need not open its description to scripts.
 *
 * @returns to be called for each page. What was learned is kept an hour, and longer while the
 *   provider does not answer; null before it ever has
 * @see https://openid.net/specs/openid-connect-discovery-1_0.html
 */
export function discoverLogin(options: DiscoverOptions): () => Promise<Login | null> {
  let known: Login | null = null;
  let askAgainAt = 0;
  let asking: Promise<void> | null = null;

  const refresh = async (now: EpochMs): Promise<void> => {
    try {
      known = await ask(options);
      askAgainAt = now + KEEP;
    } catch (cause) {
      askAgainAt = now + REST;
      options.onFailure(failure(cause));
    }
  };
  return async () => {
    const now = options.clock.now();
    if (now >= askAgainAt) {
      asking ??= refresh(now).finally(() => {
        asking = null;
      });
      await asking;
    }
    return known;
  };
}

async function ask({ issuer, clientId }: Audience): Promise<Login> {
  if (!isSafe(issuer)) throw new Error('the issuer is not an https address');
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const limits = { timeoutMs: TIMEOUT_MS, maxBytes: DOCUMENT_BYTES_MAX, guard: providers };
  const answer = await fetchBounded(address, limits);
  if (answer.kind === 'failed') throw new Error(`${answer.fault}: ${answer.detail}`);
  if (answer.status !== 200) throw new Error(`status ${answer.status}`);
  const read = z.safeParse(schema, parseForeignJson(Buffer.from(answer.bytes).toString('utf8')));
  if (!read.success) throw new Error('no description of a provider with safe addresses');
  if (read.data.issuer !== issuer) throw new Error('the description of another issuer');
  return {
    issuer,
    clientId,
    authorizationEndpoint: read.data.authorization_endpoint,
    tokenEndpoint: read.data.token_endpoint,
  };
}

/** A provider may stand inside a network; what it is called may lead nowhere that holds credentials. */
const providers: FetchGuard = {
  mayAsk: (url) => isSafe(url.href),
  mayBeWritten: mayBeNamed,
  mayConnect: mayBeNamed,
};

/** https, or this very machine; and nothing that would end a directive of the page's policy. */
function isSafe(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || url.username !== '' || url.password !== '') return false;
  if (!/^[a-z0-9.:[\]-]+$/.test(url.host)) return false;
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  return url.protocol === 'https:' || (url.protocol === 'http:' && isHere);
}

const failure = (cause: unknown): PreauError =>
  new PreauError(
    'store-unavailable',
    `Expected the login provider to describe itself, got: ${String(cause).slice(0, 300)}. See aws.console.issuer; it is asked again in a minute.`,
    { cause, retryable: true },
  );
