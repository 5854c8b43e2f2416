// Goal: a mirror never hurts its origin: the crawl waits, slows and stops as it should, keeps what it
// has, and goes on later. Method: sites on loopback that complain, and a clock that is only waited for.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { crawlSource } from '../../../../adapters/local/crawl/crawl-source.ts';
import { durationMs } from '../../../../core/units.ts';
import {
  aCrawl,
  aFolder,
  aSite,
  file,
  html,
  lesson,
  type Page,
  patientClock,
  type Site,
} from './a-site.ts';

let folder: ReturnType<typeof aFolder>;
let site: Site;
beforeEach(async () => {
  folder = aFolder();
  site = await aSite({});
  const links = Array.from({ length: 40 }, (_, n) => `<a href="/l${n}.html">x</a>`).join('');
  site.pages.set('/', lesson('Accueil', links));
  for (let n = 0; n < 40; n += 1) site.pages.set(`/l${n}.html`, lesson(`Leçon ${n}`));
});
afterEach(async () => {
  await site.close();
  folder.remove();
});

const crawl = (over: Parameters<typeof aCrawl>[2] = {}) =>
  crawlSource(aCrawl(site, folder.path, over));

/** Answers `status` so many times, then the lesson. */
function after(
  times: number,
  status: number,
  headers: { readonly [name: string]: string } = {},
): Page {
  let left = times;
  return (_request, response) => {
    left -= 1;
    if (left >= 0) response.writeHead(status, headers).end();
    else html(response, lesson('Enfin'));
  };
}

const complete = { kind: 'complete' };

describe('an origin', () => {
  it('that says 429 or 503 is left alone as long as it asks, and asked again', async () => {
    const clock = patientClock();
    site.pages.set('/l7.html', after(2, 429, { 'retry-after': '30' }));
    site.pages.set('/l9.html', after(1, 503));
    const { report } = await crawl({ clock });
    expect(report.ended).toEqual(complete);
    expect(report.changed).toBe(41);
    expect(clock.slept.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThanOrEqual(60_000);
    expect(site.asked.filter((target) => target === '/l7.html')).toHaveLength(3);
  });

  it('is asked for its robots.txt as for any page: again where it was too much, and then from afar', async () => {
    const clock = patientClock();
    const at: number[] = [];
    let robots = 0;
    site.pages.set('/robots.txt', (_request, response) => {
      at.push(clock.now());
      robots += 1;
      if (robots === 1) response.writeHead(429, { 'retry-after': '30' }).end();
      else
        response
          .writeHead(200, { 'content-type': 'text/plain' })
          .end('User-agent: *\nCrawl-delay: 5');
    });
    site.pages.set('/', (_request, response) => {
      at.push(clock.now());
      html(response, lesson('Accueil'));
    });
    const { report } = await crawl({ clock });
    expect(report.ended).toEqual(complete);
    const [first = 0, second = 0, page = 0] = at;
    expect(second - first).toBeGreaterThanOrEqual(30_000);
    expect(page - second).toBeGreaterThanOrEqual(5_000);
  });

  it('that asks to come back much later is left, and the next run goes on', async () => {
    site.pages.set('/l7.html', after(1, 503, { 'retry-after': '3600' }));
    const first = await crawl();
    expect(first.report.ended).toMatchObject({ kind: 'stopped', why: 'origin-busy' });
    expect(first.report.waiting).toBeGreaterThan(0);
    const before = site.asked.filter((target) => target.startsWith('/l')).length;
    const second = await crawl();
    expect(second.report.ended).toEqual(complete);
    expect((await second.list()).files).toHaveLength(41);
    // Only the one that was refused is asked twice.
    const all = site.asked.filter((target) => target.startsWith('/l'));
    expect(all.length - before).toBe(41 - before);
    expect(new Set(all).size).toBe(40);
  });

  it('that answers with errors is left alone, with what is there kept', async () => {
    for (let n = 5; n < 40; n += 1) site.pages.set(`/l${n}.html`, after(1_000, 500));
    const source = await crawl();
    expect(source.report.ended).toMatchObject({ kind: 'stopped', why: 'origin-unhealthy' });
    expect(site.asked.length).toBeLessThan(30);
    const { files, leftOut } = await source.list();
    expect(files.length).toBeGreaterThan(0);
    expect(leftOut).toContainEqual({ name: `${site.origin}/`, reason: 'crawl-stopped' });
  });

  it('that cannot say what robots may do is not crawled', async () => {
    site.pages.set('/robots.txt', (_request, response) => void response.writeHead(503).end());
    await expect(crawl().then((source) => source.list())).rejects.toThrow(
      /expected at least one page/,
    );
    expect(site.asked).toEqual(['/robots.txt', '/robots.txt', '/robots.txt']);
  });

  it('is asked no more at once than allowed', async () => {
    let running = 0;
    let most = 0;
    site.pages.clear();
    site.pages.set('*', (request, response) => {
      running += 1;
      most = Math.max(most, running);
      setTimeout(() => {
        running -= 1;
        const links = Array.from({ length: 40 }, (_, n) => `<a href="/m${n}">x</a>`).join('');
        html(response, lesson(request.url ?? '', request.url === '/' ? links : ''));
      }, 2);
    });
    await crawl({ politeness: { concurrency: 3 } });
    expect(most).toBe(3);
  });

  it('is given the time between two requests that its robots.txt asks for', async () => {
    const clock = patientClock();
    site.pages.set('/robots.txt', file('text/plain', 'User-agent: *\nCrawl-delay: 2'));
    const startedAt = clock.now();
    await crawl({ clock });
    expect(clock.now() - startedAt).toBeGreaterThanOrEqual(40 * 2_000);
  });
});

describe('a crawl', () => {
  it('paused in the midst keeps what it has and goes on from there', async () => {
    const pause = new AbortController();
    site.pages.set('/l20.html', (_request, response) => {
      pause.abort();
      response.writeHead(200, { 'content-type': 'text/html' }).write('x');
    });
    const first = await crawl({ signal: pause.signal, politeness: { concurrency: 2 } });
    expect(first.report.ended).toMatchObject({ kind: 'stopped', why: 'paused' });
    site.pages.set('/l20.html', lesson('Leçon 20'));
    const second = await crawl();
    expect(second.report.ended).toEqual(complete);
    expect((await second.list()).files).toHaveLength(41);
    const again = site.asked.filter((target, index) => site.asked.indexOf(target) !== index);
    // What was on its way when it paused is asked again, and nothing else.
    expect(again.length).toBeLessThanOrEqual(2);
  });

  it('whose time is used up goes on with the next run', async () => {
    const politeness = { perSecond: 10 };
    const first = await crawl({ politeness, budgets: { wallMs: durationMs(2_000) } });
    expect(first.report.ended).toMatchObject({ kind: 'stopped', why: 'time-used-up' });
    const second = await crawl({ politeness });
    expect(second.report.ended).toEqual(complete);
    expect(first.report.requests + second.report.requests).toBe(41);
  });

  it('is the only one in its store', async () => {
    let second: unknown = null;
    site.pages.set('/l3.html', (_request, response) => {
      void crawl()
        .catch((error: unknown) => {
          second = error;
        })
        .then(() => html(response, lesson('Leçon 3')));
    });
    await crawl();
    expect(second).toMatchObject({ code: 'data-folder-in-use' });
  });
});
