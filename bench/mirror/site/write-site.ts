import { createHash } from 'node:crypto';
import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  chapterOf,
  formOf,
  lessonAddress,
  lessonFile,
  PER_CHAPTER,
  redirectedLessons,
} from './addresses.ts';
import {
  copyAddress,
  documentAddress,
  hasCopy,
  hasDocument,
  lessonPage,
  link,
  pictureAddress,
  someWords,
} from './lesson-page.ts';
import { cloudPicture } from './pictures.ts';

/** What the site is to hold. */
export interface SiteOrder {
  readonly folder: string;
  readonly lessons: number;
  /** With its scheme, without a slash at its end: some links name it. */
  readonly origin: string;
  /** `small` for many lessons: a hundredth of the bytes, as many files. */
  readonly pictures: 'full' | 'small';
}

/** A site as it was written. */
export interface LessonSite extends SiteOrder {
  readonly chapters: number;
  /** Pictures, documents, styles and scripts: SHA-256 by address, decoded. */
  readonly assets: ReadonlyMap<string, string>;
  /** The lessons that some page links to by a redirect. */
  readonly redirected: readonly number[];
}

/** Files made at once: sharp has threads of its own. */
const AT_ONCE = 8;

/** When every file says that it was last changed: 5 January 2026, 8:00 UTC. */
const WRITTEN_AT = new Date(1_767_600_000_000);

/**
 * Write a site of lessons: the same order, the same bytes, the times of its files included.
 *
 * At full size, 2,000 lessons are 2,101 pages and 4,608 assets, 147 MB.
 */
export async function writeSite(order: SiteOrder): Promise<LessonSite> {
  const { folder, lessons, origin } = order;
  const chapters = chapterOf(lessons);
  const assets = new Map<string, string>();
  const put = (path: string, bytes: string | Uint8Array): Promise<void> =>
    writeDated(join(folder, path), bytes, WRITTEN_AT);
  const asset = async (address: string, bytes: string | Uint8Array): Promise<void> => {
    const path = decodeURIComponent(address);
    assets.set(path, createHash('sha256').update(bytes).digest('hex'));
    await put(path, bytes);
  };
  await writeShared(asset);
  const logo = await cloudPicture(200, 80, 'ENT', 'png');
  await asset('/static/logo.png', logo);
  await inTurn(lessons, async (lesson) => {
    await writePictures(lesson, order, asset);
    if (hasCopy(lesson)) await asset(copyAddress(lesson), logo);
    if (hasDocument(lesson)) await asset(documentAddress(lesson), documentBytes(lesson));
    await put(lessonFile(lesson), lessonPage(lesson, { lessons, origin, revision: 1 }));
  });
  for (let chapter = 1; chapter <= chapters; chapter += 1)
    await put(`cours/ch-${chapter}/index.html`, chapterPage(chapter, order));
  await put('index.html', homePage(chapters));
  await put('robots.txt', robotsText(origin));
  await put('sitemap.xml', sitemapText(origin, lessons, new Set()));
  await put('login/page.html', LOGIN_PAGE);
  await put('404.html', '<!doctype html><title>404</title>introuvable');
  return { ...order, chapters, assets, redirected: redirectedLessons(lessons) };
}

/** Write a file that says that it was last changed at `at`. */
export async function writeDated(
  path: string,
  bytes: string | Uint8Array,
  at: Date,
): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
  await utimes(path, at, at);
}

type WriteAsset = (address: string, bytes: string | Uint8Array) => Promise<void>;

/** What every page shows: a style sheet that imports another, a font, a drawing of symbols, a script. */
async function writeShared(asset: WriteAsset): Promise<void> {
  const font = createHash('sha512').update('font').digest('hex').repeat(120);
  await asset('/static/font.woff2', font);
  await asset('/static/bg.jpg', await cloudPicture(800, 300, 'bg', 'jpeg'));
  await asset('/static/bg2.jpg', await cloudPicture(400, 300, 'bg2', 'jpeg'));
  await asset(
    '/static/sprite.svg',
    '<svg xmlns="http://www.w3.org/2000/svg"><symbol id="i"><circle r="4"/></symbol></svg>',
  );
  await asset('/static/print.css', `@media print{nav{display:none}}\n${'/*x*/'.repeat(200)}`);
  const rules =
    '@import url("print.css");@font-face{font-family:L;src:url(font.woff2) format("woff2")}' +
    'body{background:url("bg.jpg")}.hero{background-image:image-set(url("bg2.jpg") 1x)}';
  await asset('/static/theme.css', rules + '.c{color:#123}'.repeat(1_500));
  await asset('/static/app.js', `document.documentElement.dataset.js=1;${'/*app*/'.repeat(4_000)}`);
}

async function writePictures(
  lesson: number,
  { pictures }: SiteOrder,
  asset: WriteAsset,
): Promise<void> {
  const [wide, narrow] = pictures === 'full' ? [640, 320] : [64, 32];
  for (const [width, name] of [
    [wide, 640],
    [narrow, 320],
  ] as const) {
    const height = Math.round((width * 21) / 32);
    const bytes = await cloudPicture(width, height, `fig ${lesson}`, 'jpeg');
    await asset(pictureAddress(lesson, name), bytes);
  }
}

const documentBytes = (lesson: number): string =>
  `%PDF-1.4\n${someWords(6_000, `document ${lesson}`)}\n%%EOF`;

/** Lessons in turn, some at once. */
async function inTurn(lessons: number, write: (lesson: number) => Promise<void>): Promise<void> {
  const worker = async (first: number): Promise<void> => {
    for (let lesson = first; lesson <= lessons; lesson += AT_ONCE) await write(lesson);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => worker(index + 1)));
}

function chapterPage(chapter: number, { lessons, origin }: SiteOrder): string {
  const first = (chapter - 1) * PER_CHAPTER + 1;
  const own = Array.from({ length: PER_CHAPTER }, (_, index) => first + index);
  const lines = own
    .filter((lesson) => lesson <= lessons)
    .map((lesson) => `<li>${link(lesson, formOf(0), 'La', origin)}</li>`);
  return `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Chapitre ${chapter}</title><link rel="stylesheet" href="../../static/theme.css"></head><body><h1>Chapitre ${chapter}</h1><ul>${lines.join('')}</ul><a href="../../">Accueil du site</a></body></html>`;
}

function homePage(chapters: number): string {
  const links = Array.from(
    { length: chapters },
    (_, index) => `<a href="/cours/ch-${index + 1}/">Chapitre ${index + 1}</a>`,
  );
  return `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Accueil du site</title><link rel="stylesheet" href="/static/theme.css"></head><body><h1>Accueil du site</h1>${links.join(' ')}</body></html>`;
}

const robotsText = (origin: string): string =>
  `User-agent: *\nDisallow: /login/\nDisallow: /calendar/\nSitemap: ${origin}/sitemap.xml\n`;

/** All lessons but those that were taken away. */
export function sitemapText(origin: string, lessons: number, gone: ReadonlySet<number>): string {
  const lines: string[] = [];
  for (let lesson = 1; lesson <= lessons; lesson += 1)
    if (!gone.has(lesson)) lines.push(`<url><loc>${origin}${lessonAddress(lesson)}</loc></url>`);
  return `<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${lines.join('')}</urlset>`;
}

const LOGIN_PAGE =
  '<!doctype html><meta charset="utf-8"><title>Connexion</title><h1>Connexion</h1><form action="/login/index.php" method="post"><input type="password" name="p"></form>';
