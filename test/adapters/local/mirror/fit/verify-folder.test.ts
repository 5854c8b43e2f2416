// Goal: a mirror in a folder is fit when every link and picture of it is there, it is light, young, and quiet in a browser.
// Method: a small build, one page of it written anew for each fault; a real Chromium where there is one.
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { lookInBrowser } from '../../../../../adapters/local/mirror/fit/look-in-browser.ts';
import {
  pagesToOpen,
  verifyFolder,
} from '../../../../../adapters/local/mirror/fit/verify-folder.ts';
import { checkPages } from '../../../../../adapters/local/mirror/fit/check-pages.ts';
import type { Manifest } from '../../../../../core/mirror/manifest.ts';
import { durationMs, epochMs, sha256 } from '../../../../../core/units.ts';
import { commonHeaders, fileHeaders } from '../../../../../home/mirror-server/headers.ts';
import { findChromium } from '../../../../web/fixtures/browser.ts';
import { build, MORNING, temporaryFolder, writeTree } from '../fixture.ts';

const folder = temporaryFolder();
const headersOf = (file: Manifest['files'][number]) => ({
  ...commonHeaders('x', false),
  ...fileHeaders(file),
});

let release = '';
let manifest: Manifest;

beforeEach(async () => {
  const root = await folder();
  await writeTree(join(root, 'source'), {
    'a.md': '# A\n\n## Une partie\n\n[B](b.md) [ici](#une-partie)',
    'b.md': '# B\n\n[A](a.md#une-partie)',
    'preau-lessons.yaml': 'aliases:\n  "/view.php?id=1": a.md\n',
  });
  const report = await build(root);
  release = report.folder;
  manifest = report.manifest;
});

/** The page as if it had been built so, with its right hash. */
async function rewritten(path: string, html: string): Promise<Manifest> {
  await writeFile(join(release, path), html);
  const hash = sha256(createHash('sha256').update(html).digest('hex'));
  const files = manifest.files.map((file) =>
    file.path === path ? { ...file, sha256: hash, sizeBytes: Buffer.byteLength(html) } : file,
  );
  return { ...manifest, files };
}
const page = (body: string, head = '<title>A</title>') =>
  `<!doctype html><html lang="fr"><head>${head}</head><body>${body}</body></html>`;
async function found(body: string, head?: string) {
  const { faults, warnings } = await checkPages(
    release,
    await rewritten('/a.html', page(body, head)),
  );
  const name = ({ kind, path, detail }: (typeof faults)[number]) =>
    `${kind} ${path} ${detail}`.trim();
  return { faults: faults.map(name), warnings: warnings.map(name) };
}

describe('the pages of a folder', () => {
  it('as they are built have nothing wrong with them', async () => {
    const checked = await checkPages(release, manifest);
    expect(checked).toMatchObject({ faults: [], warnings: [] });
    expect(checked.links).toBeGreaterThan(5);
    expect(checked.weights.pages).toBeGreaterThan(1);
    expect(checked.weights.medianFirstViewBytes).toBeLessThan(100_000);
  });

  it('may lead to files, to aliases, to what each mirror answers, and away', async () => {
    const links = [
      'b.html',
      './b.html#b',
      '/view.php?id=1&sesskey=x',
      '/.well-known/preau',
      'https://x.example/',
      '#top',
      'mailto:a@b.example',
    ];
    const { faults } = await found(links.map((href) => `<a href="${href}">x</a>`).join(''));
    expect(faults).toEqual([]);
  });

  it.each([
    ['<a href="c.html">x</a>', 'dead-link /a.html c.html'],
    ['<a href="/view.php?id=2">x</a>', 'dead-link /a.html /view.php?id=2'],
    ['<img src="p.png" alt="">', 'dead-part /a.html p.png'],
    ['<img src="/b.html" srcset="q.webp 640w, r.webp 1280w" alt="">', 'dead-part /a.html q.webp'],
    [
      '<picture><source srcset="s.avif"><img src="/b.html" alt=""></picture>',
      'dead-part /a.html s.avif',
    ],
    ['<video poster="v.jpg"></video>', 'dead-part /a.html v.jpg'],
    ['<img src="b.html">', 'access-alt /a.html'],
  ])('%s is a fault', async (body, fault) => {
    expect((await found(body)).faults).toContain(fault);
  });

  it('must say what they are', async () => {
    const { faults } = await found('', '<link rel="stylesheet" href="gone.css">');
    expect(faults).toEqual(['access-title /a.html', 'dead-part /a.html gone.css']);
  });

  it('lead to the same things from every address that they are asked by', async () => {
    const aliases = {
      ...manifest.aliases,
      '/n/x.php?id=2': '/a.html',
      '/view.php?id=2': '/a.html',
    };
    // As builds were before each folder had its copy.
    const files = manifest.files.filter(({ copyOf }) => copyOf === undefined);
    const before = await checkPages(release, { ...manifest, files, aliases });
    expect(before.faults).toEqual([
      { kind: 'alias-apart', path: '/n/x.php?id=2', detail: expect.stringContaining('./') },
    ]);
    const reserved = { ...manifest.aliases, '/_preau/y/x': '/a.html' };
    const left = await checkPages(release, { ...manifest, aliases: reserved });
    expect(left.faults).toEqual([]);
    expect(left.warnings).toMatchObject([{ kind: 'alias-apart', path: '/_preau/y/x' }]);
  });

  it('that lead to a place that is not there are looked at, and fit', async () => {
    const { faults, warnings } = await found('<a href="b.html#nulle-part">x</a>');
    expect(faults).toEqual([]);
    expect(warnings).toContain('dead-anchor /a.html /b.html#nulle-part');
  });

  it('weigh as they travel: a long text is light, what does not compress is not', async () => {
    expect((await found('<p>Une leçon longue.</p>'.repeat(20_000))).warnings).toEqual([
      'dead-anchor /b.html /a.html#une-partie',
    ]);
    const noise = createHash('shake256', { outputLength: 150_000 }).update('x').digest('base64');
    expect((await found(`<p>${noise}</p>`)).warnings).toContainEqual(
      expect.stringMatching(/^heavy \/a\.html 15\d kB, 1$/),
    );
  });

  it('have style sheets that fetch nothing from elsewhere', async () => {
    const theme = manifest.files.find(({ type }) => type.startsWith('text/css'))?.path ?? '';
    await appendFile(
      join(release, theme),
      '@import "https://x.example/a.css";p{background:url(gone.png)}',
    );
    const { faults } = await checkPages(release, manifest);
    expect(faults.map(({ kind, detail }) => `${kind} ${detail}`)).toEqual([
      'off-site https://x.example/a.css',
      'dead-part gone.png',
    ]);
  });

  it('are named one by one up to a limit, then counted', async () => {
    const links = Array.from({ length: 1_000 }, (_, index) => `<a href="${index}.html">x</a>`);
    const { faults } = await found(links.join(''));
    expect(faults).toHaveLength(201);
    expect(faults.at(-1)).toBe('more dead-link 800');
  });
});

it('a build that is older than its limit is unfit, and fit at its limit', async () => {
  const at = (ageMs: number) =>
    verifyFolder({
      folder: release,
      headersOf,
      now: epochMs(MORNING + ageMs),
      maxAgeMs: durationMs(3_600_000),
    });
  expect((await at(3_600_000)).faults).toEqual([]);
  expect((await at(3_600_001)).faults).toEqual([
    { kind: 'too-old', path: '/', detail: '1 h / 1 h' },
  ]);
});

it('the pages to open are a dozen at most, from first to last, with the mirror’s own', () => {
  const many = Array.from({ length: 500 }, (_, index) => ({
    path: `/l${String(index).padStart(3, '0')}.html`,
    type: 'text/html',
    sizeBytes: 1,
    sha256: sha256(''),
  }));
  const pages = pagesToOpen({ files: [...manifest.files, ...many] });
  expect(pages.length).toBeLessThanOrEqual(12);
  expect(pages).toContain('/_preau/lecons.html');
  expect(pages).toContain('/a.html');
  expect(pagesToOpen({ files: [...many].toReversed() })).toEqual(pagesToOpen({ files: many }));
});

it('without a browser says so, and judges by the rest', async () => {
  const asked = { folder: release, headersOf, now: MORNING, browser: true, chromium: '/nowhere' };
  expect(await verifyFolder(asked)).toMatchObject({ browser: { kind: 'absent' }, faults: [] });
  const notOne = join(release, 'a.html');
  await expect(
    lookInBrowser({
      hostname: 'mirror.invalid',
      pages: [],
      from: { kind: 'files', serve: async () => null },
      chromium: notOne,
    }),
  ).resolves.toMatchObject({ kind: 'absent' });
});

const chromium = findChromium();
describe.skipIf(chromium === null)('in a browser', { timeout: 60_000 }, () => {
  const asked = () => ({
    folder: release,
    headersOf,
    now: MORNING,
    browser: true,
    chromium: chromium ?? '',
  });

  it('a mirror as it is built opens without a word, and asks nobody else', async () => {
    const { browser, faults, warnings } = await verifyFolder(asked());
    expect(browser).toMatchObject({ kind: 'done', faults: [], warnings: [] });
    expect(browser.kind === 'done' && browser.pages).toContain('/a.html');
    expect([faults, warnings]).toEqual([[], []]);
  });

  it('a page that was tampered with shows what it asks for, and what its policy stopped', async () => {
    const html = await readFile(join(release, 'b.html'), 'utf8');
    await writeFile(
      join(release, 'b.html'),
      html.replace(
        '</main>',
        '<img src="https://espion.example/i.png" alt=""><script>1</script><iframe src="https://espion.example/f"></iframe></main>',
      ),
    );
    // As a server that was tampered with too would send it.
    const open = { ...asked(), headersOf: () => ({ 'Content-Type': 'text/html' }) };
    const { faults } = await verifyFolder(open);
    expect(faults).toContainEqual({
      kind: 'browser-request',
      path: '/b.html',
      detail: 'https://espion.example/i.png',
    });
    const closed = await verifyFolder(asked());
    const seen = closed.browser.kind === 'done' ? closed.browser.faults : [];
    expect(new Set(seen.map(({ kind, path }) => `${kind} ${path}`))).toEqual(
      new Set(['browser-policy /b.html', 'browser-request /b.html']),
    );
  });
});
