// Goal: whatever a site does, the crawl ends, within its bounds, and says what it left out and why.
// Method: a site on loopback with one hazard each.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { crawlSource } from '../../../../adapters/local/crawl/crawl-source.ts';
import { crawlSite } from '../../../../adapters/local/crawl/crawl-site.ts';
import { durationMs } from '../../../../core/units.ts';
import { mirrorWords } from '../../../../adapters/local/mirror/words.ts';
import {
  aCrawl,
  aFolder,
  aSite,
  file,
  html,
  lesson,
  type Page,
  redirect,
  type Site,
} from './a-site.ts';

let folder: ReturnType<typeof aFolder>;
let site: Site;
beforeEach(async () => {
  folder = aFolder();
  site = await aSite({});
});
afterEach(async () => {
  await site.close();
  folder.remove();
});

/** Crawl a home page that links to `/x`, which is the hazard. */
async function crawlTo(
  pages: { readonly [target: string]: Page },
  over: Parameters<typeof aCrawl>[2] = {},
) {
  site.pages.set('/', lesson('Accueil', '<a href="/x">x</a>'));
  for (const [target, page] of Object.entries(pages)) site.pages.set(target, page);
  const source = await crawlSource(aCrawl(site, folder.path, over));
  const { files, leftOut } = await source.list();
  // Whatever is left out is said in words, in both languages.
  const words = [mirrorWords('fr'), mirrorWords('en')];
  for (const { reason } of leftOut) {
    for (const say of words) expect(say(`leftOut.${reason}`)).not.toBe(`leftOut.${reason}`);
  }
  return {
    report: source.report,
    names: files.map(({ name }) => name),
    left: Object.fromEntries(
      leftOut.map(({ name, reason }) => [name.replace(site.origin, ''), reason]),
    ),
  };
}

const limits = {
  answerMs: durationMs(400),
  idleMs: durationMs(200),
  textBytes: 100_000,
  fileBytes: 900_000,
};

describe('an answer', () => {
  it('of one byte now and then is given up in time', async () => {
    const drip: Page = (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      const timer = setInterval(() => response.write('x'), 20);
      response.on('close', () => clearInterval(timer));
    };
    const { left, names } = await crawlTo({ '/x': drip }, { budgets: limits });
    expect(left).toMatchObject({ '/x': 'too-slow' });
    expect(names).toEqual(['index.html']);
  });

  it('that never begins is given up in time', async () => {
    const { left } = await crawlTo({ '/x': () => undefined }, { budgets: limits });
    expect(left).toMatchObject({ '/x': 'too-slow' });
  });

  it('without end is hung up on at its limit, page or file', async () => {
    const endless =
      (type: string): Page =>
      (_request, response) => {
        response.writeHead(200, { 'content-type': type });
        const more = (): void => {
          while (!response.destroyed && response.write('x'.repeat(65_536)));
        };
        response.on('drain', more);
        more();
      };
    const page = endless('text/html');
    const { left } = await crawlTo(
      {
        '/x': page,
        '/': lesson('Accueil', '<a href="/x">x</a><a href="/y.pdf">y</a>'),
        '/y.pdf': endless('application/pdf'),
      },
      { budgets: { ...limits, answerMs: durationMs(20_000) } },
    );
    expect(left).toMatchObject({ '/x': 'too-big', '/y.pdf': 'too-big' });
  });

  it('that says that it is too big is not read', async () => {
    const big: Page = (_request, response) =>
      void response
        .writeHead(200, { 'content-type': 'text/html', 'content-length': 1e9 })
        .write('x');
    expect((await crawlTo({ '/x': big }, { budgets: limits })).left).toMatchObject({
      '/x': 'too-big',
    });
  });

  it('that is a bomb, or no gzip at all, is refused', async () => {
    const zipped =
      (body: Uint8Array): Page =>
      (_request, response) =>
        void response
          .writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' })
          .end(body);
    const { left } = await crawlTo(
      {
        '/x': zipped(gzipSync(Buffer.alloc(20_000_000))),
        '/': lesson('Accueil', '<a href="/x">x</a><a href="/y">y</a>'),
        '/y': zipped(Buffer.from('no gzip')),
      },
      { budgets: limits },
    );
    expect(left).toMatchObject({ '/x': 'too-big', '/y': 'bad-encoding' });
  });

  it('larger than the memory for one goes through the disk, and is the same', async () => {
    const body = Buffer.alloc(800_000, 'abcdefg');
    site.pages.set('/', lesson('Accueil', '<a href="/x.pdf">x</a>'));
    site.pages.set('/x.pdf', file('application/pdf', body));
    const source = await crawlSource(aCrawl(site, folder.path));
    const found = (await source.list()).files.find(({ name }) => name === 'x.pdf');
    expect(found?.sizeBytes).toBe(800_000);
    expect(found && Buffer.from((await source.read(found)) ?? []).equals(body)).toBe(true);
  });

  it.each([
    ['application/zip', '/x', 'type'],
    ['video/mp4', '/x', 'type'],
  ])('of type %s is not read', async (type, target, reason) => {
    expect((await crawlTo({ '/x': file(type, 'x') })).left).toMatchObject({ [target]: reason });
  });

  it('that is a page where a picture was announced is none', async () => {
    const { left, names } = await crawlTo({
      '/': lesson('Accueil', '<img src="/p.png">'),
      '/p.png': lesson('Erreur'),
    });
    expect(left).toMatchObject({ '/p.png': 'wrong-type' });
    expect(names).toEqual(['index.html']);
  });

  it('that breaks off, or refuses, is told', async () => {
    const { left } = await crawlTo({
      '/': lesson('Accueil', '<a href="/x">x</a><a href="/y">y</a><a href="/z">z</a>'),
      '/x': (request) => void request.socket.destroy(),
      '/y': (_request, response) => void response.writeHead(403).end(),
    });
    expect(left).toMatchObject({ '/x': 'unreachable', '/y': 'forbidden', '/z': 'not-found' });
  });
});

describe('a site', () => {
  it('that redirects in a circle, for ever, or away is told so', async () => {
    const on: Page = (request, response) => {
      const n = Number(/\d+/.exec(request.url ?? '')?.[0]);
      response.writeHead(302, { location: `/n/${n + 1}` }).end();
    };
    const { left, names } = await crawlTo({
      '/': lesson(
        'Accueil',
        '<a href="/a">a</a><a href="/n/0">n</a><a href="/w">w</a><a href="/self">s</a>',
      ),
      '/a': redirect('/b'),
      '/b': redirect('/a'),
      '/w': redirect('http://169.254.169.254/latest/meta-data/'),
      '/self': redirect('/self?lang=fr'),
      '*': on,
    });
    expect(left).toMatchObject({
      '/a': 'redirect-circle',
      '/b': 'redirect-circle',
      '/w': 'redirected-away',
    });
    expect(names).toEqual(['index.html']);
    expect(site.asked.filter((target) => /^\/n\/\d/.test(target)).length).toBeLessThan(13);
  });

  it('that sends a visitor once around to set a cookie is read', async () => {
    const gate: Page = (request, response) => {
      if (request.headers.cookie === 'seen=1') html(response, lesson('Derrière'));
      else response.writeHead(302, { location: '/x', 'set-cookie': 'seen=1' }).end();
    };
    expect((await crawlTo({ '/x': gate })).names).toEqual(['index.html', 'x.html']);
  });

  it('with a calendar without end is cut off, the same whatever answers first', async () => {
    const month: Page = (request, response) => {
      const t = Number(new URL(request.url ?? '', 'http://x').searchParams.get('time') ?? 0);
      const days = Array.from({ length: 30 }, (_, n) => `<a href="?time=${t + n - 15}">j</a>`);
      html(response, lesson(`Mois ${t}`, days.join('')));
    };
    const pages = { '/': lesson('Accueil', '<a href="/x?time=0">x</a>'), '/x': month };
    const first = await crawlTo(pages, { scope: { caps: { calendar: 20 } } });
    expect(first.names).toHaveLength(21);
    expect(Object.values(first.left)).toContain('too-many-alike');
    folder.remove();
    const second = await crawlTo(pages, {
      scope: { caps: { calendar: 20 } },
      politeness: { concurrency: 1 },
    });
    expect(second.names).toEqual(first.names);
    expect(second.left).toEqual(first.left);
  });

  it('with a hundred thousand links on a page has some of them read, and says so', async () => {
    const links = Array.from({ length: 100_000 }, (_, n) => `<a href="${n}">x</a>`).join('');
    const { left, report } = await crawlTo(
      { '/x': lesson('X', links) },
      { scope: { linksPerPage: 50 } },
    );
    expect(left).toMatchObject({ '/x': 'too-many-links' });
    expect(report.requests).toBe(52);
  });

  it('is never logged out of, and its login pages are no lessons', async () => {
    const form =
      '<title>Connexion</title><form action="/login/"><input type="password" name="p"></form>';
    const { left, names } = await crawlTo({
      '/': lesson(
        'Accueil',
        '<a href="/login/logout.php?sesskey=x">x</a><a href="/cas/login">y</a><a href="/m">m</a><a href="/r">r</a>',
      ),
      '/m': form,
      '/r': redirect('/login/index.php'),
      '/login/logout.php': lesson('Parti'),
    });
    expect(left).toMatchObject({
      '/login/logout.php': 'acting-link',
      '/cas/login': 'login-page',
      '/m': 'login-page',
      '/r': 'login-page',
    });
    expect(names).toEqual(['index.html']);
    expect(site.asked.some((target) => target.includes('log'))).toBe(false);
  });

  it('that answers many addresses with one bare page has none of them taken for lessons', async () => {
    const bare = '<p>Un instant</p>';
    const links = [1, 2, 3, 4, 5].map((n) => `<a href="/b${n}.html">x</a>`).join('');
    const pages = Object.fromEntries([1, 2, 3, 4, 5].map((n) => [`/b${n}.html`, bare]));
    const { left, names } = await crawlTo({ '/': lesson('Accueil', links), ...pages });
    expect(names).toEqual(['index.html']);
    expect(left).toMatchObject({ '/b1.html': 'login-page', '/b5.html': 'login-page' });
  });

  it('larger than its budget gives the first pages with their pictures, and says what it cut', async () => {
    const links = Array.from({ length: 9 }, (_, n) => `<a href="/l${n}.html">x</a>`).join('');
    const pages = Object.fromEntries(
      Array.from({ length: 9 }, (_, n) => [
        `/l${n}.html`,
        lesson(`L${n}`, `<img src="/p${n}.png">`),
      ]),
    );
    const over = { budgets: { pages: 4 } };
    const { left, names, report } = await crawlTo(
      { '/': lesson('Accueil', links), ...pages, '*': file('image/png', 'png') },
      over,
    );
    expect(report.ended).toEqual({ kind: 'complete' });
    expect(names).toEqual([
      'index.html',
      'l0.html',
      'l1.html',
      'l2.html',
      'p0.png',
      'p1.png',
      'p2.png',
    ]);
    expect(left).toMatchObject({ '/l#.html (× 6)': 'budget' });
  });

  it('that invents addresses without end has no more of them written down than it may have files', async () => {
    const invent: Page = (request, response) => {
      const name = (request.url ?? '').replaceAll('/', '');
      const links = Array.from(
        { length: 30 },
        (_, n) => `<a href="/${name}${String.fromCharCode(97 + n)}">x</a>`,
      );
      html(response, lesson(name, links.join('')));
    };
    const { report, left } = await crawlTo(
      { '/x': invent, '*': invent },
      { budgets: { files: 20 }, scope: { depth: 5 } },
    );
    expect(report.ended).toEqual({ kind: 'complete' });
    expect(site.asked.length).toBeLessThanOrEqual(22);
    expect(Object.values(left)).toContain('budget');
  });

  it('whose address is private is not reached, by name, by number or by redirect', async () => {
    const request = aCrawl(site, folder.path, { allowLoopback: false });
    await expect(crawlSite(request)).rejects.toMatchObject({ code: 'mirror-source-unreadable' });
    const named = {
      ...request,
      start: ['http://ent.example.fr/'],
      pinned: { 'ent.example.fr': { addresses: ['127.0.0.1'] } },
    };
    await expect(crawlSite(named)).rejects.toMatchObject({ code: 'mirror-source-unreadable' });
    expect(site.asked).toEqual([]);
  });

  it('that finds no room in its store stops with the system’s own words', async () => {
    await crawlTo({ '/x': lesson('X') });
    site.pages.set('/x', lesson('X, revue'));
    rmSync(join(folder.path, 'objects'), { recursive: true });
    writeFileSync(join(folder.path, 'objects'), '');
    const refused = crawlSite(aCrawl(site, folder.path));
    await expect(refused).rejects.toMatchObject({ code: 'store-unavailable', retryable: true });
  });

  it('without one page is refused, with the reason', async () => {
    await expect(crawlTo({ '/': redirect('https://ailleurs.example/') })).rejects.toThrow(
      /redirected-away/,
    );
  });
});
