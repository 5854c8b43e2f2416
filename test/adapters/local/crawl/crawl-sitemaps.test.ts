// Goal: sitemaps are asked for as politely as pages, and not at all where the site bears no more.
// Method: an index of many sitemaps on loopback, a clock that is only waited for, and what was asked when.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { crawlSite } from '../../../../adapters/local/crawl/crawl-site.ts';
import { planCrawl } from '../../../../adapters/local/crawl/plan-crawl.ts';
import { minutes } from '../../../../core/units.ts';
import {
  aCrawl,
  aFolder,
  aSite,
  file,
  lesson,
  patientClock,
  type Page,
  type Site,
} from './a-site.ts';

let folder: ReturnType<typeof aFolder>;
let site: Site;
beforeEach(async () => {
  folder = aFolder();
  site = await aSite({ '/': lesson('Accueil') });
});
afterEach(async () => {
  await site.close();
  folder.remove();
});

const sitemaps = () => site.asked.filter((target) => target.startsWith('/s'));

function indexOf(count: number, answer: Page, robots = ''): void {
  const locs = Array.from({ length: count }, (_, n) => `<loc>${site.origin}/s${n}.xml</loc>`);
  const list = locs.map((loc) => `<sitemap>${loc}</sitemap>`).join('');
  site.pages.set('/robots.txt', file('text/plain', `User-agent: *\n${robots}`));
  site.pages.set('/sitemap.xml', file('text/xml', `<sitemapindex>${list}</sitemapindex>`));
  for (let n = 0; n < count; n += 1) site.pages.set(`/s${n}.xml`, answer);
}

const EMPTY = file('text/xml', '<urlset></urlset>');

it('come no faster than robots.txt asks', async () => {
  indexOf(10, EMPTY, 'Crawl-delay: 2');
  const clock = patientClock();
  const report = await crawlSite(aCrawl(site, folder.path, { clock }));
  expect(report.ended).toEqual({ kind: 'complete' });
  expect(sitemaps()).toHaveLength(11);
  expect(clock.slept.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThanOrEqual(11 * 2_000);
});

it('come no faster than the recipe says', async () => {
  indexOf(10, EMPTY);
  const clock = patientClock();
  await crawlSite(aCrawl(site, folder.path, { clock, politeness: { perSecond: 1 } }));
  expect(clock.slept.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThanOrEqual(10_000);
});

it('end a visit that is asked to come back in an hour, which begins with them the next time', async () => {
  indexOf(400, (_request, response) => {
    response.writeHead(503, { 'retry-after': '3600' }).end();
  });
  const report = await crawlSite(aCrawl(site, folder.path));
  expect(report.ended).toMatchObject({ kind: 'stopped', why: 'origin-busy' });
  expect(sitemaps()).toEqual(['/sitemap.xml', '/s0.xml']);
  const plan = await planCrawl(aCrawl(site, `${folder.path}-plan`));
  expect([plan.robots, plan.firstPages]).toEqual(['read', 1]);
  site.asked.splice(0);
  indexOf(3, EMPTY);
  const next = await crawlSite(aCrawl(site, folder.path));
  expect(next.ended).toEqual({ kind: 'complete' });
  expect(sitemaps()).toEqual(['/sitemap.xml', '/s0.xml', '/s1.xml', '/s2.xml']);
});

it('end a visit of a site whose answers are errors', async () => {
  indexOf(400, (_request, response) => {
    response.writeHead(500).end();
  });
  const report = await crawlSite(aCrawl(site, folder.path));
  expect(report.ended).toMatchObject({ kind: 'stopped', why: 'origin-unhealthy' });
  expect(sitemaps().length).toBeLessThan(50);
});

it('leave most of the time to pages', async () => {
  indexOf(400, EMPTY, 'Crawl-delay: 10');
  const report = await crawlSite(aCrawl(site, folder.path, { budgets: { wallMs: minutes(10) } }));
  expect(report.ended).toEqual({ kind: 'complete' });
  expect(report.changed).toBe(1);
  expect(sitemaps().length).toBeLessThan(30);
});

it('are asked again where they were too much for a moment', async () => {
  let left = 1;
  indexOf(1, (_request, response) => {
    left -= 1;
    if (left >= 0) response.writeHead(429, { 'retry-after': '20' }).end();
    else response.writeHead(200, { 'content-type': 'text/xml' }).end('<urlset></urlset>');
  });
  const report = await crawlSite(aCrawl(site, folder.path));
  expect(report.ended).toEqual({ kind: 'complete' });
  expect(sitemaps()).toEqual(['/sitemap.xml', '/s0.xml', '/s0.xml']);
});
