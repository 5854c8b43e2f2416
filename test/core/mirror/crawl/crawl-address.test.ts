// Goal: two links that mean one page are one address, and nothing that is no page becomes one.
// Method: examples in the shapes that platforms write, then properties over paths and queries.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crawlAddress } from '../../../../core/mirror/crawl/crawl-address.ts';

const PAGE = 'https://ent.example.fr/cours/ch-1/';

const query = fc.array(
  fc.oneof(
    fc.stringMatching(/^[a-z%=+é]{1,6}$/),
    fc.constantFrom('id=4', 'sesskey=x', 'utm_a=b', 'lang', '%E9=1'),
  ),
  { maxLength: 5 },
);

describe('a link of a page', () => {
  it.each([
    ['../../mod/page/view.php?id=4', 'https://ent.example.fr/mod/page/view.php?id=4'],
    ['?page=2#haut', 'https://ent.example.fr/cours/ch-1/?page=2'],
    ['//cdn.example.fr:8080/a.png', 'https://cdn.example.fr:8080/a.png'],
    ['HTTPS://ENT.example.fr:443/a', 'https://ent.example.fr/a'],
    ['/a?sesskey=abc&id=4&lang=fr&utm_source=x', 'https://ent.example.fr/a?id=4'],
    ['/a;jsessionid=AB12?b=2&a=1', 'https://ent.example.fr/a?b=2&a=1'],
    ['/le%C3%A7on.html', 'https://ent.example.fr/le%C3%A7on.html'],
    ['/q?nom=%E9t%E9', 'https://ent.example.fr/q?nom=%E9t%E9'],
  ])('%s is asked for as %s', (link, url) => {
    expect(crawlAddress(link, PAGE)?.url).toBe(url);
  });

  it.each([
    'mailto:a@b.fr',
    'javascript:void(0)',
    'data:text/html,x',
    'https://user:secret@ent.example.fr/',
    'ftp://ent.example.fr/a',
    'http://',
    '/a%00b',
    `/${'x'.repeat(9_000)}`,
  ])('%s is no address of a page', (link) => {
    expect(crawlAddress(link, PAGE)).toBeNull();
  });

  it.each([
    'token',
    'access_token',
    'Auth',
    'sid',
    'sig',
    'Signature',
    'password',
    'wstoken',
    'exporttoken',
    'X-Amz-Signature',
    'X-Amz-Credential',
    'X-Goog-Signature',
    'key',
    'code',
  ])('never holds what %s gives', (name) => {
    const link = `/f.pdf?id=4&${name}=9f8e7d6c5b4a39281706`;
    expect(crawlAddress(link, PAGE)).toEqual(crawlAddress('/f.pdf?id=4', PAGE));
  });

  it.each(['code=MATH-6e', 'key=chapitre-2', 'code=introduction-aux-fractions', 'session=2'])(
    'keeps %s, which says which lesson',
    (pair) => {
      expect(crawlAddress(`/f?${pair}`, PAGE)?.url).toBe(`https://ent.example.fr/f?${pair}`);
    },
  );

  it('has one key however its parameters are ordered and whoever asks', () => {
    const one = crawlAddress('/v?b=2&a=1&sesskey=x', PAGE);
    expect(crawlAddress('/v?a=1&lang=en&b=2#part', PAGE)?.key).toBe(one?.key);
  });

  it('read again from what is asked for is the same address', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme-ascii', maxLength: 6 })),
        query,
        (names, asked) => {
          const once = crawlAddress(`/${names.join('/')}?${asked.join('&')}#x`, PAGE);
          fc.pre(once !== null);
          expect(crawlAddress(once.url, once.url)).toEqual(once);
        },
      ),
    );
  });

  it('never fails and never becomes another scheme, whatever is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii' }), (link) => {
        const read = crawlAddress(link, PAGE);
        expect(read === null || /^https?:\/\/[^/@]+\//.test(read.key)).toBe(true);
      }),
    );
  });
});
