import type { AddressBook } from './address-book.ts';
import { canonicalAddress, pathOf } from './alias.ts';
import { WELL_KNOWN } from './derived-file.ts';
import type { ManifestFile } from './manifest.ts';
import { REQUEST_PATTERNS } from './request-patterns.ts';

const LOGIN = pattern('login');
const AUTHOR = pattern('author');
const PROGRAM = pattern('program');
const SAML = pattern('saml');
const DATA = pattern('data');
const PAGE = pattern('page');

function pattern(name: keyof typeof REQUEST_PATTERNS): RegExp {
  return new RegExp(REQUEST_PATTERNS[name], 'i');
}

/** What a request is, as far as its answer depends on it. */
export interface MirrorRequest {
  readonly method: string;
  /** The request target: path and query, still encoded. */
  readonly target: string;
  readonly accept: string;
}

export type MirrorRoute =
  | { readonly kind: 'lesson'; readonly file: ManifestFile }
  | { readonly kind: 'login' }
  | { readonly kind: 'missing' }
  /** A write, or a program's call: 503, so that nothing looks saved and no app logs its user out. */
  | { readonly kind: 'unavailable'; readonly why: 'write' | 'program' }
  | { readonly kind: 'manifest' }
  | { readonly kind: 'health' }
  /** Which build is served: `wellKnownText`. */
  | { readonly kind: 'well-known' };

/**
 * Say how the mirror answers one request. A known lesson wins over every guess by name.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-15.6.4 for 503
 */
export function routeRequest(book: AddressBook, request: MirrorRequest): MirrorRoute {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return { kind: 'unavailable', why: 'write' };
  }
  const address = canonicalAddress(request.target);
  if (address === null) return { kind: 'missing' };
  const path = pathOf(address);
  if (path === '/_preau/manifest.json') return { kind: 'manifest' };
  if (path === '/_preau/health') return { kind: 'health' };
  if (path === WELL_KNOWN) return { kind: 'well-known' };
  const file = asksForLogin(address) ? null : book.find(request.target);
  if (file !== null && !(wantsData(request.accept) && file.type.startsWith('text/html'))) {
    return { kind: 'lesson', file };
  }
  if (wantsData(request.accept) || PROGRAM.test(path)) {
    return { kind: 'unavailable', why: 'program' };
  }
  if (asksForLogin(address) || isLoginPath(path)) return { kind: 'login' };
  return { kind: 'missing' };
}

/** Whether a path that is no known lesson's is taken for a login or for a program's call. */
export const isGuessedByName = (path: string): boolean => PROGRAM.test(path) || isLoginPath(path);

/** True for paths that ask for a name and a password on the real platform. */
const isLoginPath = (path: string): boolean => LOGIN.test(path) && !AUTHOR.test(path);

/** A SAML exchange comes to any path, in its query. */
function asksForLogin(address: string): boolean {
  const queryAt = address.indexOf('?');
  return queryAt !== -1 && SAML.test(address.slice(queryAt + 1));
}

const wantsData = (accept: string): boolean => DATA.test(accept) && !PAGE.test(accept);
