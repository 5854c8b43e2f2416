// Goal: every form of a link is read as a browser reads it, and films are found on the page that shows them.
// Method: tables at the edges: lengths, blanks, hosts, folders, queries, each with a neighbour that differs.
import { describe, expect, it } from 'vitest';
import { addressBook } from '../../../core/mirror/address-book.ts';
import { mediaPage } from '../../../core/mirror/media-page.ts';
import { relativeHref, siteLink } from '../../../core/mirror/site-link.ts';
import { sha256 } from '../../../core/units.ts';

const PATHS = [
  '/index.html',
  '/a/b.html',
  '/a/c/d.html',
  '/a/c/index.html',
  '/a/b/e.html',
  '/f.html',
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

describe('a film in a frame', () => {
  const youtube = 'https://www.youtube.com/watch?v=a_B-9';
  it.each([
    ['https://www.youtube.com/embed/a_B-9?x', 'YouTube', youtube],
    ['https://m.youtube.com/v/a_B-9', 'YouTube', youtube],
    ['HTTP://YOUTUBE.com:80/shorts/a_B-9', 'YouTube', youtube],
    ['https://www.youtube-nocookie.com:8443/live/a_B-9/x', 'YouTube', youtube],
    [
      'https://dailymotion.com/embed/video/x1',
      'Dailymotion',
      'https://www.dailymotion.com/video/x1',
    ],
    [
      'https://geo.dailymotion.com/embed/video/x1',
      'Dailymotion',
      'https://www.dailymotion.com/video/x1',
    ],
    [
      'https://www.dailymotion.com/embed/video/x1',
      'Dailymotion',
      'https://www.dailymotion.com/video/x1',
    ],
    ['https://player.vimeo.com/video/12', 'Vimeo', 'https://vimeo.com/12'],
    [
      'https://podeduc.apps.education.fr/video/1-x/?y',
      'Podéduc',
      'https://podeduc.apps.education.fr/video/1-x/',
    ],
    [
      'https://podeduc.apps.education.fr/mon-site/video/1',
      'Podéduc',
      'https://podeduc.apps.education.fr/mon-site/video/1',
    ],
    [
      'https://Lycee.panopto.eu/Panopto/Pages/embed.aspx?a=b&id=1-2',
      'Panopto',
      'https://lycee.panopto.eu/Panopto/Pages/Viewer.aspx?id=1-2',
    ],
    [
      'https://panopto.com/panopto/pages/Viewer.aspx?id=1',
      'Panopto',
      'https://panopto.com/panopto/pages/Viewer.aspx?id=1',
    ],
    [
      'https://x.panopto.com/Panopto/Pages/Embed.aspx',
      'Panopto',
      'https://x.panopto.com/Panopto/Pages/Embed.aspx',
    ],
    [
      'https://x.panopto.com/Panopto/Pages/Embed.aspx#?id=1',
      'Panopto',
      'https://x.panopto.com/Panopto/Pages/Embed.aspx',
    ],
    ['https://Tube-1.example/videos/embed/a-1?x', 'PeerTube', 'https://tube-1.example/w/a-1'],
  ])('%s is of %s, at %s', (href, provider, page) => {
    expect(mediaPage(href)).toEqual({ provider, href: page });
  });

  it.each([
    '',
    'x',
    'ftp://www.youtube.com/embed/a',
    ' https://www.youtube.com/embed/a',
    'x-https://www.youtube.com/embed/a',
    'https://xyoutube.com/embed/a',
    'https://www.youtube.com.example/embed/a',
    'https://www.youtube.com/x/embed/a',
    'https://xdailymotion.com/embed/video/a',
    'https://dailymotion.comx/embed/video/a',
    'https://dailymotion.com/x/embed/video/a',
    'https://xplayer.vimeo.com/video/1',
    'https://player.vimeo.com.x/video/1',
    'https://player.vimeo.com/x/video/1',
    'https://player.vimeo.com/video/x',
    'https://xpodeduc.apps.education.fr/video/',
    'https://podeduc.apps.education.fr.x/video/',
    'https://podeduc.apps.education.fr/a/b/video/',
    'https://podeduc.apps.education.fr/é/video/',
    'https://xpanopto.com/Panopto/Pages/Embed.aspx',
    'https://panopto.comx/Panopto/Pages/Embed.aspx',
    'https://panopto.com/x/Panopto/Pages/Embed.aspx',
    'https://panopto.com/Panopto/Pages/Embed.aspxx',
    'https://tube_1.example/videos/embed/a',
    'https://tube.example/x/videos/embed/a',
    'https://a@tube.example/videos/embed/a',
    'https://é.example/videos/embed/a',
    'https://tube.é/videos/embed/a',
    'https://tube.example:x/videos/embed/a',
  ])('%s is of none that is known', (href) => {
    expect(mediaPage(href)).toBeNull();
  });
});
