// Goal: whatever lessons come in, their mirror opens in a browser without a network: nothing fails, nothing is
// asked of another host, and it says what it left out.
// Method: every kind built, served on loopback and opened in Chromium, which reaches nothing else; up to 40 pages of each.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { BuildReport } from '../../../../app/mirror/build-report.ts';
import { pick, seededRandom } from '../../../../home/stage/seeded-random.ts';
import { listen } from '../../../../web/http/listen.ts';
import { findChromium, openBrowser } from '../../../web/fixtures/browser.ts';
import { aSite, file, lesson } from '../crawl/a-site.ts';
import { build, DOT } from '../mirror/fixture.ts';
import { EVERY_KIND, figuresOf } from './every-kind.ts';

const PAGES_MAX = 40;

const chromium = findChromium();
if (chromium === null) {
  process.stderr.write('No Chromium (set CHROMIUM=/path/to/it): mirrors are not opened.\n');
}

async function aRoot(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'preau-every-kind-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  return root;
}

async function served({ manifest, folder }: BuildReport): Promise<string> {
  const types = new Map(manifest.files.map(({ path, type }) => [path, type]));
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname);
    const type = types.get(path);
    if (type === undefined) response.writeHead(404).end();
    else
      void readFile(join(folder, path)).then((bytes) =>
        response.writeHead(200, { 'content-type': type }).end(bytes),
      );
  });
  const port = await listen(server, '127.0.0.1', 0);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://localhost:${port}`;
}

/** All that ought not to be, by the page that it was on. */
async function watched(browser: Browser, isOwn: (url: string) => boolean) {
  const page = await browser.newPage({ viewport: { width: 360, height: 800 } });
  onTestFinished(() => page.close());
  const complaints: string[] = [];
  const complain = (what: string): void => void complaints.push(`${page.url()} ${what}`);
  page.on('console', (message) => {
    if (message.type() === 'error') complain(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => complain(`error: ${error.message}`));
  page.on('request', (request) => {
    const url = request.url();
    if (!isOwn(url) && !/^(data|about|blob):/.test(url)) complain(`asks for ${url}`);
  });
  page.on('requestfailed', (request) => complain(`fails: ${request.url()}`));
  page.on('response', (response) => {
    if (response.status() >= 400) complain(`${response.status()}: ${response.url()}`);
  });
  return { page, complaints };
}

/** Pictures that wait to be scrolled to are asked for too, and each must be one. */
const brokenPictures = (page: Page): Promise<unknown> =>
  page.evaluate(`Promise.all([...document.images].map((image) => {
    image.loading = 'eager';
    return image.decode().then(() => [], () => [image.currentSrc || image.src]);
  })).then((all) => all.flat())`);

async function openAll(page: Page, addresses: readonly string[]): Promise<readonly unknown[]> {
  const broken: unknown[] = [];
  for (const address of addresses) {
    await page.goto(address, { waitUntil: 'load' });
    const found = await brokenPictures(page);
    if (Array.isArray(found) && found.length > 0) broken.push([address, found]);
  }
  return broken;
}

/** The mirror's own pages, and of the lessons as many as a test has time for. */
function pagesOf({ manifest }: BuildReport): readonly string[] {
  const all = manifest.files.filter(({ type }) => type.startsWith('text/html'));
  const paths = all.map(({ path }) => path);
  const random = seededRandom(6_4_2021, 'pages of a mirror');
  const own = paths.filter((path) => path.startsWith('/_preau/'));
  const left = new Set(paths.filter((path) => !path.startsWith('/_preau/')));
  const chosen: string[] = [];
  while (chosen.length < PAGES_MAX && left.size > 0) {
    const path = pick(random, [...left]) ?? '';
    left.delete(path);
    chosen.push(path);
  }
  return [...own, ...chosen];
}

async function site(): Promise<string> {
  const found = await aSite({
    '/': lesson('Accueil', '<nav><a href="/a.html">A</a></nav><a href="/gone.html">x</a>'),
    '/a.html': lesson(
      'A',
      '<img src="/p.png" alt="p"><script src="https://exemple.invalid/t.js"></script>',
    ),
    '/p.png': file('image/png', DOT),
  });
  onTestFinished(() => found.close());
  return `${found.origin}/`;
}

const KINDS = [
  ...EVERY_KIND,
  {
    name: 'a web site',
    make: site,
    figures: { pages: 2, files: 3, dead: 1, leftOut: { 'not-found': 1 } },
  },
];

describe.skipIf(chromium === null)('a mirror in a browser without a network', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser(chromium ?? '');
  });
  afterAll(() => browser?.close());

  test('is watched by eyes that see', async () => {
    const root = await aRoot();
    const { page, complaints } = await watched(browser, (url) =>
      url.startsWith('http://localhost/'),
    );
    const html = `<img src="https://exemple.invalid/a.png"><script>console.error('a'); throw Error('b')</script>`;
    await writeFile(join(root, 'a.html'), html);
    const broken = await openAll(page, [pathToFileURL(join(root, 'a.html')).href]);
    expect(broken).toHaveLength(1);
    const said = complaints.map((line) => line.slice(line.indexOf(' ') + 1));
    expect(said).toContain('console: a');
    expect(said).toContain('error: b');
    expect(said).toContain('asks for https://exemple.invalid/a.png');
    expect(said).toContain('fails: https://exemple.invalid/a.png');
  });

  test.each(KINDS)('from $name', { timeout: 120_000 }, async ({ make, figures }) => {
    const root = await aRoot();
    const source = await make(root);
    const report = await build(root, { source, site: { environment: {}, allowLoopback: true } });
    expect(figuresOf(report)).toEqual(figures);
    for (const { name, reason } of report.leftOut) expect([name, reason]).not.toContain('');

    const origin = await served(report);
    const online = await watched(browser, (url) => url.startsWith(`${origin}/`));
    const addresses = pagesOf(report).map((path) => origin + encodeURI(path));
    expect(await openAll(online.page, addresses)).toEqual([]);
    expect(online.complaints).toEqual([]);

    const stick = pathToFileURL(join(root, 'out')).href;
    const offline = await watched(browser, (url) => url.startsWith(`${stick}/`));
    const some = [`${stick}/index.html`, `${stick}/_preau/lecons.html`];
    expect(await openAll(offline.page, some)).toEqual([]);
    expect(offline.complaints).toEqual([]);
  });
});
