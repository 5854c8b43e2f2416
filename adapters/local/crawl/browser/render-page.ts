import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { seconds } from '../../../../core/units.ts';
import { answerRequests, type PageTraffic } from './answer-requests.ts';
import type { EmptyPage } from './page-browser.ts';
import { READ_PAGE, UNPLUG } from './page-scripts.ts';
import { withinTime } from './within-time.ts';

/** For all of one page. Chosen: thirty times what a page of a slow school server takes. */
const PAGE_MS = seconds(30);
/** For its document to be read, before what its scripts fetch. Chosen. */
const OPEN_MS = seconds(10);
/** It has come to rest when it asked for nothing for so long. Chosen, as browsers' test tools do. */
const QUIET_MS = 500;
/** How long an empty page that is at rest may still fill itself. Chosen. */
const EMPTY_MS = seconds(5);
const LOOK_EVERY_MS = 100;
/** For one look at a page, which a script may keep busy. Chosen. */
const READ_MS = seconds(3);
const CLOSE_MS = seconds(5);

/** Letters below which a page is empty yet: as `needsScript`. */
const EMPTY_LETTERS = 60;

/**
 * Have one page made by its scripts, and read what came of it.
 *
 * @returns null when nothing came in time and within bounds; `stuck` when its context cannot be closed
 */
export async function renderPage(
  browser: Browser,
  page: EmptyPage,
): Promise<{ readonly text: string } | null | 'stuck'> {
  const context = await browser.newContext({
    userAgent: page.userAgent,
    acceptDownloads: false,
    serviceWorkers: 'block',
    permissions: [],
  });
  const text = await withinTime(renderIn(context, page), PAGE_MS).catch(() => null);
  const isClosed = await withinTime(
    context.close().then(() => true),
    CLOSE_MS,
  ).catch(() => true);
  if (isClosed === null) return 'stuck';
  return text === null ? null : { text };
}

async function renderIn(context: BrowserContext, page: EmptyPage): Promise<string | null> {
  await context.addInitScript(UNPLUG);
  await context.routeWebSocket(/.*/, (socket) => void socket.close());
  const traffic: PageTraffic = { inFlight: 0, requests: 0, bytes: 0, lastAt: performance.now() };
  await answerRequests(context, page, traffic);
  const tab = await context.newPage();
  context.on('page', (opened) => void opened.close().catch(() => undefined));
  tab.on('dialog', (dialog) => void dialog.dismiss().catch(() => undefined));
  await tab.goto(page.url, { waitUntil: 'domcontentloaded', timeout: OPEN_MS });
  return atRest(tab, await context.newCDPSession(tab), page, traffic);
}

/** Look until it rests and has something to read, or it is taken as it is. */
async function atRest(
  tab: Page,
  session: CDPSession,
  page: EmptyPage,
  traffic: PageTraffic,
): Promise<string | null> {
  const startedAt = performance.now();
  for (;;) {
    await pause(LOOK_EVERY_MS);
    if (tab.isClosed()) return null;
    const now = performance.now();
    const isQuiet = traffic.inFlight === 0 && now - traffic.lastAt >= QUIET_MS;
    if (!isQuiet && now - startedAt < PAGE_MS - READ_MS * 2) continue;
    const read = await withinTime(readPage(session, page.maxChars), READ_MS);
    if (read === null || read.html === null) return null;
    if (read.letters >= EMPTY_LETTERS || now - startedAt >= EMPTY_MS) return read.html;
  }
}

interface Read {
  readonly letters: number;
  /** Null when it is larger than allowed. */
  readonly html: string | null;
}

/** In a world of our own: what the page's scripts changed of the browser does not hold there. */
async function readPage(session: CDPSession, maxChars: number): Promise<Read | null> {
  const { frameTree } = await session.send('Page.getFrameTree');
  const world = await session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id });
  const evaluated = await session.send('Runtime.evaluate', {
    contextId: world.executionContextId,
    expression: `(${READ_PAGE})(${maxChars})`,
    returnByValue: true,
    timeout: READ_MS,
  });
  const value: unknown = evaluated.result.value;
  if (typeof value !== 'object' || value === null) return null;
  const { letters, html } = value as { readonly letters?: unknown; readonly html?: unknown };
  if (typeof letters !== 'number') return null;
  const isWhole = typeof html === 'string' && html.length <= maxChars;
  return { letters, html: isWhole ? html : null };
}
