// Goal: a folder of lessons becomes a complete, signed, atomic release; hostile folders harm nothing.
// Method: small folders written for each case, and the example's real lessons.
import {
  lstat,
  mkdir,
  readdir,
  readFile,
  readlink,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { verifyMirror } from '../../../../adapters/local/mirror/verify.ts';
import { addressBook } from '../../../../core/mirror/address-book.ts';
import { epochMs, hours } from '../../../../core/units.ts';
import { DOT, build, MORNING, temporaryFolder, writeTree } from './fixture.ts';

const folder = temporaryFolder();
const current = async (root: string, path: string) =>
  readFile(join(root, 'out/.preau/current', path), 'utf8');

describe('a build', () => {
  it('puts the banner, its date and its limits on every page, in French', async () => {
    const root = await folder();
    await writeTree(join(root, 'source'), {
      'cours/un.md': '# Un\n\ntexte',
      'deux.html': '<h1>Deux</h1>',
    });
    await build(root);
    for (const path of [
      'cours/un.html',
      'deux.html',
      'index.html',
      '_preau/404.html',
      '_preau/connexion.html',
    ]) {
      const page = await current(root, path);
      expect(page).toContain('<html lang="fr">');
      expect(page).toContain('Copie de secours');
      expect(page).toContain('<time datetime="2021-04-06">6 avril 2021</time>');
      expect(page).toContain('la connexion, les messages');
      expect(page).not.toMatch(/<form|<input|<p><\/p>/);
    }
  });

  it('lists every lesson where the source has no home page', async () => {
    const root = await folder();
    await writeTree(join(root, 'source'), { 'a b/é.md': '# Été', 'doc.pdf': '%PDF-1.4' });
    const report = await build(root);
    const home = await current(root, 'index.html');
    expect(home).toContain('<a href="./a%20b/%C3%A9.html">Été</a>');
    expect(home).toMatch(/<a href="\.\/doc\.pdf">Doc<\/a> \(PDF, \d+\so\)/);
    expect(report.manifest.aliases).toMatchObject({
      '/': '/index.html',
      '/a%20b/%C3%A9/': '/a b/é/index.html',
      '/a%20b/%C3%A9.md': '/a b/é.html',
    });
  });

  it('makes a README its folder’s home page, unless there is one', async () => {
    const root = await folder();
    await writeTree(join(root, 'source'), {
      'README.md': '# Accueil',
      'b/README.md': '# R',
      'b/index.html': '<h1>I</h1>',
    });
    await build(root);
    expect(await current(root, 'index.html')).toContain('<h1 id="accueil">Accueil</h1>');
    expect(await current(root, 'b/index.html')).toContain('<h1>I</h1>');
    expect(await current(root, 'b/README.html')).toContain('<h1 id="r">R</h1>');
  });

  it('says whose lessons they are, set by set', async () => {
    const root = await folder();
    await writeTree(join(root, 'source'), {
      'x/preau-lessons.yaml':
        'licence: CC BY-SA 4.0\nattribution: "A & B"\naliases: { "/view.php?id=7": "l.md" }\nexclude: ["brouillons/", "*.txt"]',
      'x/l.md': '# L',
      'x/brouillons/non.md': '# Non',
      'x/notes.txt': 'n',
      'y.md': '# Y',
    });
    const report = await build(root);
    expect(await current(root, 'x/l.html')).toContain('A &amp; B · Licence : CC BY-SA 4.0');
    expect(await current(root, 'y.html')).not.toContain('CC BY-SA');
    expect(report.manifest).toMatchObject({ licence: 'CC BY-SA 4.0', attribution: 'A & B' });
    expect(addressBook(report.manifest).find('/view.php?id=7&sesskey=1')).toMatchObject({
      path: '/view-id=7.html',
      copyOf: '/x/l.html',
    });
    expect(report.leftOut).toEqual([
      { name: 'x/brouillons/non.md', reason: 'excluded' },
      { name: 'x/notes.txt', reason: 'excluded' },
    ]);
  });

  it('counts what it took out, and names what it left out', async () => {
    const root = await folder();
    await writeTree(join(root, 'source'), {
      'a.html':
        '<script>x</script><form><input></form><a href="gone.html">g</a><a href="b.html">b</a><a href="https://x.example">x</a><img src="//x.example/i.png" onerror=x>',
      'b.html': 'b',
      'b.md': 'même adresse',
      'film.mp4': 'x',
      'style.css': 'x',
      'data.xyz': 'x',
      '.cache/x.md': 'x',
      '_preau/theme.css': 'x',
      'deep.html': '<b>'.repeat(1_000),
      'no.svg': 'not a drawing',
    });
    const report = await build(root);
    expect(report.removed).toMatchObject({
      scripts: 1,
      forms: 1,
      fields: 1,
      remoteImages: 1,
      handlers: 1,
    });
    expect(report.links).toMatchObject({ internal: 1, dead: 1 });
    expect(report.deadLinks).toEqual([{ page: '/a.html', target: '/gone.html' }]);
    expect(Object.fromEntries(report.leftOut.map(({ name, reason }) => [name, reason]))).toEqual({
      '.cache': 'hidden',
      _preau: 'reserved',
      'b.md': 'name-taken',
      'data.xyz': 'type',
      'deep.html': 'nested-too-deep',
      'film.mp4': 'media',
      'no.svg': 'no-drawing',
      'style.css': 'style',
    });
  });

  it('reads nothing outside its folder', async () => {
    const root = await folder();
    await writeTree(root, {
      'secret.md': '# Secret',
      'source/a.md': '[s](../secret.md) [e](../../../../etc/passwd)',
    });
    await symlink(join(root, 'secret.md'), join(root, 'source/link.md'));
    await symlink(root, join(root, 'source/up'));
    const report = await build(root);
    expect(report.leftOut).toEqual([
      { name: 'link.md', reason: 'link' },
      { name: 'up', reason: 'link' },
    ]);
    expect(report.links.dead).toBe(2);
    expect(
      report.manifest.files.map(({ path }) => path).filter((path) => !path.startsWith('/_preau')),
    ).toEqual(['/a.html', '/a/index.html', '/index.html']);
  });

  it('leaves a page out that is too big, and a page in the place of a folder', async () => {
    const root = await folder();
    await writeTree(join(root, 'source'), {
      'big.html': 'x'.repeat(2 * 1024 * 1024 + 1),
      'a.md': 'a',
      'a.html/b.md': 'b',
    });
    const report = await build(root);
    expect(report.leftOut).toEqual([
      { name: 'a.md', reason: 'name-taken' },
      { name: 'big.html', reason: 'too-big' },
    ]);
  });

  it('refuses a source with nothing to show, and leaves no trace of it', async () => {
    const root = await folder();
    await writeTree(join(root, 'source'), { 'x.css': 'x' });
    await expect(build(root)).rejects.toMatchObject({ code: 'mirror-source-empty' });
    expect(await readdir(join(root, 'out'))).toEqual(['.preau']);
  });

  it('refuses a folder that is not there, and settings that are wrong, saying where', async () => {
    const root = await folder();
    await expect(build(root)).rejects.toMatchObject({ code: 'mirror-source-unreadable' });
    await writeTree(join(root, 'source'), {
      'a.md': 'a',
      'preau-lessons.yaml': 'licence: 3\ntitel: x',
    });
    await expect(build(root)).rejects.toThrow(/preau-lessons\.yaml: expected .*licence/);
  });

  it('is the same build on the same day, however often and wherever', async () => {
    const [one, two] = [await folder(), await folder()];
    for (const root of [one, two])
      await writeTree(join(root, 'source'), { 'a.md': '# A', 'b.md': '# B' });
    const first = await build(one);
    const again = await build(one, { builtAt: epochMs(MORNING + hours(2)) });
    const elsewhere = await build(two);
    expect(again.manifest.buildId).toBe(first.manifest.buildId);
    expect(elsewhere.manifest.buildId).toBe(first.manifest.buildId);
    expect(again.changed).toBe(0);
    expect(again.manifest.builtAt).toBe(MORNING + hours(2));
    expect((await verifyMirror(join(one, 'out'))).faults).toEqual([]);
  });

  it('writes again only what changed, keeps three releases, and points to the last', async () => {
    const root = await folder();
    await writeTree(join(root, 'source'), { 'a.md': '# A', 'b.md': '# B', 'i.png': DOT });
    const builds = [];
    for (let turn = 0; turn < 5; turn += 1) {
      await writeFile(join(root, 'source/b.md'), `# B ${turn}`);
      builds.push(await build(root));
    }
    // b.html, a.html which names it as its next, their copies, the home page, the list, both files of the search,
    // and the course as one file.
    expect(builds[4]?.changed).toBe(9);
    expect(await readdir(join(root, 'out/.preau/releases'))).toHaveLength(3);
    expect(await readlink(join(root, 'out/.preau/current'))).toBe(
      `releases/${builds[4]?.manifest.buildId}`,
    );
    const known = await stat(join(root, 'out/.preau/current/i.png'));
    expect(known.nlink).toBe(4);
  });

  it('does not carry a file on that somebody changed behind its back', async () => {
    const root = await folder();
    await writeTree(join(root, 'source'), { 'a.md': '# A', 'i.png': DOT });
    await build(root);
    await writeFile(join(root, 'out/.preau/current/i.png'), 'other');
    await build(root);
    expect(await current(root, 'i.png')).toBe(DOT.toString('utf8'));
  });

  it('signs with a key of its own, which only its owner can read', async () => {
    const root = await folder();
    await writeTree(join(root, 'source'), { 'a.md': '# A' });
    const [one, two] = await Promise.all([
      build(root),
      build(root, { outFolder: join(root, 'out2') }),
    ]);
    expect(one.manifest.signature?.keyId).toBe(two.manifest.signature?.keyId);
    const key = await lstat(join(root, 'mirror-key.pem'));
    expect(key.mode & 0o777).toBe(0o600);
    const unsigned = await build(root, { keyFile: null });
    expect(unsigned.manifest.signature).toBeUndefined();
    await writeFile(join(root, 'bad.pem'), 'not a key');
    await expect(build(root, { keyFile: join(root, 'bad.pem') })).rejects.toMatchObject({
      code: 'file-unreadable',
    });
  });

  it('tells how far it is', async () => {
    const root = await folder();
    await writeTree(join(root, 'source'), { 'a.md': '# A', 'b.md': '# B' });
    const told: string[] = [];
    await build(root, { onProgress: (done, total) => void told.push(`${done}/${total}`) });
    // Both pages, and their copies in folders of their own.
    expect(told).toEqual(['1/4', '2/4', '3/4', '4/4']);
  });
});

describe('the lessons of the example', () => {
  const lessons = new URL('../../../../examples/april-6-2021/lessons', import.meta.url).pathname;

  it.each(['python', 'nsi', 'site-nsi', 'fiches', 'livre', ''])(
    'build and verify: %j',
    async (set) => {
      const root = await folder();
      await mkdir(join(root, 'out'));
      const report = await build(root, { source: join(lessons, set) });
      const key = await readFile(join(root, 'mirror-key.pem'), 'utf8');
      const verified = await verifyMirror(join(root, 'out'), key);
      expect(verified).toMatchObject({ faults: [], signature: 'valid' });
      expect(report.manifest.licence).toContain('CC BY-SA');
      // The book brings a style sheet, which the mirror's own replaces.
      const lost = report.leftOut.filter(({ reason }) => !['excluded', 'style'].includes(reason));
      expect(lost).toEqual([]);
    },
  );
});
