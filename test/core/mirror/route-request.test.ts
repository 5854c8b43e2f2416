// Goal: each kind of request gets the kind of answer that harms nobody: P10 and the mirror's rules.
// Method: one table of requests, over a small book.
import { expect, it } from 'vitest';
import { addressBook } from '../../../core/mirror/address-book.ts';
import { routeRequest } from '../../../core/mirror/route-request.ts';
import { sha256 } from '../../../core/units.ts';

const files = [
  '/index.html',
  '/api/cours.html',
  '/authentification.html',
  '/login/index.html',
  '/notes.pdf',
];
const book = addressBook({
  files: files.map((path) => ({
    path,
    sha256: sha256('0'),
    sizeBytes: 1,
    type: path.endsWith('html') ? 'text/html; charset=utf-8' : 'application/pdf',
  })),
  aliases: { '/': '/index.html' },
});
const HTML = 'text/html,*/*;q=0.8';

it.each([
  ['GET', '/', HTML, 'lesson'],
  ['HEAD', '/notes.pdf', '*/*', 'lesson'],
  ['GET', '/api/cours.html', HTML, 'lesson'],
  ['GET', '/authentification.html', HTML, 'lesson'],
  ['GET', '/authentifier-une-source.html', HTML, 'missing'],
  ['GET', '/inconnu', HTML, 'missing'],
  ['GET', '/../etc', HTML, 'missing'],
  ['GET', '/login/', HTML, 'login'],
  ['GET', '/login/forgot_password.php', HTML, 'login'],
  ['GET', '/login.php?service=x', HTML, 'login'],
  ['GET', '/cas/login?service=https://x', HTML, 'login'],
  ['GET', '/auth/saml2/login', HTML, 'login'],
  ['GET', '/oauth2/authorize', HTML, 'login'],
  ['GET', '/?SAMLRequest=abc', HTML, 'login'],
  ['GET', '/connexion', HTML, 'login'],
  ['POST', '/', HTML, 'unavailable'],
  ['PUT', '/notes.pdf', HTML, 'unavailable'],
  ['DELETE', '/', HTML, 'unavailable'],
  ['POST', '/login/index.php', HTML, 'unavailable'],
  ['GET', '/api/v1/me', HTML, 'unavailable'],
  ['GET', '/webservice/rest/server.php', '*/*', 'unavailable'],
  ['GET', '/lib/ajax/service.php', '*/*', 'unavailable'],
  ['GET', '/', 'application/json', 'unavailable'],
  ['GET', '/', 'application/vnd.api+json', 'unavailable'],
  ['GET', '/_preau/manifest.json', '*/*', 'manifest'],
  ['GET', '/_preau/health', 'application/json', 'health'],
  ['GET', '/.well-known/preau', 'application/json', 'well-known'],
])('%s %s (%s) is answered as %s', (method, target, accept, kind) => {
  expect(routeRequest(book, { method, target, accept }).kind).toBe(kind);
});
