// Goal: "preau mirror build" makes a mirror of a web site as its owner wants it, asks it only for what changed the
// next time, pauses, stops for an unwell origin, and asks nothing of this machine unless it may.
// Method: a site on loopback that writes down what it is asked, built by the command into a new folder.
import { mkdir, readdir, readFile, readlink, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openLessons } from '../../adapters/local/lessons/open-lessons.ts';
import { mirrorWords } from '../../adapters/local/mirror/words.ts';
import { createIo } from '../../cli/frame-io.ts';
import { errorText } from '../../cli/errors-text.ts';
import { exitCodeOf } from '../../cli/errors-exit-codes.ts';
import { readWords } from '../../web/words.ts';
import { mirrorCrawlPlan } from '../../cli/mirror-crawl-plan.ts';
import { mirrorBuild } from '../../cli/mirror-build.ts';
import { PreauError } from '../../core/errors.ts';
import { aSite, file, html, lesson } from '../adapters/local/crawl/a-site.ts';
import { temporaryFolder } from '../adapters/local/mirror/fixture.ts';

const folder = temporaryFolder();

async function site() {
  const found = await aSite({
    '/': lesson('Accueil', '<a href="/cours/1.html?sesskey=a">Un</a>'),
    '/cours/1.html': lesson('Leçon un'),
  });
  onTestFinished(() => found.close());
  return found;
}

function built(isTTY = false, env: Record<string, string> = {}) {
  const texts = { out: '', err: '' };
  const io = createIo({
    argv: ['--lang', 'fr'],
    env,
    stdout: { write: (text: string) => void (texts.out += text) },
    stderr: { write: (text: string) => void (texts.err += text), isTTY },
  });
  return { texts, io };
}

const asked = (source: string, out: string) => ({
  source,
  out,
  platform: 'ent',
  allowLoopback: true,
  json: true,
  now: 0,
});

it('builds the pages of a site, and the same mirror again for a site that did not change', async () => {
  const { origin, asked: requests } = await site();
  const out = join(await folder(), 'out');
  const [first, second] = [built(), built()];
  expect(await mirrorBuild(asked(`${origin}/`, out), first.io)).toBe(0);
  expect(await readFile(join(out, 'cours/1.html'), 'utf8')).toContain('<h1>Leçon un</h1>');
  const before = requests.length;
  expect(await mirrorBuild(asked(`${origin}/`, out), second.io)).toBe(0);
  expect(requests.length).toBe(2 * before);
  const report: unknown = JSON.parse(second.texts.out);
  expect(report).toMatchObject({ changed: 0, buildId: JSON.parse(first.texts.out).buildId });
});

it('keeps what was fetched for its owner alone, in a folder that web servers can read', async () => {
  const { origin } = await site();
  const root = await folder();
  const out = join(root, 'out');
  await mirrorBuild(asked(`${origin}/`, out), built().io);
  await mkdir(join(root, 'usual'));
  const mode = async (path: string) => (await stat(path)).mode & 0o777;
  expect(await mode(join(out, '.preau/crawl'))).toBe(0o700);
  const usual = await mode(join(root, 'usual'));
  expect([await mode(out), await mode(join(out, '.preau'))]).toEqual([usual, usual]);
});

it('asks nothing of this machine unless it may', async () => {
  const { origin, asked: requests } = await site();
  const out = join(await folder(), 'out');
  const options = { ...asked(`${origin}/`, out), allowLoopback: false };
  await expect(mirrorBuild(options, built().io)).rejects.toMatchObject({
    code: 'mirror-source-unreadable',
  });
  expect(requests).toEqual([]);
});

it('leaves a folder of other people as it is, and asks the site nothing', async () => {
  const { origin, asked: requests } = await site();
  const out = await folder();
  await writeFile(join(out, 'notes.txt'), 'not a mirror');
  await expect(mirrorBuild(asked(`${origin}/`, out), built().io)).rejects.toMatchObject({
    code: 'argument-invalid',
  });
  expect(await readdir(out)).toEqual(['notes.txt']);
  expect(requests).toEqual([]);
});

it('repeats no password of an address that it refuses', async () => {
  const out = join(await folder(), 'out');
  const source = 'https://marie:c4n4ri@ent.example.fr/';
  const refused = await mirrorBuild(asked(source, out), built().io).catch(String);
  expect(refused).toMatch(/without name and password/);
  expect(refused).not.toContain('c4n4ri');
  await expect(openLessons(source, mirrorWords('fr'))).rejects.not.toThrow('c4n4ri');
});

it('refuses connections out of bounds', async () => {
  const out = join(await folder(), 'out');
  for (const connections of ['0', '65', 'many'])
    await expect(
      mirrorBuild({ ...asked('https://ent.example.fr/', out), connections }, built().io),
    ).rejects.toThrow('--connections: expected 1 to 64');
});

it('takes no address of a site where there is no place for what is fetched', async () => {
  await expect(openLessons('https://ent.example.fr/', mirrorWords('fr'))).rejects.toMatchObject({
    code: 'mirror-source-unreadable',
  });
});

const longSite = async (count: number) => {
  const found = await site();
  const links = Array.from({ length: count }, (_, n) => `<a href="/l/${n}.html">x</a>`).join('');
  found.pages.set('/', lesson('Accueil', links));
  for (let n = 0; n < count; n += 1) found.pages.set(`/l/${n}.html`, lesson(`Leçon ${n}`));
  return found;
};

it('pauses at the first Ctrl-C, keeps the mirror that stands, and goes on where it was', async () => {
  const found = await longSite(60);
  const out = join(await folder(), 'out');
  const pausing = new AbortController();
  let ended = 0;
  const pausable = () => ({ signal: pausing.signal, end: () => void (ended += 1) });
  found.pages.set('/l/30.html', (_request, response) => {
    pausing.abort();
    html(response, lesson('Leçon 30'));
  });
  const options = { ...asked(`${found.origin}/`, out), json: false };
  await expect(mirrorBuild({ ...options, pausable }, built().io)).rejects.toMatchObject({
    code: 'crawl-paused',
  });
  expect(ended).toBeGreaterThan(0);
  expect(await readdir(out)).toEqual(['.preau']);
  const again = built(true);
  expect(await mirrorBuild(options, again.io)).toBe(0);
  expect(again.texts.err).toMatch(/Visite reprise : \d+ adresses déjà là\./);
  expect(again.texts.out).toMatch(/visite : \d+ demandes en/);
  const pages = found.asked.filter((target) => target.startsWith('/l/'));
  // What was on its way is asked again, nothing else.
  expect(pages.length - new Set(pages).size).toBeLessThanOrEqual(4);
  expect(await readFile(join(out, 'l/59.html'), 'utf8')).toContain('Leçon 59');
});

it('stops for an origin that is unwell, says so, and keeps the mirror that stands', async () => {
  const found = await longSite(60);
  const out = join(await folder(), 'out');
  const options = asked(`${found.origin}/`, out);
  await mirrorBuild(options, built().io);
  const before = await readlink(join(out, '.preau/current'));
  for (const target of found.pages.keys()) {
    if (target.startsWith('/l/'))
      found.pages.set(target, (_request, response) => void response.writeHead(500).end());
  }
  const stopped = await mirrorBuild(options, built().io).catch((error: unknown) => error);
  expect(stopped).toMatchObject({ code: 'crawl-stopped', retryable: true });
  expect(String(stopped)).toContain('origin-unhealthy');
  if (!(stopped instanceof PreauError)) throw new Error('expected an expected failure');
  const why = (['fr', 'en'] as const).map((language) => errorText(stopped, language));
  expect(why).toEqual([
    expect.stringMatching(/^visite de 127\.0\.0\.1:\d+ arrêtée après \d+ requêtes : /),
    expect.stringMatching(/^the visit of 127\.0\.0\.1:\d+ was stopped after \d+ requests: /),
  ]);
  expect(exitCodeOf(stopped)).toBe(5);
  expect(await readFile(join(out, 'l/59.html'), 'utf8')).toContain('Leçon 59');
  const after = await readlink(join(out, '.preau/current'));
  expect(after).toEqual(before);
});

it('visits a site as its recipe says, and counts for programs', async () => {
  const found = await longSite(5);
  const root = await folder();
  found.pages.set('/prive/x.html', (request, response) => {
    html(response, request.headers.authorization === 'Bearer canari' ? lesson('Privé') : '');
  });
  found.pages.set('/', lesson('Accueil', '<a href="/prive/x.html">x</a><a href="/l/1.html">1</a>'));
  const recipe = join(root, 'ent.yaml');
  await writeFile(
    recipe,
    'exclude: [/l/]\nlicence: CC BY 4.0\npoliteness: { perSecond: 500 }\nsession: { headers: { authorization: { environment: ENT_TOKEN } } }\n',
  );
  const run = built(false, { ENT_TOKEN: 'Bearer canari' });
  const options = { ...asked(`${found.origin}/`, join(root, 'out')), recipe };
  expect(await mirrorBuild(options, run.io)).toBe(0);
  expect(JSON.parse(run.texts.out)).toMatchObject({
    licence: 'CC BY 4.0',
    crawl: { ended: { kind: 'complete' }, changed: 2, resumed: 0, noBrowser: null },
  });
  expect(await readFile(join(root, 'out/prive/x.html'), 'utf8')).toContain('Privé');
  expect(run.texts.out).not.toContain('canari');
  await writeFile(recipe, 'exclude: [l]\nbudgets: { page: 3 }\n');
  const refused = await mirrorBuild(options, run.io).catch((error: unknown) => error);
  expect(refused).toMatchObject({ code: 'config-invalid' });
  expect(String(refused)).toMatch(
    /ent\.yaml:1:\d+ exclude\[0\].*\n.*ent\.yaml:2:\d+ budgets\.page/,
  );
});

it('says what a visit would ask, and asks for robots.txt and the sitemap alone', async () => {
  const found = await longSite(5);
  const out = join(await folder(), 'out');
  const { origin } = found;
  found.pages.set(
    '/robots.txt',
    file('text/plain', 'User-agent: *\nDisallow: /prive/\nCrawl-delay: 2'),
  );
  found.pages.set(
    '/sitemap.xml',
    file(
      'application/xml',
      `<urlset>${['/l/1.html', '/l/2.html', '/prive/a.html'].map((path) => `<url><loc>${origin}${path}</loc></url>`).join('')}</urlset>`,
    ),
  );
  const run = built();
  expect(await mirrorCrawlPlan(asked(`${origin}/`, out), run.io)).toBe(0);
  expect(JSON.parse(run.texts.out)).toMatchObject({
    robots: 'read',
    firstPages: 3,
    refused: { robots: 1 },
    known: null,
    requests: 3,
    perSecond: 0.5,
    leastMs: 6_000,
  });
  expect(found.asked).toEqual(['/robots.txt', '/sitemap.xml']);
  await expect(readdir(out)).rejects.toThrow('ENOENT');
  const words = built();
  expect(await mirrorCrawlPlan({ ...asked(`${origin}/`, out), json: false }, words.io)).toBe(0);
  expect(words.texts.out).toContain('Au moins 3 demandes');
  expect(words.texts.out).not.toMatch(/mirror\.|\{\w+\}/);
  found.pages.set('/robots.txt', (_request, response) => void response.writeHead(500).end());
  expect(await mirrorCrawlPlan(asked(`${origin}/`, out), built().io)).toBe(1);
});

it('asks the address that is pinned, by the name of the site', async () => {
  const found = await site();
  const names: (string | undefined)[] = [];
  found.pages.set('*', (request, response) => {
    names.push(request.headers.host);
    html(response, lesson('Une'));
  });
  found.pages.delete('/');
  const connectTo = [`ent.example.fr=${new URL(found.origin).host}`];
  const out = join(await folder(), 'out');
  expect(
    await mirrorBuild({ ...asked('http://ent.example.fr/', out), connectTo }, built().io),
  ).toBe(0);
  expect(new Set(names)).toEqual(new Set(['ent.example.fr']));
  for (const wrong of ['ent.example.fr', 'a=b', 'a=::1', 'a=1.2.3.4:99999'])
    await expect(
      mirrorBuild({ ...asked('http://ent.example.fr/', out), connectTo: [wrong] }, built().io),
    ).rejects.toThrow('--connect-to');
});

it.each([
  'paused',
  'origin-unhealthy',
  'origin-busy',
  'robots-unavailable',
  'session-lost',
  'time-used-up',
])('says in both languages that a visit ended early: %s', (why) => {
  const values = { host: 'ent.example.fr', requests: 1, waiting: 1 };
  for (const language of ['fr', 'en'] as const) {
    const text = readWords(language)(`errors.crawl.${why}`, values);
    expect(text).toContain('ent.example.fr');
    expect(text).not.toMatch(/[{}]/);
  }
});
