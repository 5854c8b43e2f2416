import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import type { StatusView } from '../../app/views/status-view.ts';
import { epochMs } from '../../core/units.ts';
import { languageFiles } from '../../web/status/status-files.ts';
import { readWords } from '../../web/words.ts';
import { statusView } from '../../app/views/status-view.ts';
import { afterwards } from './fixtures/afterwards.ts';
import { findChromium, openBrowser } from './fixtures/browser.ts';
import { statusExtras } from './fixtures/faces.ts';
import { MORNING_NOW, morning } from './fixtures/morning.ts';
import { morningPolicy } from './fixtures/morning-policy.ts';

// Writes docs/images/status*.png: the status page's main states, as `npm run pictures` is asked to.

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
  const file = fileURLToPath(new URL(`${name}.png`, FOLDER));
  await sharp(shot).png({ palette: true, compressionLevel: 9 }).toFile(file);
}

const chromium = findChromium();
if (chromium === null) throw new Error('No Chromium: set CHROMIUM=/path/to/it.');
const browser = await openBrowser(chromium);
for (const picture of PICTURES) await write(browser, picture);
await browser.close();
