import type { Browser } from 'playwright-core';
import { findChromium, openBrowser } from '../../test/web/fixtures/browser.ts';
import { atMost, type Figure, measured, median } from '../figure.ts';
import { startPart } from './start-part.ts';

/** The targets: a telephone or an old laptop, four times slower than this machine. */
const SLOWER = 4;
const SECONDS_MAX = 1;

/** Each in a browser context of its own: nothing of the one before is kept. */
const RUNS = 7;

/** Reads both marks once the page has been loaded and painted. */
const PAINTS = `new Promise((resolve) => {
  let largest = 0;
  new PerformanceObserver((list) => { largest = list.getEntries().at(-1).startTime; })
    .observe({ type: 'largest-contentful-paint', buffered: true });
  requestAnimationFrame(() => setTimeout(() => resolve({
    first: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN,
    largest,
  }), 300));
})`;

interface Paints {
  readonly first: number;
  readonly largest: number;
}

/** How soon somebody who opens the console on a slow machine sees what is wrong. */
export async function firstPaint(
  say: (progress: string) => void,
  runs = RUNS,
): Promise<readonly Figure[]> {
  const chromium = findChromium();
  if (chromium === null) {
    say('left out: the first paint of the console, which wants a Chromium (CHROMIUM=/path/to/it)');
    return [];
  }
  await using home = await startPart<{ readonly port: number }>('console-server.ts', []);
  const browser = await openBrowser(chromium);
  try {
    const url = `http://localhost:${home.said.port}/`;
    // The server's first answer compiles it: a crisis cell's is seldom the first.
    await paintOnce(browser, url);
    const paints: Paints[] = [];
    for (let run = 0; run < runs; run += 1) paints.push(await paintOnce(browser, url));
    const name = `on a processor ${SLOWER} times slower, median of ${runs}`;
    return [
      // What a person looks for stands in the page as it comes: the largest paint shows it whole.
      atMost(
        `console, first useful paint ${name}`,
        median(paints.map(({ largest }) => largest)) / 1_000,
        's',
        SECONDS_MAX,
      ),
      measured(
        `console, first paint ${name}`,
        median(paints.map(({ first }) => first)) / 1_000,
        's',
      ),
    ];
  } finally {
    await browser.close();
  }
}

async function paintOnce(browser: Browser, url: string): Promise<Paints> {
  const context = await browser.newContext({ viewport: { width: 1_280, height: 800 } });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await page.goto(url, { waitUntil: 'load' });
  const paints = await page.evaluate<Paints>(PAINTS);
  await context.close();
  return paints;
}
