// Goal: an address whose page stands in another folder is named, and whether a copy could have stood there.
// Method: small manifests, one rule broken at a time; the places and the number of copies by table.
import { describe, expect, it } from 'vitest';
import { aliasesApart } from '../../../core/mirror/aliases-apart.ts';
import { copiesMax } from '../../../core/mirror/copies-max.ts';
import { copyPlace } from '../../../core/mirror/copy-place.ts';
import { sha256 } from '../../../core/units.ts';

const file = (path: string, copyOf?: string, type = 'text/html; charset=utf-8') => ({
  path,
  sha256: sha256('0'),
  sizeBytes: 1,
  type,
  ...(copyOf !== undefined && { copyOf }),
});
const HOME = file('/_preau/index.html');
const apart = (
  paths: readonly (string | ReturnType<typeof file>)[],
  aliases: { readonly [original: string]: string },
) =>
  aliasesApart({
    files: paths.map((one) => (typeof one === 'string' ? file(one) : one)),
    aliases,
  }).map((one) => `${one.original} ${one.file.path} ${one.isUnavoidable}`);

describe('an address apart', () => {
  it.each([
    ['in another folder', '/a/b', '/n/x.html', ['/a/b /n/x.html false']],
    ['above its page', '/b', '/n/x.html', ['/b /n/x.html false']],
    ['in its page’s folder', '/n/b', '/n/x.html', []],
    ['in a folder that begins like it', '/n/x/b', '/n/x.html', ['/n/x/b /n/x.html false']],
    ['of a query in its page’s folder', '/n/v.php?id=1/2', '/n/x.html', []],
    ['of no page', '/a/b', '/gone.html', []],
    ['that nobody can ask for', '/%zz', '/n/x.html', []],
    ['of what is no page', '/a/b', '/p.png', []],
    ['where no page may stand', '/.hidden/b', '/n/x.html', ['/.hidden/b /n/x.html true']],
    ['under a file', '/n/y.html/b', '/n/x.html', ['/n/y.html/b /n/x.html true']],
    ['far under a file', '/n/y.html/c/d/b', '/n/x.html', ['/n/y.html/c/d/b /n/x.html true']],
    ['under a picture', '/p.png/b', '/n/x.html', ['/p.png/b /n/x.html true']],
  ])('%s: %s of %s is %j', (_, original, to, expected) => {
    const files = ['/n/x.html', '/n/y.html', '/n/z.html', file('/p.png', undefined, 'image/png')];
    expect(apart(files, { [original]: to })).toEqual(expected);
  });

  it('is told in the order of the aliases', () => {
    expect(apart(['/n/x.html', '/m/y.html'], { '/b/1': '/n/x.html', '/a/1': '/m/y.html' })).toEqual(
      ['/b/1 /n/x.html false', '/a/1 /m/y.html false'],
    );
  });

  it('is unavoidable once there are two copies for each page but the home page', () => {
    const copies = (count: number) =>
      Array.from({ length: count }, (_, at) => file(`/c/${at}.html`, '/n/x.html'));
    const isFull = (files: readonly (string | ReturnType<typeof file>)[]) =>
      apart([...files, '/n/x.html'], { '/a/b': '/n/x.html' })[0]?.endsWith('true');
    expect(isFull([])).toBe(true);
    expect(isFull(['/index.html'])).toBe(false);
    expect(isFull(['/index.html', ...copies(1)])).toBe(false);
    expect(isFull(['/index.html', ...copies(2)])).toBe(true);
    expect(isFull(['/index.html', '/n/y.html', ...copies(3)])).toBe(false);
    expect(isFull(['/index.html', '/n/y.html', ...copies(4)])).toBe(true);
    expect(isFull(['/index.html', HOME, ...copies(2)])).toBe(true);
    expect(isFull(['/index.html', '/x/_preau/', ...copies(2)])).toBe(false);
    expect(isFull(['/index.html', file('/p', undefined, 'image/png'), ...copies(2)])).toBe(true);
    expect(isFull(['/index.html', file('/p', undefined, 'x/text/html'), ...copies(2)])).toBe(true);
  });
});

it('copies are limited by the files that a manifest holds', () => {
  const many = Array.from({ length: 39_998 }, (_, at) => file(`/f/${at}.html`));
  const last = (...more: readonly ReturnType<typeof file>[]) =>
    apart([...many, ...more], { '/a/b': '/f/1.html' })[0];
  expect(last()).toBe('/a/b /f/1.html false');
  expect(last(file('/c.html', '/f/2.html'))).toBe('/a/b /f/1.html false');
  expect(last(file('/c.html', '/f/2.html'), file('/d.html', '/f/3.html'))).toBe(
    '/a/b /f/1.html true',
  );
});

it.each([
  [0, 0, 0],
  [1, 1, 2],
  [3, 10, 6],
  [20_000, 20_000, 20_000],
  [20_000, 0, 40_000],
  [20_001, 0, 40_000],
  [5, 39_999, 1],
  [5, 40_000, 0],
  [5, 40_001, 0],
  [-1, 0, 0],
])('%i pages among %i files may have %i copies', (pages, files, copies) => {
  expect(copiesMax(pages, files)).toBe(copies);
});

it.each([
  ['/cours/', '/cours/', '/cours/index.html'],
  ['/mod/view.php?id=4', '/mod/', '/mod/view-id=4.html'],
  ['/a', '/', '/a.html'],
  ['/ab:c/d:e', '/ab:c/', '/ab:c/d_e~1.html'],
  ['/a:b/c', '/a:b/', null],
  ['/a%3Fb/c%3Fd', '/a?b/', '/a?b/c_d~1.html'],
  ['/_preau/x', '/_preau/', null],
  ['/.x/y', '/.x/', null],
])('%s is asked from %s, and its copy is %s', (original, folder, path) => {
  expect(copyPlace(original)).toEqual({ folder, path });
});
it.each(['x', '/%zz', '/a/../b', ''])('%j has no place', (original) => {
  expect(copyPlace(original)).toBeNull();
});
