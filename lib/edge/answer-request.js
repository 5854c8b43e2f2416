// @ts-check
/// <reference path="./runtime.d.ts" />
/* oxlint-disable no-unused-vars -- CloudFront calls the handler */
// A CloudFront Function, viewer request, JavaScript runtime 2.0. That runtime knows ES 5.1 and some of
// what came later: no for-of, no destructuring, no spread, no Map or Set, no `?.`. esbuild refuses
// or rewrites the rest when the stack is made: lib/edge-code.ts.
//
// canonical-address.js stands before it in one text. The twin of core/mirror/route-request.ts: one
// table of requests is held to both by test/lib/edge.test.ts.
import cf from 'cloudfront';

const store = cf.kvs();

/** First path segments under which learning platforms and their single sign-ons log people in. */
const LOGIN_FIRST =
  /^(login|signin|logout|connexion|auth|cas|sso|saml2?|oauth2?|oidc|shibboleth)\b/i;

/** First path segments, or two of them, under which they answer programs. */
const PROGRAM_PATH =
  /^\/(api|rest|webservice|graphql|ws|lib\/ajax|\.well-known\/openid-configuration)(\/|$)/i;

/** What the mirror has besides pages: the endings of app/mirror/file-types.ts. */
const DOCUMENT = /\.(avif|bmp|csv|gif|ico|jpe?g|pdf|png|py|sql|svg|tex|txt|webp)$/i;

/** The longest key that a key value store has. */
const MAX_KEY = 512;

/**
 * @param {EdgeRequestEvent} event
 * @returns {Promise<EdgeRequest | EdgeResponse>} the object to serve, or an answer made here
 */
async function handler(event) {
  const request = event.request;
  const host = headerOf(request, 'host').toLowerCase();
  const platform = PLATFORMS[host] || OWN_NAMES[host];
  if (typeof platform !== 'string') return { statusCode: 404, headers: noStore() };
  if (headerOf(request, 'cloudfront-forwarded-proto') === 'http') return toHttps(host, request);
  let build = '';
  try {
    build = await store.get('release/' + platform);
  } catch {
    // Nothing was published yet.
  }
  if (!/^[0-9a-f]{16}$/.test(build)) return unavailable(request, host, '');
  const route = await routeOf(request, platform + '/' + build);
  if (route.kind === 'unavailable') return unavailable(request, host, build);
  request.uri = '/releases/' + platform + '/' + build + route.path;
  request.querystring = {};
  request.cookies = {};
  return request;
}

/**
 * @param {EdgeRequest} request
 * @param {string} release
 * @returns {Promise<{ kind: 'file' | 'unavailable', path: string }>} a path of the release, encoded
 */
async function routeOf(request, release) {
  const nowhere = { kind: /** @type {'unavailable'} */ ('unavailable'), path: '' };
  if (request.method !== 'GET' && request.method !== 'HEAD') return nowhere;
  const address = canonicalAddress(request);
  // No release has an object of that name: the answer is 404 and the page that helps.
  if (address === null) return file('/_preau/absent');
  const path = pathOf(address);
  if (path === '/_preau/manifest.json' || path === '/_preau/health') return file(path);
  if (path === '/.well-known/preau') return file(path);
  const wants = wantsData(headerOf(request, 'accept'));
  const asksProgram = wants || PROGRAM_PATH.test(path);
  const saml = /[?&](SAMLRequest|SAMLResponse)=/i.test(address);
  const asksLogin = saml || isLoginPath(path);
  const key = encodeAddress(await lessonAddress(address, path, release));
  // A known lesson wins over every guess by name.
  const guessed =
    saml || ((PROGRAM_PATH.test(path) || asksLogin) && !(await has('known', release, key)));
  if (guessed) return asksProgram ? nowhere : file('/_preau/connexion.html');
  if (wants && !DOCUMENT.test(key)) return nowhere;
  return file(key);
}

/**
 * @param {string} path
 * @returns {{ kind: 'file', path: string }}
 */
function file(path) {
  return { kind: 'file', path: path };
}

/**
 * A parameter that no lesson is told apart by does not matter: `style.css?v=3`.
 *
 * @param {string} address
 * @param {string} path
 * @param {string} release
 * @returns {Promise<string>}
 */
async function lessonAddress(address, path, release) {
  if (address === path) return path;
  return (await has('query', release, encodeAddress(path))) ? address : path;
}

/**
 * @param {string} what
 * @param {string} release
 * @param {string} address
 * @returns {Promise<boolean>}
 */
async function has(what, release, address) {
  const key = what + '/' + release + address;
  return key.length <= MAX_KEY && (await store.exists(key));
}

/**
 * @param {string} path
 * @returns {boolean}
 */
function isLoginPath(path) {
  const first = path.slice(1).split('/')[0] || '';
  const name = first.replace(/\.(php|jsp|html?|aspx?|do)$/i, '');
  return LOGIN_FIRST.test(name) && !/[^a-z0-9._-]/i.test(name) && !/^auth(or|entif)/i.test(name);
}

/**
 * @param {string} accept
 * @returns {boolean}
 */
function wantsData(accept) {
  return /\bapplication\/([a-z.-]+\+)?json\b/i.test(accept) && !/text\/html/i.test(accept);
}

/**
 * @param {EdgeRequest} request
 * @param {string} name
 * @returns {string}
 */
function headerOf(request, name) {
  const header = request.headers[name];
  return header === undefined ? '' : header.value;
}

/** @returns {EdgeValues} */
function noStore() {
  return { 'cache-control': { value: 'no-store' } };
}

/**
 * Never 301, which would stay in browsers after the platform's return.
 *
 * @param {string} host
 * @param {EdgeRequest} request
 * @returns {EdgeResponse}
 */
function toHttps(host, request) {
  const query = queryOf(request);
  const headers = noStore();
  headers['location'] = {
    value: 'https://' + host + request.uri + (query === '' ? '' : '?' + query),
  };
  return { statusCode: 302, statusDescription: 'Found', headers: headers };
}

/**
 * For a write or a program: never 200, or a form would look saved. RFC 9457 for the JSON.
 *
 * @param {EdgeRequest} request
 * @param {string} host
 * @param {string} build
 * @returns {EdgeResponse}
 */
function unavailable(request, host, build) {
  const isHtml = /text\/html/i.test(headerOf(request, 'accept'));
  const headers = noStore();
  headers['retry-after'] = { value: '600' };
  headers['content-type'] = {
    value: isHtml ? 'text/html; charset=utf-8' : 'application/problem+json',
  };
  headers['content-security-policy'] = { value: POLICY };
  headers['x-content-type-options'] = { value: 'nosniff' };
  headers['referrer-policy'] = { value: 'no-referrer' };
  headers['cross-origin-resource-policy'] = { value: 'same-origin' };
  headers['preau-mirror'] = { value: '1' };
  if (build !== '') headers['preau-build'] = { value: build };
  if (OWN_NAMES[host]) headers['x-robots-tag'] = { value: 'noindex' };
  return {
    statusCode: 503,
    statusDescription: 'Service Unavailable',
    headers: headers,
    body: { encoding: 'text', data: isHtml ? UNAVAILABLE.page : UNAVAILABLE.problem },
  };
}
