import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import type { StatusView } from '../../app/views/status-view.ts';
import { durationMs, epochMs, type PlatformId, platformId } from '../../core/units.ts';
import type { Observation } from '../../core/watch/observation.ts';
import { languageFiles } from '../../web/status/status-files.ts';
import { readWords } from '../../web/words.ts';
import { statusView } from '../../app/views/status-view.ts';
import { afterwards } from './fixtures/afterwards.ts';
import { findChromium, openBrowser } from './fixtures/browser.ts';
import { morningView, statusExtras } from './fixtures/faces.ts';
import { morningSources } from './fixtures/ground.ts';
import { MORNING_NOW, morning } from './fixtures/morning.ts';
import { morningPolicy } from './fixtures/morning-policy.ts';
import { openFaces } from './fixtures/open-faces.ts';

// Writes docs/images: the main states of the status page and of the console, for `npm run pictures`.

const FOLDER = new URL('../../docs/images/', import.meta.url);

/** A day of two months before: the bars begin with days of no data. */
const WATCHED_SINCE = epochMs(MORNING_NOW - 60 * 86_400_000);

const viewOf = (language: 'fr' | 'en', state = morning): StatusView =>
  statusView(state, morningPolicy, { ...statusExtras(language), watchedSince: WATCHED_SINCE });

const PICTURES = [
  { name: 'status', of: 'html', view: viewOf('fr'), width: 360, scheme: 'light' },
  { name: 'status-dark', of: 'html', view: viewOf('en'), width: 1_000, scheme: 'dark' },
  {
    name: 'status-corrected',
    of: '#ara',
    view: viewOf('fr', afterwards),
    width: 800,
    scheme: 'light',
  },
] as const;

async function write(browser: Browser, picture: (typeof PICTURES)[number]): Promise<void> {
  const { name, of, view, width, scheme } = picture;
  // Without script: the morning is years ago, which the page would say.
  const page = await browser.newPage({
    viewport: { width, height: 1_100 },
    colorScheme: scheme,
    javaScriptEnabled: false,
  });
  const place = { toRoot: '', languages: ['fr', 'en'] };
  const files = languageFiles(view, readWords(view.language), place);
  await page.setContent(files.get('index.html') ?? '');
  const shot = await (of === 'html' ? page : page.locator(of)).screenshot();
  await page.close();
  await keep(name, shot);
}

async function keep(name: string, shot: Buffer): Promise<void> {
  const file = fileURLToPath(new URL(`${name}.png`, FOLDER));
  await sharp(shot).png({ palette: true, colours: 64, compressionLevel: 9 }).toFile(file);
}

const FELL_AT = epochMs(Date.parse('2021-04-06T08:07:10+02:00'));
const TURNED = morningSources()
  .turnsOf(platformId('ent-occitanie'))
  .map((turn) => ({ ...turn, at: epochMs(FELL_AT + 30_000) }));

/** Every vantage's probes, once a minute for an hour: slower and slower, then nothing. */
const measuredMorning = (platform: PlatformId): readonly Observation[] =>
  morningPolicy.vantages.flatMap(({ id: vantage }, place) =>
    Array.from({ length: 60 }, (_, minute): Observation => {
      const at = epochMs(MORNING_NOW - (60 - minute) * 60_000 + place * 7_000);
      const untilFall = (FELL_AT - at) / 60_000;
      const slow = untilFall > 15 ? 300 : 300 + (15 - untilFall) * 380;
      const totalMs = durationMs(at < FELL_AT ? slow + ((minute * 37 + place * 53) % 90) : 8_000);
      const failed = { stage: 'http', kind: 'http-503', detail: 'HTTP 503' } as const;
      return {
        platform,
        vantage,
        target: 'origin',
        at,
        failure: at < FELL_AT ? null : failed,
        timesMs: { dns: 3, tcp: 12, tls: 30 },
        totalMs,
        status: at < FELL_AT ? 200 : 503,
        address: '192.0.2.1',
      };
    }),
  );

/** The console as its home serves it, of the morning: one above the other what a crisis cell opens. */
const CONSOLE_PICTURES = [
  { name: 'console', path: '/', language: 'fr', width: 1_280, height: 1_000, scheme: 'light' },
  { name: 'console-phone', path: '/', language: 'fr', width: 360, height: 1_100, scheme: 'dark' },
  {
    name: 'console-incident',
    path: `/incidents/${Object.keys(morning.incidents)[0]}/`,
    language: 'en',
    width: 1_280,
    height: 1_000,
    scheme: 'light',
  },
  {
    name: 'console-platform',
    path: '/platforms/ent-occitanie/?plan=veto',
    language: 'fr',
    width: 1_280,
    height: 1_000,
    scheme: 'dark',
  },
] as const;

async function writeConsole(browser: Browser, picture: (typeof CONSOLE_PICTURES)[number]) {
  const { name, path, language, width, height, scheme } = picture;
  const sources = {
    ...morningSources(language),
    observations: async (platform: PlatformId) => measuredMorning(platform),
    turnsOf: () => TURNED,
  };
  await using faces = await openFaces({ language, sources });
  faces.show(morningView(language));
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: scheme });
  await page.goto(faces.url + path);
  const chart = page.locator('.canvas').first();
  if (await chart.isVisible()) await page.locator('.canvas canvas').first().waitFor();
  await keep(name, await page.screenshot());
  await page.close();
}

const chromium = findChromium();
if (chromium === null) throw new Error('No Chromium: set CHROMIUM=/path/to/it.');
const browser = await openBrowser(chromium);
for (const picture of PICTURES) await write(browser, picture);
for (const picture of CONSOLE_PICTURES) await writeConsole(browser, picture);
await browser.close();
