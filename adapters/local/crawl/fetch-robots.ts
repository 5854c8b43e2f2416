import { rmSync } from 'node:fs';
import { decodeText } from '../../../app/mirror/decode-text.ts';
import { PreauError } from '../../../core/errors.ts';
import { type AnswerHead, type Fetched, fetchAddress, type Fetcher } from './fetch-address.ts';
import type { Body } from './body-sink.ts';
import { MAX_ROBOTS_BYTES } from './robots.ts';

/** How a file that serves the crawl itself is asked for: robots.txt, sitemaps. */
export interface AskFile {
  readonly fetcher: Fetcher;
  readonly userAgent: string;
  readonly hosts: readonly string[];
  readonly temporaryPath: () => string;
}

/** @see https://www.rfc-editor.org/rfc/rfc9309#section-2.3.1.2 five redirects at least */
const MAX_HOPS = 5;

/** Ask for a file of any type, along redirects that stay on the hosts. */
export async function askFile(
  { fetcher, userAgent, hosts, temporaryPath }: AskFile,
  url: string,
  maxBytes: number,
): Promise<Fetched> {
  let at = url;
  for (let hops = 0; ; hops += 1) {
    const fetched = await fetchAddress(fetcher, {
      url: at,
      headers: { 'user-agent': userAgent, accept: '*/*', 'accept-encoding': 'identity' },
      maxBytes: () => maxBytes,
      isText: () => false,
      spillPath: temporaryPath(),
    });
    if (fetched.kind !== 'redirect' || hops >= MAX_HOPS) return fetched;
    const to = URL.parse(fetched.to, at);
    if (to === null || !/^https?:$/.test(to.protocol)) return fetched;
    stayPrivate(at, to);
    if (!hosts.includes(to.host)) return fetched;
    at = to.href;
  }
}

/** What was asked by https goes on by https: nothing of a crawl is to be heard or changed on the way. */
export function stayPrivate(from: string, to: URL): void {
  if (from.startsWith('https:')) to.protocol = 'https:';
}

/** @returns null when nothing is asked any more */
type AskRobots = (url: string, maxBytes: number) => Promise<Fetched | null>;

/**
 * The text of a robots.txt; empty where there is none.
 *
 * @returns null when the host could not say: it is then taken to forbid everything
 * @see https://www.rfc-editor.org/rfc/rfc9309#section-2.3.1.4
 * @throws PreauError `mirror-source-unreadable` for a host that may not be reached at all
 */
export async function fetchRobots(ask: AskRobots, origin: string): Promise<string | null> {
  const fetched = await ask(`${origin}/robots.txt`, MAX_ROBOTS_BYTES);
  switch (fetched?.kind) {
    case undefined:
      return null;
    case 'body':
      return robotsText(fetched.head, fetched.body);
    case 'failed':
      if (fetched.reason !== 'off-limits') return null;
      throw new PreauError(
        'mirror-source-unreadable',
        `expected an address of the Internet for ${origin}, got one of this machine, of a private network or of none; if it is your own server, name it under privateHosts of the recipe`,
        { said: { key: 'visit.private', values: { origin } } },
      );
    case 'status':
      return fetched.head.status >= 500 || fetched.head.status === 429 ? null : '';
    case 'refused':
      return null;
    case 'redirect':
    case 'unwanted':
      return '';
  }
}

function robotsText({ type }: AnswerHead, body: Body): string {
  if (body.kind === 'file') {
    rmSync(body.path, { force: true });
    return '';
  }
  // A site that answers everything with its home page has no robots.txt.
  return /html/i.test(type) ? '' : decodeText(body.bytes);
}
