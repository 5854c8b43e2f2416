// Goal: the bench's site is the same each time, has each of its hazards, and changes as it says.
// Method: two chapters written twice into temporary folders, read back file by file.
import { createHash } from 'node:crypto';
import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  lessonAddress,
  lessonFile,
  redirectedLessons,
  sessionAddress,
} from '../../../bench/mirror/site/addresses.ts';
import { changeSite } from '../../../bench/mirror/site/change-site.ts';
import { siteConf } from '../../../bench/mirror/site/nginx-conf.ts';
import { scratch, smallSite } from './a-small-site.ts';

const folder = scratch();

const filesOf = (root: string): readonly string[] =>
  globSync('**/*', { cwd: root })
    .filter((path) => statSync(join(root, path)).isFile())
    .toSorted();

/** Names, bytes and times of all files. */
function hashOf(root: string): string {
  const hash = createHash('sha256');
  for (const path of filesOf(root))
    hash
      .update(path)
      .update(readFileSync(join(root, path)))
      .update(`${statSync(join(root, path)).mtimeMs}`);
  return hash.digest('hex');
}

test('the same order gives the same bytes, names and times', async () => {
  const [one, other] = [await folder(), await folder()];
  await smallSite(one);
  await smallSite(other);
  expect(hashOf(one)).toBe(hashOf(other));
});

test('each lesson stands under one of four makings of names, and links come in six', async () => {
  const root = await folder();
  const site = await smallSite(root);
  expect([4, 1, 2, 3].map(lessonAddress)).toEqual([
    '/mod/page/view.php?id=4',
    '/cours/ch-1/le%C3%A7on-0001.html',
    '/cours/ch-1/2/',
    '/cours/ch-1/page%203.html',
  ]);
  expect(sessionAddress(4, 'k')).toBe('/mod/page/view.php?id=4&sesskey=k&lang=fr');
  const pages = Array.from({ length: 40 }, (_, index) =>
    readFileSync(join(root, lessonFile(index + 1)), 'utf8'),
  ).join('\n');
  for (const hazard of [
    'href="/r/',
    `href="${site.origin}/cours/`,
    'href="//127.0.0.1:8080/',
    'sesskey=AbC123&amp;lang=fr',
    '#exercice"',
    'srcset=',
    'data-src=',
    '<use href=',
    'stats.example.net',
    '<form ',
    '/login/logout.php',
    '/calendar/view.php?time=',
    "url('/static/bg2.jpg')",
  ])
    expect(pages).toContain(hazard);
  expect(site.redirected).toEqual(redirectedLessons(40));
  expect(siteConf(site, { folder: '/f', port: 1 })).toContain(
    `/r/${site.redirected[0]} "${site.origin}/`,
  );
  // Eight shared ones, two pictures a lesson, a copy of the logo for a fifth, a document for a tenth.
  expect(site.assets.size).toBe(8 + 80 + 8 + 4);
});

test('at full size the redirects that pages link to are a third of all lessons', () => {
  expect(redirectedLessons(2_000)).toHaveLength(666);
});

test('a day of teachers changes what it says, and nothing else', async () => {
  const root = await folder();
  const site = await smallSite(root);
  const bytesOf = (path: string): string => readFileSync(join(root, path), 'latin1');
  const before = new Map(filesOf(root).map((path) => [path, bytesOf(path)]));
  const { changed, removed, pages } = await changeSite(site);
  expect([changed, removed]).toEqual([[1, 21], [7]]);
  const after = filesOf(root);
  expect([...before.keys()].filter((path) => !after.includes(path))).toEqual([lessonFile(7)]);
  const other = after.filter((path) => bytesOf(path) !== before.get(path));
  expect(other.toSorted()).toEqual([lessonFile(1), lessonFile(21), 'sitemap.xml'].toSorted());
  const linking = after.filter((path) =>
    /[lL]eçon 7</.test(readFileSync(join(root, path), 'utf8')),
  );
  expect(pages).toBe(new Set([...linking, lessonFile(1), lessonFile(21)]).size);
  expect(bytesOf('sitemap.xml')).not.toContain('page%207.html');
});
