// Goal: no secret of an address comes out of a visit, whoever wrote it down.
// Method: a site whose links carry keys, and a store of an older Préau; all that a source says is searched.
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { crawlSource } from '../../../../adapters/local/crawl/crawl-source.ts';
import { crawledSource } from '../../../../adapters/local/crawl/crawled-source.ts';
import type { LessonSource } from '../../../../app/mirror/ports.ts';
import { aCrawl, aFolder, aSite, file, lesson, redirect, type Site } from './a-site.ts';

const SECRET = 'CANARI9f8e7d6c5b4a3928';

let folder: ReturnType<typeof aFolder>;
let site: Site;
beforeEach(async () => {
  folder = aFolder();
  const links = [
    `/f.pdf?token=${SECRET}`,
    `/a.html?X-Amz-Signature=${SECRET}&X-Amz-Credential=${SECRET}&id=1`,
    `/b.html?sid=${SECRET}&auth=${SECRET}&key=${SECRET}&code=${SECRET}`,
    `/moved?access_token=${SECRET}`,
    `/calendar/export_execute.php?authtoken=${SECRET}`,
    `/tokenpluginfile.php/${SECRET}/1/a.png`,
  ];
  const anchors = links.map((link) => `<a href="${link.replaceAll('&', '&amp;')}">x</a>`).join('');
  site = await aSite({
    '/': lesson('Accueil', anchors),
    '/a.html': lesson('A'),
    '/b.html': lesson('B'),
    '/f.pdf': file('application/pdf', '%PDF-1.4'),
    '/moved': redirect(`/c.html?ticket=${SECRET}&password=${SECRET}`),
    '/c.html': lesson('C'),
  });
});
afterEach(async () => {
  await site.close();
  folder.remove();
});

async function shownOf(source: LessonSource) {
  const { files } = await source.list();
  const [set] = await source.sets();
  return { files, aliases: set?.aliases ?? {} };
}

it('names, aliases and origins of files hold none', async () => {
  const shown = await shownOf(await crawlSource(aCrawl(site, folder.path)));
  expect(shown.files.map(({ name }) => name)).toEqual([
    'a-id=1.html',
    'b.html',
    'c.html',
    'f.pdf',
    'index.html',
  ]);
  expect(shown.aliases).toMatchObject({ '/moved': 'c.html' });
  expect(JSON.stringify(shown)).not.toContain('CANARI');
  expect(site.asked.join('\n')).not.toContain('password=');
});

it('those in a store that an older Préau filled stay in it', async () => {
  await crawlSource(aCrawl(site, folder.path));
  const database = new DatabaseSync(join(folder.path, 'crawl.sqlite'));
  const more = `'?token=${SECRET}'`;
  database.exec(
    `UPDATE address SET url = url || ${more}, key = key || ${more} WHERE url NOT LIKE '%?%'`,
  );
  database.close();
  const shown = await shownOf(crawledSource(folder.path));
  expect(shown.files).toHaveLength(5);
  expect(JSON.stringify(shown)).not.toContain('CANARI');
});
