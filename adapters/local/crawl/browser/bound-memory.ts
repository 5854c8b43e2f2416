import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';

/** Bytes of one page's process. Chosen: what a browser itself calls heavy. */
const MOST_BYTES = 512 * 1024 * 1024;
/** Pages of memory that Linux counts in. */
const PAGE_BYTES = 4_096;
/** Chosen: a page that does nothing else takes some 100 MiB in this time. */
const LOOK_EVERY_MS = 100;

/**
 * End each page of a browser that takes more memory than one may: elements of a page are in no limit
 * of the script engine. It sees memory on Linux; elsewhere only time and the engine's limit bound a page.
 */
export function boundMemory(browser: Browser): { end(): void } {
  if (process.platform !== 'linux') return { end: () => undefined };
  const session = browser.newBrowserCDPSession();
  session.catch(() => undefined);
  let looking = false;
  const look = async (): Promise<void> => {
    if (looking || browser.contexts().length === 0) return;
    looking = true;
    try {
      const { processInfo } = await (await session).send('SystemInfo.getProcessInfo');
      const pages = processInfo.filter(({ type }) => type === 'renderer');
      await Promise.all(pages.map(({ id }) => endHeavy(id)));
    } catch {
      // The browser has ended, and its pages with it.
    } finally {
      looking = false;
    }
  };
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  timer.unref();
  return { end: () => clearInterval(timer) };
}

async function endHeavy(id: number): Promise<void> {
  const statm = await readFile(`/proc/${id}/statm`, 'utf8').catch(() => '');
  const resident = Number(statm.split(' ')[1] ?? 0) * PAGE_BYTES;
  if (resident > MOST_BYTES) process.kill(id, 'SIGKILL');
}
