import type { BrowserContext, Request, Route } from 'playwright-core';
import type { EmptyPage } from './page-browser.ts';

/** What one page has asked for. */
export interface PageTraffic {
  inFlight: number;
  requests: number;
  bytes: number;
  /** Of the last request or answer, by `performance.now()`. */
  lastAt: number;
}

/** Both chosen: an application of a school has some 60 scripts of 4 MiB together. */
const MAX_REQUESTS = 300;
const MAX_BYTES = 32 * 1024 * 1024;

/** What makes text. Pictures, films and fonts are nothing to read, and fetched by the crawl itself. */
const WANTED: ReadonlySet<string> = new Set(['script', 'stylesheet', 'xhr', 'fetch']);

/**
 * Answer all that a page asks for from what the crawl fetches; everything else is broken off. So the
 * browser opens no connection, holds no session, and sends nothing.
 */
export async function answerRequests(
  context: BrowserContext,
  page: EmptyPage,
  traffic: PageTraffic,
): Promise<void> {
  let isOpened = false;
  await context.route(
    () => true,
    async (route, request) => {
      traffic.lastAt = performance.now();
      traffic.inFlight += 1;
      try {
        if (!isOpened && isDocument(request, page.url)) {
          isOpened = true;
          await route.fulfill({ contentType: 'text/html; charset=utf-8', body: page.html });
        } else await answerPart(route, request, page, traffic);
      } catch {
        // The page has gone while it was answered.
      } finally {
        traffic.inFlight -= 1;
        traffic.lastAt = performance.now();
      }
    },
  );
}

const isDocument = (request: Request, url: string): boolean =>
  request.isNavigationRequest() && request.method() === 'GET' && request.url() === url;

async function answerPart(
  route: Route,
  request: Request,
  page: EmptyPage,
  traffic: PageTraffic,
): Promise<void> {
  traffic.requests += 1;
  const isWanted =
    request.method() === 'GET' &&
    WANTED.has(request.resourceType()) &&
    traffic.requests <= MAX_REQUESTS &&
    traffic.bytes <= MAX_BYTES;
  const part = isWanted ? await page.ask(request.url()) : null;
  if (part === null) return route.abort('blockedbyclient');
  traffic.bytes += part.bytes.length;
  await route.fulfill({
    contentType: part.type,
    // The hosts of a crawl are one site's: they may read each other.
    headers: {
      'access-control-allow-origin': new URL(page.url).origin,
      'access-control-allow-credentials': 'true',
    },
    body: Buffer.from(part.bytes),
  });
}
