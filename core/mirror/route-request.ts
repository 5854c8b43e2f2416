import type { AddressBook } from './address-book.ts';
import { canonicalAddress, pathOf } from './alias.ts';
import type { ManifestFile } from './manifest.ts';

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
  | { readonly kind: 'health' };

/** First path segments under which learning platforms and their single sign-ons log people in. */
const LOGIN_FIRST =
  /^(login|signin|logout|connexion|auth|cas|sso|saml2?|oauth2?|oidc|shibboleth)\b/i;

/** First path segments, or two of them, under which they answer programs. */
const PROGRAM_PATH =
  /^\/(api|rest|webservice|graphql|ws|lib\/ajax|\.well-known\/openid-configuration)(\/|$)/i;

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
  const file = asksForLogin(address) ? null : book.find(request.target);
  if (file !== null && !(wantsData(request.accept) && file.type.startsWith('text/html'))) {
    return { kind: 'lesson', file };
  }
  if (wantsData(request.accept) || PROGRAM_PATH.test(path)) {
    return { kind: 'unavailable', why: 'program' };
  }
  if (asksForLogin(address) || isLoginPath(path)) return { kind: 'login' };
  return { kind: 'missing' };
}

/** Whether a path that is no known lesson's is taken for a login or for a program's call. */
export const isGuessedByName = (path: string): boolean =>
  PROGRAM_PATH.test(path) || isLoginPath(path);

/** True for paths that ask for a name and a password on the real platform. */
function isLoginPath(path: string): boolean {
  const [first = ''] = path.slice(1).split('/', 1);
  const name = first.replace(/\.(php|jsp|html?|aspx?|do)$/i, '');
  return LOGIN_FIRST.test(name) && !/[^a-z0-9._-]/i.test(name) && !/^auth(or|entif)/i.test(name);
}

/** A SAML exchange comes to any path, in its query. */
function asksForLogin(address: string): boolean {
  return /[?&](SAMLRequest|SAMLResponse)=/i.test(address);
}

function wantsData(accept: string): boolean {
  return /\bapplication\/([a-z.-]+\+)?json\b/i.test(accept) && !/text\/html/i.test(accept);
}
