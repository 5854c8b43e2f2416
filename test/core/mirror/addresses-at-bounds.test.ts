// Goal: one address has one form, finds one lesson or none, and is told lost only when it is.
// Method: tables at the bounds of forms and of requests; small releases, before and after.
import { describe, expect, it } from 'vitest';
import { addressBook } from '../../../core/mirror/address-book.ts';
import { canonicalAddress } from '../../../core/mirror/alias.ts';
import { lostAddresses } from '../../../core/mirror/compare/lost-addresses.ts';
import { aliasTarget } from '../../../core/mirror/fit/alias-target.ts';
import { isGuessedByName, routeRequest } from '../../../core/mirror/route-request.ts';
import { sha256 } from '../../../core/units.ts';

const file = (path: string, over: { readonly copyOf?: string; readonly type?: string } = {}) => ({
  path,
  sha256: sha256('0'),
  sizeBytes: 1,
  type: 'text/html; charset=utf-8',
  ...over,
});

describe('the form of an address', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, at) => `p${100 + at}=1`).join('&');
  it.each([
    ['/a?b=1&b=2&a', '/a?a&b=1&b=2'],
    ['/a?b', '/a?b'],
    ['/a?=x&b', '/a?b'],
    ['/a?', '/a'],
    ['/a?b=', '/a?b='],
    ['/a?b=c=d', '/a?b=c%3Dd'],
    ['/a?b+c=%26', '/a?b%20c=%26'],
    ['/a?b=%zz', '/a?b=%25zz'],
    ['/a#b?c', '/a'],
    ['//a///b', '/a/b'],
    ['/e\u0301', '/é'],
    ['/a%3Fb', '/a%3Fb'],
    ['/a;JSESSIONID=x/b', '/a/b'],
    ['/...', '/...'],
    ['/a%20b', '/a b'],
    ['/%zz?a=1', null],
    ['x?a=1', null],
    ['', null],
    ['/a/./b', null],
    ['/a/..', null],
    ['/a%7Fb', null],
    ['/a%1Fb', null],
    ['/a%5Cb', null],
    ['/\uD800', null],
    [`/${'a'.repeat(7_999)}`, `/${'a'.repeat(7_999)}`],
    [`/${'a'.repeat(8_000)}`, null],
    [`/a?${many(64)}`, `/a?${many(64)}`],
    [`/a?${many(65)}`, `/a?${many(64)}`],
  ])('%j is %j', (target, expected) => {
    expect(canonicalAddress(target)).toBe(expected);
  });
  it.each([
    ['/a%3Fb c/é?d=é f', '/a%3Fb%20c/%C3%A9?d=%C3%A9%20f'],
    ['/a', '/a'],
    ['/%zz', null],
  ])('%s is asked for as %s', (original, target) => {
    expect(aliasTarget(original)).toBe(target);
  });
});

describe('a book of addresses', () => {
  const book = addressBook({
    files: [file('/v'), file('/w'), file('/a.html'), file('/q?r'), file('/s')],
    aliases: { '/v?x=1': '/gone.html', '/w?id=1': '/a.html', '/%zz': '/a.html', '/t': '/a.html' },
  });
  it.each([
    ['/v?y=2', '/v'],
    ['/v', '/v'],
    ['/v?x=1', '/v'],
    ['/w?id=1', '/a.html'],
    ['/w?id=2', null],
    ['/w', '/w'],
    ['/w?lang=fr', '/w'],
    ['/s?x', '/s'],
    ['/t?x', '/a.html'],
    ['/q%3Fr', '/q?r'],
    ['/q?r', null],
    ['/%zz', null],
    ['/none', null],
  ])('finds by %s: %s', (target, path) => {
    expect(book.find(target)?.path ?? null).toBe(path);
  });
});

describe('a request', () => {
  const book = addressBook({
    files: [file('/index.html'), file('/notes.pdf', { type: 'application/pdf' })],
    aliases: {},
  });
  const route = (target: string, accept = 'text/html', method = 'GET') =>
    routeRequest(book, { method, target, accept });
  const PROGRAM = { kind: 'unavailable', why: 'program' };
  it.each([
    [
      '/notes.pdf',
      'application/json',
      { kind: 'lesson', file: file('/notes.pdf', { type: 'application/pdf' }) },
    ],
    ['/index.html', '*/*', { kind: 'lesson', file: file('/index.html') }],
    ['/index.html', 'APPLICATION/JSON', PROGRAM],
    ['/index.html', 'application/json, text/html', { kind: 'lesson', file: file('/index.html') }],
    ['/index.html', 'image/png', { kind: 'lesson', file: file('/index.html') }],
    ['/x', 'application/json', PROGRAM],
    ['/API/x', 'text/html', PROGRAM],
    ['/x?y=1', 'text/html', { kind: 'missing' }],
    ['/x?samlresponse=1', 'text/html', { kind: 'login' }],
    ['/x?a=1&SAMLRequest=1', 'text/html', { kind: 'login' }],
    ['/x&SAMLRequest=1', 'text/html', { kind: 'missing' }],
    ['/index.html?SAMLRequest=1', 'text/html', { kind: 'login' }],
    ['/LOGIN', 'text/html', { kind: 'login' }],
    ['/Authors', 'text/html', { kind: 'missing' }],
  ])('for %s as %s is answered by %j', (target, accept, expected) => {
    expect(route(target, accept)).toEqual(expected);
  });
  it('that writes is told so, whatever it asks for', () => {
    expect(route('/x', 'text/html', 'POST')).toEqual({ kind: 'unavailable', why: 'write' });
  });
  it.each([
    ['/api', true],
    ['/login/x', true],
    ['/auteurs', false],
    ['/author', false],
  ])('for %s is guessed by its name: %s', (path, expected) => {
    expect(isGuessedByName(path)).toBe(expected);
  });
});

describe('what was lost', () => {
  const NONE = { gone: [], turned: [] };
  const lost = (
    before: readonly ReturnType<typeof file>[],
    aliases: { readonly [original: string]: string },
    after: readonly ReturnType<typeof file>[],
  ) => lostAddresses({ files: before, aliases }, { files: after, aliases: {} }, new Map());
  it('is nothing that never opened, no copy’s name, and nothing of the mirror’s own', () => {
    const kept = [file('/a.html')];
    expect(lost(kept, { '/x': '/gone.html' }, kept)).toEqual(NONE);
    expect(lost(kept, { '/%zz': '/a.html' }, kept)).toEqual(NONE);
    expect(lost([...kept, file('/c/a.html', { copyOf: '/a.html' })], {}, kept)).toEqual(NONE);
    expect(lost([...kept, file('/_preau/l.html')], { '/list': '/_preau/l.html' }, kept)).toEqual(
      NONE,
    );
    expect(lost([...kept, file('/x/_preau/')], {}, kept)).toEqual({
      gone: ['/x/_preau/'],
      turned: [],
    });
  });
  it('is told once, legibly, in order', () => {
    const before = [file('/é.html'), file('/b.html'), file('/a.html')];
    expect(lost(before, { '/%C3%A9.html': '/é.html', '/c': '/a.html' }, [])).toEqual({
      gone: ['/a.html', '/b.html', '/c', '/é.html'],
      turned: [],
    });
  });
  it('is no page whose copy answers', () => {
    const copy = file('/c.html', { copyOf: '/a.html' });
    expect(lost([file('/a.html')], { '/c.html': '/a.html' }, [file('/a.html'), copy])).toEqual(
      NONE,
    );
  });
});
