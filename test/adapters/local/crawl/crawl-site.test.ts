// Goal: a site becomes lessons: everything that is shown, each address once, every original address
// answered, and the next night only what changed. Method: small sites on loopback.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { crawlSource } from '../../../../adapters/local/crawl/crawl-source.ts';
import type { EmptyPage } from '../../../../adapters/local/crawl/browser/page-browser.ts';
import { decodeText } from '../../../../app/mirror/decode-text.ts';
import type { LessonSource } from '../../../../app/mirror/ports.ts';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import {
  aCrawl,
  aFolder,
  aSite,
  file,
  html,
  lesson,
  patientClock,
  redirect,
  type Site,
} from './a-site.ts';

let folder: ReturnType<typeof aFolder>;
let site: Site;
beforeEach(() => {
  folder = aFolder();
});
afterEach(async () => {
  await site.close();
  folder.remove();
});

const crawl = (over: Parameters<typeof aCrawl>[2] = {}) =>
  crawlSource(aCrawl(site, folder.path, over));
const names = async (source: LessonSource) => (await source.list()).files.map(({ name }) => name);
const left = async (source: LessonSource) =>
  Object.fromEntries(
    (await source.list()).leftOut.map(({ name, reason }) => [
      name.replace(site.origin, ''),
      reason,
    ]),
  );
const textOf = async (source: LessonSource, name: string) => {
  const found = (await source.list()).files.find((one) => one.name === name);
  const bytes = found === undefined ? null : await source.read(found);
  return bytes === null ? null : new TextDecoder().decode(bytes);
};

describe('a site', () => {
  it('is fetched with what its pages show, each address once, and nothing that the mirror drops', async () => {
    site = await aSite({
      '/': lesson(
        'Accueil',
        `<link rel="stylesheet" href="/t.css"><script src="/a.js"></script>
         <a href="/a.html">a</a> <a href="a.html#x">a</a> <a href="/a.html?sesskey=z&amp;lang=fr">a</a>
         <img src="/p.png" srcset="/p-large.png 2x"> <img data-src="/late.jpg">
         <iframe src="/frame.html"></iframe> <a href="/film.mp4">film</a> <a href="https://ailleurs.example/">x</a>`,
      ),
      '/a.html': lesson('A', '<a href="/fiche.pdf">fiche</a>'),
      '/p.png': file('image/png', 'png'),
      '/late.jpg': file('image/jpeg', 'jpg'),
      '/frame.html': lesson('Cadre'),
      '/fiche.pdf': file('application/pdf', '%PDF'),
    });
    const source = await crawl();
    expect(source.report.ended).toEqual({ kind: 'complete' });
    expect(await names(source)).toEqual([
      'a.html',
      'fiche.pdf',
      'frame.html',
      'index.html',
      'late.jpg',
      'p.png',
    ]);
    expect(site.asked.toSorted()).toEqual([
      '/',
      '/a.html',
      '/fiche.pdf',
      '/frame.html',
      '/late.jpg',
      '/p.png',
      '/robots.txt',
      '/sitemap.xml',
    ]);
    expect(await left(source)).toMatchObject({ '/film.mp4': 'media' });
    expect((await source.list()).files[0]?.from).toEqual({
      url: `${site.origin}/a.html`,
      at: 1_700_000_000_000,
    });
  });

  it('answers every original address: queries, redirects, folders', async () => {
    site = await aSite({
      '/': lesson(
        'Accueil',
        '<a href="/v.php?id=1&lang=fr">1</a><a href="/v.php?id=2">2</a><a href="/r/3">3</a><a href="/c/">c</a><a href="/m.html">m</a>',
      ),
      '/m.html': '<meta http-equiv="refresh" content="0; url=/c/"><a href="/c/">suite</a>',
      '/v.php?id=1': lesson('Un'),
      '/v.php?id=2': lesson('Deux'),
      '/r/3': redirect('/r/4', 301),
      '/r/4': redirect('v%20x.html?utm_source=y', 303),
      '/r/v%20x.html': lesson('Trois'),
      '/c/': lesson('Chapitre'),
    });
    const source = await crawl();
    const [set] = await source.sets();
    expect(set?.aliases).toEqual({
      '/': 'index.html',
      '/c/': 'c/index.html',
      '/m.html': 'c/index.html',
      '/r/3': 'r/v x.html',
      '/r/4': 'r/v x.html',
      '/v.php?id=1': 'v-id=1.html',
      '/v.php?id=2': 'v-id=2.html',
    });
    expect(set?.hosts).toEqual(['127.0.0.1']);
  });

  it('keeps relative links right where a page has moved or has a base of its own', async () => {
    site = await aSite({
      '/': lesson('Accueil', '<a href="/l?p=1">1</a><a href="/b.html">b</a>'),
      '/l?p=1': lesson('Un', '<a href="?p=2">suite</a>'),
      '/l?p=2': lesson('Deux'),
      '/b.html': `<base href="/d/">${lesson('B', '<a href="e.html">e</a>')}`,
      '/d/e.html': lesson('E'),
    });
    const source = await crawl();
    expect(await names(source)).toEqual([
      'b.html',
      'd/e.html',
      'index.html',
      'l-p=1.html',
      'l-p=2.html',
    ]);
    expect(await textOf(source, 'l-p=1.html')).toContain(`href="${site.origin}/l?p=2"`);
    expect(await textOf(source, 'b.html')).toContain(`href="${site.origin}/d/e.html"`);
  });

  it('is read in the charset that it was sent in, or that its pages declare', async () => {
    const bytes = (text: string) => Buffer.from(text.replaceAll('€', '\u00A4'), 'latin1');
    const prices = `${lesson('Été', '<a href="?p=2">suite</a>')}<p>prix : 5 €</p>`;
    const meta = '<meta charset="iso-8859-15">';
    site = await aSite({
      '/': lesson('Accueil', '<a href="/sent.html">a</a><a href="/said.html">b</a>'),
      '/sent.html?p=2': file('text/html; charset=iso-8859-15', bytes(`${prices}deux`)),
      '/sent.html': file('text/html; charset="ISO-8859-15"', bytes(prices)),
      '/said.html?p=2': file('text/html', bytes(meta + prices + 'deux')),
      '/said.html': file('text/html', bytes(meta + prices.replace('?p=2', '/fin.html'))),
    });
    const source = await crawl();
    const { files } = await source.list();
    expect(files.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['/sent.html', '/said.html']),
    );
    const pages = files.filter(({ name }) => /^(?:sent|said)/.test(name));
    expect(pages.length).toBeGreaterThanOrEqual(3);
    for (const page of pages) {
      const text = decodeText((await source.read(page)) ?? new Uint8Array(), page.charset);
      expect(text).toContain('<h1>Été</h1>');
      expect(text).toContain('prix : 5 €');
    }
  });

  it('is read from its sitemaps too, an index and gzip among them, the newest first', async () => {
    const urls = (list: readonly string[]) =>
      `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${list.join('')}</urlset>`;
    site = await aSite({ '/': lesson('Accueil') });
    const url = (path: string, day: string) =>
      `<url><loc>${site.origin}${path}</loc><lastmod>${day}</lastmod></url>`;
    site.pages.set(
      '/robots.txt',
      file('text/plain', `User-agent: *\nSitemap: ${site.origin}/i.xml`),
    );
    site.pages.set(
      '/i.xml',
      file(
        'text/xml',
        `<sitemapindex><sitemap><loc>${site.origin}/s.xml.gz</loc></sitemap><sitemap><loc>https://ailleurs.example/s.xml</loc></sitemap></sitemapindex>`,
      ),
    );
    site.pages.set(
      '/s.xml.gz',
      file(
        'application/gzip',
        gzipSync(urls([url('/old.html', '2020-01-01'), url('/new.html', '2024-01-01')])),
      ),
    );
    for (const name of ['old', 'new']) site.pages.set(`/${name}.html`, lesson(name));
    const source = await crawl({ politeness: { concurrency: 1 } });
    expect(await names(source)).toEqual(['index.html', 'new.html', 'old.html']);
    const pages = site.asked.filter((target) => target.endsWith('.html'));
    expect(pages).toEqual(['/new.html', '/old.html']);
  });

  it('keeps to robots.txt, unless its owner grants the crawl', async () => {
    const pages = {
      '/': lesson('Accueil', '<a href="/a.html">a</a><a href="/prive/b.html">b</a>'),
      '/a.html': lesson('A'),
      '/prive/b.html': lesson('B'),
      '/robots.txt': file('text/plain', 'User-agent: *\nDisallow: /prive/'),
    };
    site = await aSite(pages);
    const source = await crawl();
    expect(await names(source)).toEqual(['a.html', 'index.html']);
    expect(await left(source)).toMatchObject({ '/prive/b.html': 'robots' });
    const granted = await crawl({
      scope: { robots: { grantedBy: 'Mme Durand', because: 'notre site' } },
    });
    expect(await names(granted)).toContain('prive/b.html');
  });

  it('asks the next time only what it must: what changed comes, what is gone goes', async () => {
    const pages: { [target: string]: string } = {};
    for (let n = 0; n < 30; n += 1) pages[`/l${n}.html`] = lesson(`Leçon ${n}`);
    const home = (from: number) =>
      lesson(
        'Accueil',
        Array.from({ length: 30 - from }, (_, n) => `<a href="l${n + from}.html">x</a>`).join(''),
      );
    site = await aSite({ ...pages, '/': home(0) });
    const first = await crawl();
    expect(first.report).toMatchObject({ changed: 31, unchanged: 0, removed: 0 });
    site.pages.set('/', home(3));
    for (let n = 0; n < 3; n += 1) site.pages.delete(`/l${n}.html`);
    for (let n = 10; n < 15; n += 1) site.pages.set(`/l${n}.html`, lesson(`Leçon ${n} revue`));
    const second = await crawl();
    expect(second.report).toMatchObject({ changed: 6, unchanged: 22, removed: 3 });
    expect(await names(second)).toHaveLength(28);
    expect(await textOf(second, 'l12.html')).toContain('Leçon 12 revue');
    expect(await textOf(second, 'l20.html')).toContain('Leçon 20');
  });

  it('keeps the copy of a page that fails tonight, and drops one that is gone', async () => {
    site = await aSite({
      '/': lesson('Accueil', '<a href="/a.html">a</a><a href="/b.html">b</a>'),
      '/a.html': lesson('A'),
      '/b.html': lesson('B'),
    });
    await crawl();
    site.pages.set('/a.html', (_request, response) => void response.writeHead(500).end());
    site.pages.delete('/b.html');
    const source = await crawl();
    expect(source.report).toMatchObject({ failed: 1, keptOld: 1, removed: 1 });
    expect(await names(source)).toEqual(['a.html', 'index.html']);
  });

  it('fetches again what its store has lost', async () => {
    site = await aSite({
      '/': lesson('Accueil', '<a href="/a.html">a</a>'),
      '/a.html': lesson('A'),
    });
    await crawl();
    rmSync(join(folder.path, 'objects'), { recursive: true });
    const source = await crawl();
    expect(source.report.ended).toEqual({ kind: 'complete' });
    expect(await textOf(source, 'a.html')).toContain('<h1>A</h1>');
  });

  it('judges anew what it knew when the scope changes, from its own copies', async () => {
    site = await aSite({
      '/': lesson('Accueil', '<a href="/a.html">a</a><a href="/b.html">b</a>'),
      '/a.html': lesson('A'),
      '/b.html': lesson('B'),
    });
    await crawl();
    const source = await crawl({ scope: { exclude: ['/b.html'] } });
    expect(await names(source)).toEqual(['a.html', 'index.html']);
    expect(source.report).toMatchObject({ changed: 0, unchanged: 2 });
  });

  it('renders only a page that has next to nothing without its scripts', async () => {
    const shell = '<title>App</title><div id="app"></div><script src="/app.js"></script>';
    site = await aSite({
      '/': lesson('Accueil', '<a href="/app">app</a><a href="/vide">vide</a>'),
      '/app': shell,
      '/vide': `${shell}<!-- autre -->`,
    });
    const rendered: string[] = [];
    let closed = 0;
    const browser = {
      render: async ({ url }: EmptyPage) => {
        rendered.push(url.replace(site.origin, ''));
        return url.endsWith('/app') ? lesson('Rendue', '<a href="/b.html">b</a>') : null;
      },
      close: async () => void (closed += 1),
    };
    const openBrowser = async () => ({ kind: 'open', browser }) as const;
    site.pages.set('/b.html', lesson('B'));
    const source = await crawl({ openBrowser });
    expect(rendered.toSorted()).toEqual(['/app', '/vide']);
    expect(closed).toBe(1);
    expect(source.report).toMatchObject({ rendered: 1, needScript: 1, noBrowser: null });
    expect(await names(source)).toEqual(['app.html', 'b.html', 'index.html']);
    expect(await left(source)).toMatchObject({ '/vide': 'needs-script' });
    expect(await textOf(source, 'app.html')).toContain('Rendue');
  });

  it('gives the scripts of a page what the crawl may ask for, at its pace, and nothing else', async () => {
    const shell = '<title>App</title><div id="app"></div><script src="/app.js"></script>';
    site = await aSite({
      '/': shell,
      '/robots.txt': file('text/plain', 'User-agent: *\nDisallow: /prive/'),
    });
    const other = await aSite({ '*': file('text/plain', 'x') });
    const clock = patientClock();
    for (let n = 0; n < 6; n += 1) site.pages.set(`/api/${n}`, file('application/json', `${n}`));
    site.pages.set('/ici', redirect('/api/0'));
    site.pages.set('/ailleurs', redirect(`${other.origin}/x`));
    site.pages.set('/app.js', file('text/javascript', '1'));
    let tookMs = 0;
    const wanted = ['/api/0', '/api/1', '/api/2', '/api/3', '/api/4', '/api/5', '/ici', '/app.js'];
    const refused = [
      '/prive/x',
      '/logout',
      '/exclu/x',
      '/ailleurs',
      `${other.origin}/x`,
      'http://169.254.169.254/',
    ];
    const browser = {
      render: async ({ url, ask }: EmptyPage) => {
        const startedAt = clock.now();
        const parts = await Promise.all(wanted.map((target) => ask(new URL(target, url).href)));
        tookMs = clock.now() - startedAt;
        const none = await Promise.all(refused.map((target) => ask(new URL(target, url).href)));
        await ask(new URL('/app.js', url).href);
        const texts = parts.map((part) => Buffer.from(part?.bytes ?? []).toString());
        return lesson('Faite', `<p>${texts.join('')} ${none.every((part) => part === null)}</p>`);
      },
      close: async () => undefined,
    };
    try {
      const source = await crawl({
        clock,
        openBrowser: async () => ({ kind: 'open', browser }) as const,
        politeness: { perSecond: 2 },
        scope: { exclude: ['/exclu/'] },
      });
      expect(await textOf(source, 'index.html')).toContain('<p>01234501 true</p>');
      expect(tookMs).toBeGreaterThanOrEqual(wanted.length * 500);
      expect(other.asked).toEqual([]);
      // Kept for the next page that asks.
      expect(site.asked.filter((target) => target === '/app.js')).toHaveLength(1);
      expect(site.asked.filter((target) => /prive|logout|exclu/.test(target))).toEqual([]);
    } finally {
      await other.close();
    }
  });

  it('keeps what a browser made of a page while there is none, and has it made anew each night', async () => {
    const shell = '<title>App</title><div id="app"></div><script src="/app.js"></script>';
    site = await aSite({ '/': lesson('Accueil', '<a href="/app">app</a>'), '/app': shell });
    let made = 'Un';
    const browser = { render: async () => lesson(made), close: async () => undefined };
    const openBrowser = async () => ({ kind: 'open', browser }) as const;
    await crawl({ openBrowser });
    made = 'Deux';
    const second = await crawl({ openBrowser });
    expect(await textOf(second, 'app.html')).toContain('Deux');
    const third = await crawl({ openBrowser });
    expect(third.report).toMatchObject({ changed: 0, unchanged: 2, rendered: 1 });
    const without = await crawl();
    expect(without.report).toMatchObject({ needScript: 1, keptOld: 1 });
    expect(without.report.noBrowser).not.toBeNull();
    expect(await textOf(without, 'app.html')).toContain('Deux');
  });

  it('fetches once what stands under several names of one host, along redirects between them', async () => {
    site = await aSite({});
    const other = await aSite({ '/b.html': lesson('B') });
    const host = site.origin.replace('http://', '');
    const alias = other.origin.replace('http://', '');
    site.pages.set(
      '/',
      lesson(
        'Accueil',
        `<a href="${other.origin}/a.html">a</a><a href="/a.html">a</a><a href="/b.html">b</a>`,
      ),
    );
    site.pages.set('/a.html', lesson('A'));
    site.pages.set('/b.html', redirect(`${other.origin}/b.html`));
    try {
      const source = await crawl({ scope: { sameAs: { [alias]: host } } });
      expect(await names(source)).toEqual(['a.html', 'b.html', 'index.html']);
      expect(site.asked.filter((target) => target === '/a.html')).toHaveLength(1);
      expect(other.asked).toEqual(['/b.html']);
      expect((await source.sets())[0]?.hosts).toContain('127.0.0.1');
    } finally {
      await other.close();
    }
  });

  it('has what another host shows of it only when that host is named', async () => {
    site = await aSite({});
    const other = await aSite({ '/a.png': file('image/png', 'png') });
    site.pages.set('/', lesson('Accueil', `<img src="${other.origin}/a.png">`));
    try {
      expect(await names(await crawl())).toEqual(['index.html']);
      expect(other.asked).toEqual([]);
      const hosts = [site, other].map(({ origin }) => origin.replace('http://', ''));
      const source = await crawl({ scope: { hosts } });
      expect(await names(source)).toEqual([`${hosts[1]?.replace(':', '_')}/a.png`, 'index.html']);
      expect((await source.sets())[0]?.aliases).toMatchObject({
        '/a.png': `${hosts[1]?.replace(':', '_')}/a.png`,
      });
    } finally {
      await other.close();
    }
  });

  it('says where it is', async () => {
    site = await aSite({ '*': (request, response) => html(response, lesson(request.url ?? '')) });
    const links = Array.from({ length: 20 }, (_, n) => `<a href="/l${n}">x</a>`).join('');
    site.pages.set('/', lesson('Accueil', links));
    const told: { done: number; known: number }[] = [];
    await crawl({
      politeness: { perSecond: 10 },
      onProgress: ({ done, known }) => void told.push({ done, known }),
    });
    expect(told.length).toBeGreaterThan(2);
    expect(told.every(({ done, known }) => done <= known && known <= 21)).toBe(true);
  });
});
