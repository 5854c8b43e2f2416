// Goal: the crawler sees in a page what the cleaner will ask for, rewrites only addresses, reads
// sitemaps as a stream, and opens no connection to where it must not.
// Method: the cleaner itself as the judge; properties over pages, cuts and addresses.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { absoluteLinks } from '../../../../adapters/local/crawl/absolute-links.ts';
import { mayReach } from '../../../../adapters/local/crawl/reach.ts';
import { readPage } from '../../../../adapters/local/crawl/read-page.ts';
import { readSitemap, type SitemapEntry } from '../../../../adapters/local/crawl/sitemap.ts';
import { cleanPage } from '../../../../adapters/local/mirror/page.ts';
import { mirrorWords } from '../../../../adapters/local/mirror/words.ts';
import { sha256 } from '../../../../core/units.ts';

const words = mirrorWords('fr');

/** What the cleaner asks about, as addresses that can be fetched. */
function asked(html: string): readonly string[] {
  const seen = new Set<string>();
  cleanPage(
    html,
    (raw) => {
      seen.add(raw);
      return { kind: 'internal', href: './x', path: '/x' };
    },
    words,
  );
  return [...seen].filter((raw) => raw !== '' && !raw.startsWith('#')).toSorted();
}

const found = (html: string) => readPage(html, 1_000).links.map(({ raw }) => raw);

const EVERYTHING = `<base href="/b/"><link rel="stylesheet" href="l.css"><script src="s.js"></script>
  <a href="a">a</a><a href="#x">x</a><area href="area"><img src="i1" srcset="i1b 2x"><img data-src="i2">
  <img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="i3"><img src="i4" data-src="i5"><img data-original="i6">
  <picture><source srcset="p1 2x"><img src="p2"></picture>
  <video src="v1" poster="v2"><source src="v3"><track src="v4"><a href="v5">v</a></video><audio src="au"></audio>
  <audio><source src="au2"></audio><video poster="v6"><source src="v7"></video>
  <iframe src="f1"></iframe><iframe data-src="f2"></iframe><object data="o1"><embed src="o2"></object><embed src="e1">
  <svg><a href="svg1"><image href="svg2"/></a></svg><noscript><img src="n1"></noscript>
  <template><img src="t1"></template><form action="fo"><input type="image" src="in"></form>
  <div style="background:url(st)"><a href="last">z</a></div>`;

describe('the addresses of a page', () => {
  it('are all that the cleaner asks for', () => {
    const links = found(EVERYTHING);
    for (const address of asked(EVERYTHING)) expect(links).toContain(address);
  });

  it('are nothing of what the mirror drops', () => {
    for (const dropped of ['l.css', 's.js', 'i1b', 'p1', 'fo', 'in', 'st', 'svg2', 'v4']) {
      expect(found(EVERYTHING)).not.toContain(dropped);
    }
  });

  it('are all that the cleaner asks for, however the tags are nested', () => {
    const tag = fc.constantFrom(
      '<a href="X">',
      '</a>',
      '<img src="X">',
      '<img data-src="X">',
      '<iframe src="X">',
      '</iframe>',
      '<video src="X" poster="X">',
      '<source src="X">',
      '</video>',
      '<object data="X">',
      '</object>',
      '<svg>',
      '</svg>',
      '<template>',
      '</template>',
      '<p>',
      '<table><tr><td>',
      '</table>',
      'texte',
    );
    fc.assert(
      fc.property(fc.array(tag, { maxLength: 25 }), (tags) => {
        const html = tags.map((one, n) => one.replaceAll('X', `l${n}`)).join('');
        const links = found(html);
        for (const address of asked(html)) expect(links).toContain(address);
      }),
    );
  });

  it('are bounded, and so is the depth', () => {
    const links = Array.from({ length: 100_000 }, (_, n) => `<a href="${n}">x</a>`).join('');
    const many = readPage(links, 10);
    expect(many.links).toHaveLength(10);
    expect(many.hasMoreLinks).toBe(true);
    const deep = readPage('<b>'.repeat(200_000), 10);
    expect(deep.links).toEqual([]);
  });
});

describe('an address written out in full', () => {
  const BASE = 'http://h/d/e?x';
  it.each([
    ['<a href="?a=1&amp;b=2">', '<a href="http://h/d/e?a=1&amp;b=2">'],
    ['<a href=x.html>', '<a href="http://h/d/x.html">'],
    ["<img src='../p q.png'>", "<img src='http://h/p%20q.png'>"],
    ['<a href="#x" title="?y">', '<a href="#x" title="?y">'],
    ['<a href="mailto:x@y"><a href><a href="">', '<a href="mailto:x@y"><a href><a href="">'],
    ['<script>var a=\'<a href="no">\'</script>', '<script>var a=\'<a href="no">\'</script>'],
    ['<a href="&#63;z=1">', '<a href="http://h/d/e?z=1">'],
    ['<a href="a&quot;b">', '<a href="http://h/d/a%22b">'],
    [
      '<video poster="p.png" src="f.mp4"></video>',
      `<video poster="${new URL('p.png', BASE).href}" src="${new URL('f.mp4', BASE).href}"></video>`,
    ],
  ])('%s is %s', (before, after) => {
    expect(absoluteLinks(before, BASE)).toBe(after);
  });

  it('leaves the text of a page as it is, whatever it is', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const written = absoluteLinks(text, BASE);
        expect(readPage(written, 10).letters).toBe(readPage(text, 10).letters);
      }),
    );
  });
});

describe('a sitemap', () => {
  const read = async (text: string) => {
    const entries: SitemapEntry[] = [];
    const bytes = new TextEncoder().encode(text);
    const body = { kind: 'memory', bytes, sha: sha256(''), size: bytes.length } as const;
    const isWhole = await readSitemap(body, (entry) => void entries.push(entry));
    return { entries, isWhole };
  };

  it('gives its addresses, and not those of its pictures', async () => {
    const { entries } = await read(
      '<urlset><url><loc> http://h/a?x=1&amp;y=2 </loc><lastmod>2024-01-02</lastmod><image:image><image:loc>http://h/p.png</image:loc></image:image></url><url><loc>http://h/b</loc></url></urlset>',
    );
    expect(entries).toEqual([
      { kind: 'page', url: 'http://h/a?x=1&y=2', lastmod: '2024-01-02' },
      { kind: 'page', url: 'http://h/b', lastmod: '' },
    ]);
  });

  it.each([
    ['a page', '<!doctype html><p>Rien', true],
    [
      'a billion laughs',
      '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><urlset>&b;</urlset>',
      true,
    ],
    ['a pit', '<a>'.repeat(1_000_000), false],
    ['one entry without end', `<urlset><url><loc>${'x'.repeat(2_000_000)}`, true],
  ])('that is %s gives nothing', async (_, text, isWhole) => {
    expect(await read(text)).toEqual({ entries: [], isWhole });
  });
});

describe('a connection', () => {
  const open = { allowLoopback: true, privateHosts: ['intranet.example'], pinned: {} };
  const shut = { allowLoopback: false, privateHosts: [], pinned: {} };

  it.each([
    '169.254.169.254',
    '0.0.0.0',
    '224.0.0.1',
    'fe80::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    'x',
    '',
  ])('to %j is opened for nobody', (address) => {
    expect(mayReach(address, 'intranet.example', open)).toBe(false);
  });

  it.each(['127.0.0.1', '::1'])('to %s is opened only where loopback is allowed', (address) => {
    expect(mayReach(address, 'h', shut)).toBe(false);
    expect(mayReach(address, 'h', open)).toBe(true);
  });

  it.each(['10.1.2.3', '172.20.0.1', '192.168.1.1', '100.64.0.1', 'fd00::1'])(
    'to %s is opened only for a host that is named',
    (address) => {
      expect(mayReach(address, 'h', open)).toBe(false);
      expect(mayReach(address, 'intranet.example', open)).toBe(true);
    },
  );

  it('to the Internet is opened', () => {
    for (const address of ['93.184.216.34', '2606:4700::1111']) {
      expect(mayReach(address, 'h', shut)).toBe(true);
    }
  });
});
