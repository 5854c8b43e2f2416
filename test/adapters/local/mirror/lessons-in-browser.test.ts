// Goal: the example's lessons, once built, can be read by everybody: axe finds nothing serious in a page of each kind.
// Method: the example built into a folder, its pages opened from there in Chromium at 360 and 1280 pixels.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildMirrorFolder } from '../../../../adapters/local/mirror/build.ts';
import { lessonMarkup } from '../../../../adapters/local/mirror/markup.ts';
import { mirrorWords } from '../../../../adapters/local/mirror/words.ts';
import type { BuildReport } from '../../../../app/mirror/build-report.ts';
import { THEME } from '../../../../app/mirror/theme.ts';
import { platformId } from '../../../../core/units.ts';
import { listen } from '../../../../web/http/listen.ts';
import {
  findChromium,
  openBrowser,
  openPage,
  overflow,
  seriousFindings,
} from '../../../web/fixtures/browser.ts';
import { MORNING } from './fixture.ts';

const LESSONS = resolve(import.meta.dirname, '../../../../examples/april-6-2021/lessons');

const chromium = findChromium();
if (chromium === null) {
  process.stderr.write('No Chromium (set CHROMIUM=/path/to/it): lessons are not looked at.\n');
}

describe.skipIf(chromium === null)('built lessons in a browser', { timeout: 60_000 }, () => {
  let root: string;
  let browser: Browser;
  let server: Server;
  let origin: string;
  let report: BuildReport;

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'preau-lessons-'));
    report = await buildMirrorFolder({
      source: LESSONS,
      outFolder: join(root, 'out'),
      platform: platformId('ent-exemple'),
      builtAt: MORNING,
      language: 'fr',
    });
    const types = new Map(report.manifest.files.map(({ path, type }) => [path, type]));
    server = createServer((request, response) => {
      const path = decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname);
      const type = types.get(path);
      if (type === undefined) response.writeHead(404).end();
      else
        void readFile(join(root, 'out', path)).then((bytes) =>
          response.writeHead(200, { 'Content-Type': type }).end(bytes),
        );
    });
    origin = `http://localhost:${await listen(server, '127.0.0.1', 0)}`;
    browser = await openBrowser(chromium ?? '');
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    server?.close();
    await rm(root, { recursive: true, force: true });
  });

  test.each([360, 1_280])('are in order at %i pixels', async (width) => {
    const { page, complaints } = await openPage(browser, origin, width);
    const lessons = report.manifest.files.filter(
      ({ path, type }) => type.startsWith('text/html') && !path.startsWith('/_preau/'),
    );
    expect(lessons.length).toBeGreaterThan(5);
    const faults: unknown[] = [];
    for (const { path } of lessons) {
      await page.goto(origin + encodeURI(path));
      const found = await seriousFindings(page);
      const wide = await overflow(page);
      const levels: unknown = await page.evaluate(
        "[...document.querySelectorAll('main :is(h1,h2,h3,h4,h5,h6)')].map(({ tagName }) => Number(tagName[1]))",
      );
      const all = [...found, ...jumps(levels), ...(wide > 0 ? [`${wide} too wide`] : [])];
      if (all.length > 0) faults.push([path, all]);
    }
    expect(faults).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('show all of a table whose teacher gave it less height than it needs', async () => {
    const html =
      '<table style="height:10px"><tr><td style="height:5px">Une<br>longue<br>case</td></tr></table>';
    const body = lessonMarkup(mirrorWords('fr')).page(html, () => ({ kind: 'refused' }))?.body;
    const page = await browser.newPage({ viewport: { width: 360, height: 800 } });
    await page.setContent(`<style>${THEME}</style><main class="preau-page">${body}</main>`);
    const hidden: unknown = await page.evaluate(
      "(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)(document.querySelector('table'))",
    );
    expect(hidden).toBe(0);
    await page.close();
  });
});

/** Headings that are more than one deeper than the one before; or a page without its one title. */
function jumps(levels: unknown): readonly string[] {
  if (!Array.isArray(levels)) return ['no list'];
  const all = levels.map(Number);
  const titles = all.filter((level) => level === 1).length;
  return [
    ...(titles === 1 ? [] : [`${titles} titles`]),
    ...all.flatMap((level, at) =>
      level > (all[at - 1] ?? level) + 1 ? [`${all[at - 1]} to ${level}`] : [],
    ),
  ];
}
