// Goal: links of lessons stay valid on the mirror, lead away marked, or lead nowhere openly.
// Method: examples from real course sites, disguised schemes, and a round trip as a property.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressBook } from '../../../core/mirror/address-book.ts';
import { relativeHref, siteLink } from '../../../core/mirror/site-link.ts';
import { sha256 } from '../../../core/units.ts';

const paths = [
  '/index.html',
  '/a/cours.html',
  '/a/data/é 1.png',
  '/b/index.html',
  '/sommaire.html',
];
const book = addressBook({
  files: paths.map((path) => ({ path, sha256: sha256('0'), sizeBytes: 1, type: 'text/html' })),
  aliases: {
    '/b/': '/b/index.html',
    '/a/cours/': '/a/cours.html',
    '/a/cours.md': '/a/cours.html',
    '/view.php?id=1': '/a/cours.html',
  },
});
const from = (page: string, raw: string) =>
  siteLink(raw, { page, book, ownHosts: ['ent.example'] });

describe('a link of a lesson', () => {
  it.each([
    ['/a/cours.html', 'data/%C3%A9%201.png', './data/%C3%A9%201.png'],
    ['/a/cours.html', 'data/é 1.png', './data/%C3%A9%201.png'],
    ['/a/cours.html', '../b/', '../b/index.html'],
    ['/a/cours.html', '/b/#part', '../b/index.html#part'],
    ['/sommaire.html', '../a/cours/', './a/cours.html'],
    ['/index.html', 'a/cours.md', './a/cours.html'],
    ['/index.html', 'https://ENT.example:443/view.php?id=1&sesskey=z', './a/cours.html'],
    ['/index.html', '#titre', '#titre'],
  ])('on %s, %s becomes %s', (page, raw, href) => {
    expect(from(page, raw)).toMatchObject({ kind: 'internal', href });
  });

  it('leads away when it is of another site', () => {
    expect(from('/index.html', 'https://www.python.org/')).toEqual({
      kind: 'external',
      href: 'https://www.python.org/',
    });
    expect(from('/index.html', '//cdn.example/x')).toEqual({
      kind: 'external',
      href: 'https://cdn.example/x',
    });
    expect(from('/index.html', '\\\\cdn.example/x')).toEqual({
      kind: 'external',
      href: 'https://cdn.example/x',
    });
  });

  it('says so when its page is not there', () => {
    expect(from('/a/cours.html', '../c/')).toEqual({ kind: 'dead', target: '/c/' });
    expect(from('/a/cours.html', '../../../../etc/passwd')).toEqual({
      kind: 'dead',
      target: '/etc/passwd',
    });
    expect(from('/a/cours.html', '/view.php?id=9')).toEqual({
      kind: 'dead',
      target: '/view.php?id=9',
    });
  });

  it.each([
    'javascript:alert(1)',
    ' JaVaScRiPt:alert(1)',
    'java\nscript:alert(1)',
    '\u0001javascript:alert(1)',
    'vbscript:x',
    'data:text/html,<script>alert(1)</script>',
    'file:///etc/passwd',
    'blob:https://x/y',
    'http:javascript',
    'https://a@evil.example/',
    'https:///x',
    `https://x/${'y'.repeat(5_000)}`,
  ])('%j is refused', (raw) => {
    expect(from('/index.html', raw)).toEqual({ kind: 'refused' });
  });

  it('never comes out with a scheme that runs something', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.webUrl(),
          fc.string().map((text) => `java${text}script:x`),
        ),
        (raw) => {
          const link = from('/a/cours.html', raw);
          const href = 'href' in link ? link.href : '';
          expect(href).toMatch(/^(?:$|#|\.\.?\/|https?:\/\/|mailto:|tel:)/i);
        },
      ),
    );
  });
});

it('a relative address leads from any page to any other', () => {
  const path = fc
    .array(fc.stringMatching(/^[a-zé ?#%]{1,4}$/), { minLength: 1, maxLength: 4 })
    .map((names) => `/${names.join('/')}`);
  fc.assert(
    fc.property(path, path, (page, target) => {
      const base = `https://m.example${page.split('/').map(encodeURIComponent).join('/')}`;
      const there = new URL(relativeHref(page, target), base).pathname;
      expect(decodeURIComponent(there)).toBe(target);
    }),
  );
});
