// Goal: every form of a link is read as a browser reads it.
// Method: tables at the edges: lengths, blanks, hosts, folders, queries, each with a neighbour that differs.
import { describe, expect, it } from 'vitest';
import { addressBook } from '../../../core/mirror/address-book.ts';
import { relativeHref, siteLink } from '../../../core/mirror/site-link.ts';
import { sha256 } from '../../../core/units.ts';

const PATHS = [
  '/index.html',
  '/a/b.html',
  '/a/c/d.html',
  '/a/c/index.html',
  '/a/b/e.html',
  '/f.html',
  '/a/c/index/g.html',
  '/x.html/y/z.html',
];
const book = addressBook({
  files: PATHS.map((path) => ({ path, sha256: sha256('0'), sizeBytes: 1, type: 'text/html' })),
  aliases: { '/': '/index.html', '/a/c/': '/a/c/index.html', '/q?x=1': '/f.html' },
});
const from = (page: string, raw: string, writtenAt?: string) =>
  siteLink(raw, { page, book, ownHosts: ['ent.example'], writtenAt });
const REFUSED = { kind: 'refused' };

describe('a link', () => {
  it.each([
    ['mailto:a@b.fr', 'mailto:a@b.fr'],
    ['MailTo:a@b.fr', 'MailTo:a@b.fr'],
    ['tel:+33', 'tel:+33'],
    ['http://x.example/y?z#w', 'http://x.example/y?z#w'],
    ['HTTPS://x.example', 'HTTPS://x.example'],
    ['//x.example/a//b', 'https://x.example/a//b'],
    ['https://x.example:81/', 'https://x.example:81/'],
    [' \n\t https://x.example/a\nb c \u0000 ', 'https://x.example/ab c'],
    ['https://x.example/é', 'https://x.example/é'],
    ['https://x.example/😀 b', 'https://x.example/😀 b'],
    ['https:\\\\x.example\\y z', 'https://x.example/y z'],
    ['https://ent:80.example/f.html', 'https://ent:80.example/f.html'],
    ['https://x.example/\ny', 'https://x.example/y'],
  ])('%j leads away to %s', (raw, href) => {
    expect(from('/f.html', raw)).toEqual({ kind: 'external', href });
  });

  it.each([
    'ftp://x.example/',
    'https:x',
    'http:',
    'x+y.z-1:a',
    'https://',
    '//',
    'https://@',
    'https://a@',
    'https://a:b@x.example',
  ])('%j is refused', (raw) => {
    expect(from('/f.html', raw)).toEqual(REFUSED);
  });

  it('is refused beyond 4,000 characters, blanks around it not counted', () => {
    const long = `https://x.example/${'y'.repeat(4_000 - 18)}`;
    expect(from('/f.html', long)).toEqual({ kind: 'external', href: long });
    expect(from('/f.html', `${long}y`)).toEqual(REFUSED);
    expect(from('/f.html', `${' '.repeat(4_000)}${long}`)).toEqual({
      kind: 'external',
      href: long,
    });
    expect(from('/f.html', `${' '.repeat(4_001)}${long}`)).toEqual({
      kind: 'external',
      href: long.slice(0, -1),
    });
    expect(from('/f.html', `#${'y'.repeat(8_000)}`)).toEqual(REFUSED);
  });

  it.each([
    ['', ''],
    ['   ', ''],
    ['\n', ''],
    ['#', '#'],
    ['#a b', '#a b'],
    [' #a:b ', '#a:b'],
  ])('%j stays on its page', (raw, href) => {
    expect(from('/f.html', raw)).toEqual({ kind: 'internal', href });
  });

  it.each([
    ['/f.html', 'a/b.html', './a/b.html'],
    ['/f.html', 'a/b.html?x=1', './a/b.html'],
    ['/f.html', 'a/b.html#y?z', './a/b.html#y?z'],
    ['/f.html', 'a/b.html#y\nz', './a/b.html#yz'],
    ['/f.html', '/q?x=1#z', './f.html#z'],
    ['/f.html', '?x=1', './f.html'],
    ['/f.html', './a/./b.html', './a/b.html'],
    ['/f.html', '.', './index.html'],
    ['/f.html', './', './index.html'],
    ['/f.html', 'a/c/', './a/c/index.html'],
    ['/f.html', 'a/c/.', './a/c/index.html'],
    ['/f.html', 'a/c/../c/', './a/c/index.html'],
    ['/f.html', '/', './index.html'],
    ['/a/c/d.html', '..', './index.html'],
    ['/a/c/d.html', '../..', '../../index.html'],
    ['/a/c/d.html', '../b.html', '../b.html'],
    ['/a/c/d.html', '.', './index.html'],
    ['/a/c/d.html', '', ''],
    ['/a/b.html', 'e.html', './b/e.html'],
    ['/a/b.html', 'c/d.html', './c/d.html'],
    ['/a/c/index.html', 'd.html', './d.html'],
    ['/a/c/index.html', '../e.html', null],
    ['/a/c/index.html', 'g.html', null],
    ['/x.html/y.html', 'z.html', './y/z.html'],
    ['/index.html', 'a//b.html', './a/b.html'],
    ['/f.html', 'https://ENT.example', './index.html'],
    ['/f.html', 'https://ent.example?x=1', './index.html'],
    ['/f.html', 'https://ent.example/f.html', './f.html'],
    ['/f.html', 'http://a:b@ent.example:8080/a/b.html', './a/b.html'],
    ['/f.html', 'http://a@b@ent.example/a/b.html', './a/b.html'],
    ['/f.html', '//ent.example:80/a/b.html', './a/b.html'],
    ['/f.html', 'x-y/../a/b.html', './a/b.html'],
    ['/f.html', '/https://ent.example/f.html', null],
    ['/f.html', 'x/y:z/../../f.html', './f.html'],
  ])('on %s, %j leads to %s', (page, raw, href) => {
    const link = from(page, raw);
    expect(link.kind === 'internal' ? link.href : null).toBe(href);
  });

  it('names what is not there, legibly', () => {
    expect(from('/a/b.html', 'é%20x/?q#h')).toEqual({ kind: 'dead', target: '/a/é x/?q' });
    expect(from('/a/b.html', '%zz')).toEqual({ kind: 'dead', target: '/a/%zz' });
    expect(from('/index.html', 'g')).toEqual({ kind: 'dead', target: '/g' });
    expect(from('/index.html', 'https://ent.example/g')).toEqual({ kind: 'dead', target: '/g' });
    expect(from('/index.html', 'x//g/')).toEqual({ kind: 'dead', target: '/x//g/' });
    const empty = addressBook({ files: [], aliases: {} });
    expect(siteLink('.', { page: '/f.html', book: empty, ownHosts: [] })).toEqual({
      kind: 'dead',
      target: '/',
    });
    expect(from('/index.html', 'g.')).toEqual({ kind: 'dead', target: '/g.' });
    expect(from('/index.html', 'g...')).toEqual({ kind: 'dead', target: '/g...' });
    expect(from('/x y.html', '?z')).toEqual({ kind: 'dead', target: '/x y.html?z' });
    expect(from('/index.html', 'https://ent.example.org:1/x')).toMatchObject({ kind: 'external' });
  });

  it('of a copy is written from where the copy stands', () => {
    expect(from('/f.html', 'a/b.html', '/x/y/z.html')).toEqual({
      kind: 'internal',
      href: '../../a/b.html',
      path: '/a/b.html',
    });
  });
});

it.each([
  ['/a.html', '/a.html', './a.html'],
  ['/a/b.html', '/a/b.html', './b.html'],
  ['/a/b/c.html', '/a/b.html', '../b.html'],
  ['/a/b.html', '/a/b/c.html', './b/c.html'],
  ['/a/b/c.html', '/a', '../../a'],
  ['/a/a/a/c.html', '/a/a', '../../a'],
  ['/a/b/c.html', '/d/b/c.html', '../../d/b/c.html'],
  ['/a.html', '/é ?#%.html', './%C3%A9%20%3F%23%25.html'],
  ['/a.html', '/\uD800', './%EF%BF%BD'],
])('from %s to %s is %s', (page, target, href) => {
  expect(relativeHref(page, target)).toBe(href);
});
