// Goal: the checker finds every fault that a mirror may have, and none in a mirror without.
// Method: a written page by page mirror of two chapters, right at first, then with one fault planted each time.
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { checkOutput, type OutputCheck } from '../../../bench/mirror/check/check-output.ts';
import { lessonFile } from '../../../bench/mirror/site/addresses.ts';
import { cloudPicture } from '../../../bench/mirror/site/pictures.ts';
import type { LessonSite } from '../../../bench/mirror/site/write-site.ts';
import { scratch, smallSite } from './a-small-site.ts';

const folder = scratch();
let site: LessonSite;
let right: string;

/** A lesson's page as a good mirror has it: relative links, its picture, nothing else. */
const page = (lesson: number): string =>
  `<!doctype html><html lang="fr"><body><h1>Leçon ${lesson}</h1><a href="../../index.html">Accueil du site</a>` +
  `<a href="${lesson === 1 ? 2 : 1}.html#exercice">la leçon ${lesson === 1 ? 2 : 1}</a>` +
  `<img src="../../m/fig-${lesson}.jpg" alt="figure ${lesson}"><a href="https://elsewhere.example/">Ailleurs</a></body></html>`;

beforeAll(async () => {
  site = await smallSite(await folder());
  right = await folder();
  await mkdir(join(right, 'c/1'), { recursive: true });
  await mkdir(join(right, 'm'));
  await writeFile(join(right, 'index.html'), '<!doctype html><h1>Accueil du site</h1>');
  for (let lesson = 1; lesson <= 40; lesson += 1) {
    await writeFile(join(right, `c/1/${lesson}.html`), page(lesson));
    await cp(
      join(site.folder, `media/${lesson % 97}/fig-${lesson}.jpg`),
      join(right, `m/fig-${lesson}.jpg`),
    );
  }
});

async function checked(
  plant: (root: string) => Promise<unknown> = async () => undefined,
): Promise<OutputCheck> {
  const root = await folder();
  await cp(right, root, { recursive: true });
  await plant(root);
  return checkOutput(root, root, site);
}

/** Write something into the body of lesson 10. */
const inBody = (html: string) => async (root: string) => {
  const file = join(root, 'c/1/10.html');
  await writeFile(file, (await readFile(file, 'utf8')).replace('</body>', `${html}</body>`));
};

const CLEAN = {
  lessons: 40,
  copies: 0,
  linksRight: 80,
  linksWrong: 0,
  broken: 0,
  outward: 0,
  logout: 0,
  picturesRight: 40,
  picturesWrong: 0,
  trackers: 0,
  forms: 0,
};

test('a mirror without a fault has none', async () => {
  expect(await checked()).toMatchObject({ ...CLEAN, files: 81, examples: [] });
});

test.each([
  ['a link to nothing', '<a href="nulle-part.html">x</a>', { broken: 1 }],
  ['a link to nothing from the root', '<a href="/r/5">x</a>', { broken: 1 }],
  ['a link to the platform', '<a href="http://127.0.0.1:8080/x">x</a>', { outward: 1 }],
  ['one without a scheme', '<a href="//127.0.0.1:8080/x">x</a>', { outward: 1 }],
  ['a link to another lesson', '<a href="2.html">la leçon 3</a>', { linksWrong: 1 }],
  [
    'a picture that is another',
    '<img src="../../m/fig-2.jpg" alt="figure 10">',
    { picturesWrong: 1 },
  ],
  [
    'a picture that is not there',
    '<img src="x.jpg" alt="figure 10">',
    { picturesWrong: 1, broken: 1 },
  ],
  ['a page for a picture', '<img src="1.html" alt="figure 10">', { picturesWrong: 1 }],
  ['a source set', '<img src="../../m/fig-1.jpg" srcset="x.jpg 1x, /y.jpg 2x">', { broken: 2 }],
  ['a lazy picture', '<img data-src="/media/x.jpg">', { broken: 1 }],
  ['a drawing', '<svg><use href="/static/sprite.svg#i"/></svg>', { broken: 1 }],
  ['a style', `<p style="background:url('/static/x.jpg')">x</p>`, { broken: 1 }],
  [
    'a style sheet and a script',
    '<link rel="stylesheet" href="a.css"><script src="a.js"></script>',
    { broken: 2 },
  ],
  ['a frame of the platform', '<iframe src="http://127.0.0.1:8080/"></iframe>', { outward: 1 }],
  ['a tracker', '<script src="https://stats.example.net/t.js?id=1"></script>', { trackers: 1 }],
  ['a form', '<form action="/login/index.php"></form>', { forms: 1 }],
  [
    'a way out',
    '<a href="http://127.0.0.1:8080/login/logout.php?sesskey=x">x</a>',
    { logout: 1, outward: 1 },
  ],
])('finds %s', async (_name, html, found) => {
  const check = await checked(inBody(html));
  expect(check).toMatchObject({ ...CLEAN, ...found });
  expect(check.examples.length).toBeGreaterThanOrEqual(
    'forms' in found || 'trackers' in found ? 0 : 1,
  );
});

test('finds a lesson that is missing, a second copy of one, and what a style sheet lacks', async () => {
  const check = await checked(async (root) => {
    await rm(join(root, 'c/1/40.html'));
    await writeFile(join(root, 'c/1/39.html?lang=fr.html'), page(39));
    await writeFile(join(root, 'a.css'), '@import "b.css"; p { background: url( c.png ) }');
  });
  expect(check).toMatchObject({ lessons: 39, copies: 1, broken: 2 });
});

test('a picture that was encoded anew is known by its looks, another is not', async () => {
  const anew = await checked(async (root) => {
    const { default: sharp } = await import('sharp');
    await sharp(join(right, 'm/fig-10.jpg')).avif({ quality: 40 }).toFile(join(root, 'm/10.avif'));
    await inBody('<img src="../../m/10.avif" alt="figure 10">')(root);
  });
  expect(anew).toMatchObject({ ...CLEAN, picturesRight: 41 });
  const other = await checked(async (root) =>
    writeFile(join(root, 'm/fig-10.jpg'), await cloudPicture(64, 42, 'another', 'jpeg')),
  );
  expect(other).toMatchObject({ ...CLEAN, picturesRight: 39, picturesWrong: 1 });
});

test('the site itself, taken for a mirror, is full of faults', async () => {
  const root = await folder();
  await cp(site.folder, root, { recursive: true });
  const check = await checkOutput(root, root, site);
  expect(check).toMatchObject({
    lessons: 40,
    trackers: 40,
    forms: 14,
    logout: 40,
    picturesWrong: 40,
  });
  expect(check.broken).toBeGreaterThan(80);
  expect(check.outward).toBeGreaterThan(40);
  expect(await readFile(join(root, dirname(lessonFile(2)), 'index.html'), 'utf8')).toContain(
    'Leçon 2',
  );
});
