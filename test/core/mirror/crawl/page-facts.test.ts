// Goal: a login page under a 200 is never taken for a lesson, a lesson with a login box always is
// one, and a circle of redirects ends. Method: examples.
import { describe, expect, it } from 'vitest';
import { contentKind, endingFits } from '../../../../core/mirror/crawl/content-type.ts';
import { isLoginPage, needsScript } from '../../../../core/mirror/crawl/login-page.ts';
import { redirectEnd } from '../../../../core/mirror/crawl/redirect-chain.ts';

const page = { title: 'Leçon 3', letters: 5_000, passwordFields: 0, scripts: 1, pictures: 0 };

describe('a page under a 200', () => {
  it.each([
    [{ title: 'Connexion', letters: 300, passwordFields: 1 }, true],
    [{ title: 'ENT', letters: 120, passwordFields: 1 }, true],
    [{ title: 'Se connecter au site', letters: 1_200, passwordFields: 2 }, true],
    [{ title: 'Authentification en cours', letters: 80 }, true],
    [{ passwordFields: 1 }, false],
    [{ title: 'Connexion de deux circuits' }, false],
    [{ letters: 200 }, false],
  ])('with %j asks who one is: %s', (facts, expected) => {
    expect(isLoginPage({ ...page, ...facts })).toBe(expected);
  });

  it.each([
    [{ letters: 10 }, true],
    [{ letters: 10, scripts: 0 }, false],
    [{ letters: 10, pictures: 2 }, false],
    [{ letters: 400 }, false],
  ])('with %j is empty without its scripts: %s', (facts, expected) => {
    expect(needsScript({ ...page, ...facts })).toBe(expected);
  });
});

describe('a content type', () => {
  it.each([
    ['text/html; charset=utf-8', 'html'],
    ['APPLICATION/PDF', 'file'],
    ['application/zip', 'unknown'],
    [undefined, 'unknown'],
    ['constructor', 'unknown'],
  ])('%s is %s', (header, kind) => {
    expect(contentKind(header).kind).toBe(kind);
  });

  it('fits an ending that says the same', () => {
    expect(endingFits('JPEG', 'image/jpeg')).toBe(true);
    expect(endingFits('php', 'text/html')).toBe(false);
    expect(endingFits('py', 'text/plain')).toBe(true);
  });
});

describe('a chain of redirects', () => {
  it('ends where nothing leads on, and nowhere for a circle or for more than ten', () => {
    const next = (id: number) => (id < 10 ? id + 1 : null);
    expect(redirectEnd(0, next)).toBe(10);
    expect(redirectEnd(0, (id) => (id < 11 ? id + 1 : null))).toBeNull();
    expect(redirectEnd(0, (id) => 1 - id)).toBeNull();
  });
});
