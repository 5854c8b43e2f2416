import * as z from 'zod/mini';
import { fetchBounded } from '../feeds/fetch-bounded.ts';
import type { FetchGuard } from '../feeds/fetch-guard.ts';
import { mayBeNamed } from '../never-reached.ts';
import { parseForeignJson } from '../../../core/parse-foreign-json.ts';

/** From the question to the last byte, and of the whole description. Both chosen. */
const LIMITS = { timeoutMs: 6_000, maxBytes: 65_536 };

const schema = z.object({ issuer: z.string(), authorization_endpoint: z.url() });

/**
 * Ask a login provider to describe itself.
 *
 * @returns why it does not; null where it does
 * @see https://openid.net/specs/openid-connect-discovery-1_0.html
 */
export async function askIssuer(issuer: string): Promise<string | null> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const answer = await fetchBounded(address, { ...LIMITS, guard: providers });
  if (answer.kind === 'failed') return `${answer.fault}: ${answer.detail}`;
  if (answer.status !== 200) return `HTTP ${answer.status}`;
  const read = z.safeParse(schema, parse(Buffer.from(answer.bytes).toString('utf8')));
  if (!read.success) return 'not a description';
  return read.data.issuer === issuer ? null : `issuer ${read.data.issuer.slice(0, 100)}`;
}

function parse(text: string): unknown {
  try {
    return parseForeignJson(text);
  } catch {
    return null;
  }
}

/** A provider may stand inside a network; nowhere that holds a machine's credentials. */
const providers: FetchGuard = {
  mayAsk: (url) => url.protocol === 'https:' || ['127.0.0.1', 'localhost'].includes(url.hostname),
  mayBeWritten: mayBeNamed,
  mayConnect: mayBeNamed,
};
