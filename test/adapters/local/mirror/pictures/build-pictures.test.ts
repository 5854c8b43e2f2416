// Goal: on a built mirror each picture is light, has its measures and its words, and tells nothing; what is none is said.
// Method: a folder of lessons with heavy, told, broken and huge pictures, built twice, its files read back.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cleanPicture } from '../../../../../core/mirror/picture/clean-picture.ts';
import { build, temporaryFolder, writeTree } from '../fixture.ts';
import { bomb, CANARY, fromTelephone, movingPicture, photograph } from './hostile-pictures.ts';

const folders = temporaryFolder();

async function lessons(): Promise<string> {
  const root = await folders();
  const heavy = await fromTelephone();
  await writeTree(join(root, 'source'), {
    'cours/index.html':
      '<h1>Cours</h1><p><img src="../media/a.jpg" alt="carte"><img src="../media/b.jpg" alt="" width="320"><img src="../media/film.gif" alt="onde"><img src="../media/cassee.png" alt="plan"><a href="../media/cassee.png">plan</a></p>',
    'media/a.jpg': heavy,
    'media/copie.jpg': heavy,
    'media/b.jpg': await photograph(640, 420, 4).jpeg({ quality: 70 }).toBuffer(),
    'media/film.gif': await movingPicture(),
    'media/cassee.png': '<script>alert(1)</script>',
    'media/bombe.png': bomb(),
  });
  return root;
}

const filesOf = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
};

describe('the pictures of a built mirror', { timeout: 60_000 }, () => {
  it('are light, measured, clean, encoded once and told of', async () => {
    const root = await lessons();
    const report = await build(root);
    const page = await readFile(join(root, 'out/cours/index.html'), 'utf8');

    // The first comes with the page, in makings for phones and for others; its own address stays.
    const [, sources = ''] =
      /<picture>(.*?)<img src="\.\.\/media\/a\.jpg" alt="carte" width="1200" height="1600" \/><\/picture>/.exec(
        page,
      ) ?? [];
    expect(
      sources.match(
        /<source media="\(max-width:40rem\)" srcset="\.\.\/_preau\/pictures\/[0-9a-f]{24}\.(?:avif|webp)"/g,
      ),
    ).toHaveLength(2);
    // One within its budget keeps its bytes, and gets the height that the lesson did not say.
    expect(page).toContain(
      '<img src="../media/b.jpg" alt="" width="320" height="210" loading="lazy" />',
    );
    expect(page).toContain('image animée : seule sa première vue est dans cette copie');
    expect(page).toContain('image absente de cette copie : plan');
    expect(page).toContain('<span class="preau-absent">plan</span>');

    const own = await readFile(join(root, 'out/media/a.jpg'));
    expect(cleanPicture(own)).toMatchObject({ format: 'jpeg' });
    expect(report.leftOut).toEqual([
      { name: 'media/bombe.png', reason: 'picture-too-large' },
      { name: 'media/cassee.png', reason: 'picture-broken' },
    ]);
    expect(report.pictures).toMatchObject({ shown: 4, encoded: 3, stills: ['/media/film.gif'] });
    expect(report.pictures.bytesAfter).toBeLessThan(report.pictures.bytesBefore / 5);
    // Two that are the same have their makings once.
    const makings = report.manifest.files.filter(({ path }) =>
      path.startsWith('/_preau/pictures/'),
    );
    expect(new Set(makings.map(({ path }) => path)).size).toBe(makings.length);

    const telling: string[] = [];
    for (const file of await filesOf(join(root, 'out')))
      if ((await readFile(file)).includes(CANARY)) telling.push(file);
    expect(telling).toEqual([]);
  });

  it('are the same the next day, without the encoder', async () => {
    const root = await lessons();
    const first = await build(root);
    const kept = await filesOf(join(root, 'out/.preau/pictures'));
    const again = await build(root);
    expect(again.manifest.buildId).toBe(first.manifest.buildId);
    expect(again.pictures).toEqual(first.pictures);
    expect(await filesOf(join(root, 'out/.preau/pictures'))).toEqual(kept);
    // The telephone's picture, its copy being the same, and the film.
    expect(kept).toHaveLength(2);
  });
});
