import type { Browser, BrowserContext, Page } from 'playwright-core';
import { encodePath } from '../../../../core/mirror/site-link.ts';
import { faultList, type FaultList, type FitFault } from './fit-fault.ts';
import { findChromium, type FoundChromium } from './find-chromium.ts';

/** What was seen of a sample of pages in a real browser. */
export type BrowserLook =
  | { readonly kind: 'not-asked' }
  /** There is none on this machine, or it does not start: what it said. */
  | { readonly kind: 'absent'; readonly detail: string }
  | {
      readonly kind: 'done';
      readonly pages: readonly string[];
      readonly requests: number;
      readonly faults: readonly FitFault[];
      /** What axe finds serious or critical. */
      readonly warnings: readonly FitFault[];
    };

export interface LookRequest {
  /** The name that the pages are opened under. */
  readonly hostname: string;
  /** Paths, decoded. */
  readonly pages: readonly string[];
  /** From where: files that are answered without any network, or a machine that stands for the name. */
  readonly from:
    | { readonly kind: 'files'; readonly serve: ServePage }
    | {
        readonly kind: 'machine';
        readonly address: string;
        readonly port: number;
        readonly anyCertificate: boolean;
      };
  /** A browser's path, for machines where it is somewhere else. */
  readonly chromium?: string | undefined;
}

/** @param target path and query, encoded. @returns null for what is not there */
export type ServePage = (target: string) => Promise<{
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
} | null>;

/** For one page to be there and be looked at. Chosen. */
const PAGE_MS = 15_000;

/**
 * Open pages in a real browser that reaches the mirror and nothing else, and write down every request. A request to
 * another host, an error in the console, a policy that had to stop something: each is a fault.
 */
export async function lookInBrowser(request: LookRequest): Promise<BrowserLook> {
  const found = await findChromium(request.chromium);
  if (found === null) return { kind: 'absent', detail: '' };
  let browser: Browser;
  try {
    browser = await launch(found, request);
  } catch (error) {
    return {
      kind: 'absent',
      detail: `${found.path}: ${String(error).split('\n', 1)[0]}`.slice(0, 300),
    };
  }
  try {
    return await lookAtAll(browser, request);
  } finally {
    await browser.close();
  }
}

async function launch(found: FoundChromium, { hostname, from }: LookRequest): Promise<Browser> {
  const { chromium } = await import('playwright-core');
  const rules =
    from.kind === 'files'
      ? 'MAP * ~NOTFOUND'
      : `MAP ${hostname}:443 ${bracketed(from.address)}:${from.port}, MAP * ~NOTFOUND`;
  const args = [
    ...found.args,
    '--disable-gpu',
    `--host-resolver-rules=${rules}`,
    '--disable-background-networking',
  ];
  const start = (chromiumSandbox: boolean): Promise<Browser> =>
    chromium.launch({ executablePath: found.path, chromiumSandbox, args });
  // Containers and root have no sandbox to give; what is opened there runs no script of anybody else.
  return start(true).catch(() => start(false));
}

const bracketed = (address: string): string => (address.includes(':') ? `[${address}]` : address);

async function lookAtAll(browser: Browser, request: LookRequest): Promise<BrowserLook> {
  const faults = faultList();
  const warnings = faultList();
  const origin = `https://${request.hostname}`;
  const ignoreHTTPSErrors = request.from.kind === 'machine' && request.from.anyCertificate;
  const context = await browser.newContext({
    ignoreHTTPSErrors,
    viewport: { width: 360, height: 800 },
  });
  const watch = { path: '', requests: 0 };
  context.on('request', (one) => {
    watch.requests += 1;
    const url = one.url();
    if (!url.startsWith(`${origin}/`) && !/^(?:data|about|blob):/.test(url))
      faults.add({ kind: 'browser-request', path: watch.path, detail: url });
  });
  if (request.from.kind === 'files') await answerFromFiles(context, origin, request.from.serve);
  for (const path of request.pages) {
    watch.path = path;
    await lookAtPage(await context.newPage(), origin, path, faults, warnings);
  }
  return {
    kind: 'done',
    pages: request.pages,
    requests: watch.requests,
    faults: faults.all(),
    warnings: warnings.all(),
  };
}

async function answerFromFiles(
  context: BrowserContext,
  origin: string,
  serve: ServePage,
): Promise<void> {
  await context.route('**/*', async (route) => {
    const url = new URL(route.request().url());
    if (url.origin !== origin) return route.abort('blockedbyclient');
    const found = await serve(url.pathname + url.search);
    if (found === null) return route.fulfill({ status: 404, body: '' });
    const { headers, body } = found;
    return route.fulfill({ status: 200, headers: { ...headers }, body });
  });
}

async function lookAtPage(
  page: Page,
  origin: string,
  path: string,
  faults: FaultList,
  warnings: FaultList,
): Promise<void> {
  page.on('console', (message) => {
    if (message.type() === 'error')
      faults.add({ kind: kindOfComplaint(message.text()), path, detail: message.text() });
  });
  page.on('pageerror', (error) =>
    faults.add({ kind: 'browser-error', path, detail: error.message }),
  );
  try {
    await page.goto(origin + encodePath(path), { timeout: PAGE_MS, waitUntil: 'load' });
    for (const detail of await accessFindings(page))
      warnings.add({ kind: 'accessibility', path, detail });
  } catch (error) {
    faults.add({ kind: 'browser-error', path, detail: String(error).split('\n', 1)[0] ?? '' });
  } finally {
    await page.close();
  }
}

const kindOfComplaint = (text: string): 'browser-policy' | 'browser-error' =>
  /content security policy/i.test(text) ? 'browser-policy' : 'browser-error';

/** @see https://github.com/dequelabs/axe-core/blob/develop/doc/API.md#results-object */
async function accessFindings(page: Page): Promise<readonly string[]> {
  const { default: axe } = await import('axe-core');
  await page.evaluate(axe.source);
  const found: unknown =
    await page.evaluate(`axe.run(document, { iframes: false }).then(({ violations }) =>
    violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => id + ': ' + (nodes[0]?.html ?? '').slice(0, 160)))`);
  return Array.isArray(found) ? found.map(String) : [];
}
