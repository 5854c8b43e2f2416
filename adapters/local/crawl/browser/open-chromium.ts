import type { Browser } from 'playwright-core';
import { seconds } from '../../../../core/units.ts';
import { findChromium } from '../../mirror/fit/find-chromium.ts';
import { boundMemory } from './bound-memory.ts';
import type { EmptyPage, OpenedBrowser, PageBrowser } from './page-browser.ts';
import { renderPage } from './render-page.ts';
import { withinTime } from './within-time.ts';

type Environment = { readonly [name: string]: string | undefined };

/**
 * It opens no connection by itself: names do not resolve, and all that is not handed to it would go
 * through a proxy that has no address. WebRTC, which asks no proxy, may not use UDP.
 */
const ARGS = [
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--dns-prefetch-disable',
  '--no-first-run',
  '--no-pings',
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--proxy-server=http://proxy.invalid:1',
  '--proxy-bypass-list=<-loopback>',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--webrtc-ip-handling-policy=disable_non_proxied_udp',
  // MiB of script objects in one page. Chosen: what a phone gives a page.
  '--js-flags=--max-old-space-size=256',
];

/** Variables that a browser needs; the others may be secrets. */
const PASSED_ON = [
  'PATH',
  'HOME',
  'LANG',
  'LC_ALL',
  'TMPDIR',
  'XDG_RUNTIME_DIR',
  'FONTCONFIG_PATH',
];

/** Chosen: 1.1 s of a processor each, and a crawl has other things to do. */
const PAGES_AT_ONCE = 2;
const START_MS = seconds(30);
const CLOSE_MS = seconds(5);

/**
 * Open this machine's Chromium for the pages of one crawl. Each page has a context of its own, which
 * goes with it; a browser that breaks is started anew for the next page.
 *
 * @param environment the process's: `PREAU_CHROMIUM`, and `PREAU_CHROMIUM_SANDBOX=off` where a
 *   container is the sandbox and Chromium's own cannot start
 */
export async function openChromium(environment: Environment): Promise<OpenedBrowser> {
  const named = environment['PREAU_CHROMIUM'] || environment['CHROMIUM'] || undefined;
  const found = await findChromium(named);
  if (found === null) {
    const where = named === undefined ? 'on this machine' : `at ${named}`;
    return { kind: 'none', why: `no Chromium ${where}: install one, or name it by PREAU_CHROMIUM` };
  }
  const start = (): Promise<Browser> => launch(found.path, environment);
  try {
    return { kind: 'open', browser: pageBrowser(await start(), start) };
  } catch (error) {
    const said = error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error);
    const remedy =
      'if its sandbox cannot start here (as root, in a container), run as another user, or set PREAU_CHROMIUM_SANDBOX=off where the container is the sandbox';
    return { kind: 'none', why: `${found.path} does not start (${said.slice(0, 200)}); ${remedy}` };
  }
}

async function launch(executablePath: string, environment: Environment): Promise<Browser> {
  const { chromium } = await import('playwright-core');
  const passed = PASSED_ON.flatMap((name) => {
    const value = environment[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return chromium.launch({
    executablePath,
    args: ARGS,
    chromiumSandbox: environment['PREAU_CHROMIUM_SANDBOX'] !== 'off',
    env: Object.fromEntries(passed),
    timeout: START_MS,
    // The crawl hears these, and closes its browser itself.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}

function pageBrowser(first: Browser, start: () => Promise<Browser>): PageBrowser {
  let browser = Promise.resolve(first);
  let memory = boundMemory(first);
  let running = 0;
  let isClosed = false;
  const waiting: (() => void)[] = [];
  const startAnew = async (): Promise<Browser> => {
    memory.end();
    const started = await start();
    memory = boundMemory(started);
    return started;
  };
  const whole = async (): Promise<Browser> => {
    const known = browser;
    if ((await known).isConnected()) return known;
    if (browser === known) browser = startAnew();
    return browser;
  };
  const render = async (page: EmptyPage): Promise<string | null> => {
    while (running >= PAGES_AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
    running += 1;
    try {
      if (isClosed) return null;
      const used = await whole();
      const rendered = await renderPage(used, page).catch(() => null);
      if (rendered !== 'stuck') return rendered?.text ?? null;
      await end(used);
      return null;
    } finally {
      running -= 1;
      waiting.shift()?.();
    }
  };
  return {
    render,
    close: async () => {
      isClosed = true;
      memory.end();
      await end(await browser);
    },
  };
}

/** A browser that does not end when asked has its processes ended by the library. */
async function end(browser: Browser): Promise<void> {
  await withinTime(browser.close(), CLOSE_MS).catch(() => undefined);
}
