// Logging in by OpenID Connect: the authorization code flow with PKCE, as a page without a secret
// does it. The token is kept in this tab's session storage and nowhere else.
// https://datatracker.ietf.org/doc/html/rfc7636, https://openid.net/specs/openid-connect-core-1_0.html

/**
 * @typedef {{ issuer: string, clientId: string, authorizationEndpoint: string, tokenEndpoint: string }} Login
 * @typedef {{ kind: 'none' } | { kind: 'in' } | { kind: 'refused' | 'failed', reason: string }} Return
 */

const ATTEMPT = 'preau-sign-in';
const SESSION = 'preau-session';

/** To ask the provider for a token. Chosen. */
const TIMEOUT_MS = 15_000;

/** A token is left alone this long before its end, for what is under way. Chosen. */
const MARGIN_MS = 5_000;

/** @returns {string | null} the token of this tab's login; null when there is none, or it is over */
export function sessionToken() {
  const { token, endsAt } = read(SESSION);
  if (typeof token !== 'string' || typeof endsAt !== 'number') return null;
  return Date.now() < endsAt - MARGIN_MS ? token : null;
}

/** Forget the login in this tab; the provider's own session is left to the provider. */
export const endSession = () => sessionStorage.removeItem(SESSION);

/**
 * Go to the provider.
 *
 * @param {Login} login
 */
export async function signIn({ clientId, authorizationEndpoint }) {
  const [state, nonce, verifier] = [random(), random(), random()];
  sessionStorage.setItem(
    ATTEMPT,
    JSON.stringify({ state, nonce, verifier, page: location.pathname + location.search }),
  );
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  const url = new URL(authorizationEndpoint);
  for (const [name, value] of Object.entries({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: here(),
    scope: 'openid profile',
    state,
    nonce,
    code_challenge: base64Url(new Uint8Array(digest)),
    code_challenge_method: 'S256',
  }))
    url.searchParams.set(name, value);
  location.assign(url);
}

/**
 * Take up what the provider came back with, once: the address is cleaned before anything else.
 *
 * @param {Login} login
 * @returns {Promise<Return>} `none` when this is no return from it
 */
export async function takeReturn(login) {
  const back = new URLSearchParams(location.search);
  if (!back.has('state')) return { kind: 'none' };
  const { state, nonce, verifier, page } = read(ATTEMPT);
  sessionStorage.removeItem(ATTEMPT);
  history.replaceState(null, '', '/');
  if (typeof verifier !== 'string' || back.get('state') !== state)
    return { kind: 'failed', reason: 'state' };
  // Of another provider: https://datatracker.ietf.org/doc/html/rfc9207
  if (back.has('iss') && back.get('iss') !== login.issuer) return { kind: 'failed', reason: 'iss' };
  const code = back.get('code');
  if (code === null)
    return {
      kind: 'refused',
      reason: back.get('error_description') ?? back.get('error') ?? 'code',
    };
  try {
    const token = await askForToken(login, code, verifier);
    const endsAt = endOf(token, login, nonce);
    sessionStorage.setItem(SESSION, JSON.stringify({ token, endsAt }));
    // The provider knows one address of ours only: back to the page where the login was asked for.
    if (typeof page === 'string' && /^\/[a-z]/.test(page)) location.replace(page);
    return { kind: 'in' };
  } catch (error) {
    return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * @param {Login} login
 * @param {string} code
 * @param {string} verifier
 * @returns {Promise<string>} the id token, which says who it is and is for this client alone
 */
async function askForToken({ tokenEndpoint, clientId }, code, verifier) {
  const response = await fetch(tokenEndpoint, {
    method: 'POST',
    credentials: 'omit',
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      redirect_uri: here(),
      client_id: clientId,
      code_verifier: verifier,
    }),
  });
  const { id_token: token, error } = await response.json();
  if (typeof token !== 'string') throw new Error(String(error ?? response.status));
  return token;
}

/**
 * Whose token is it? Its signature is the API's to check; it came from the provider itself
 * (OpenID Connect Core, 3.1.3.7).
 *
 * @param {string} token
 * @param {Login} login
 * @param {unknown} nonce
 * @returns {number} when it ends, in milliseconds since 1970
 */
function endOf(token, { issuer, clientId }, nonce) {
  const claims = JSON.parse(new TextDecoder().decode(fromBase64Url(token.split('.')[1] ?? '')));
  if (claims.iss !== issuer) throw new Error('iss');
  if (![claims.aud].flat().includes(clientId)) throw new Error('aud');
  if (typeof nonce !== 'string' || claims.nonce !== nonce) throw new Error('nonce');
  if (typeof claims.exp !== 'number') throw new Error('exp');
  return claims.exp * 1_000;
}

const here = () => `${location.origin}/`;

const random = () => base64Url(crypto.getRandomValues(new Uint8Array(32)));

/** @param {Uint8Array} bytes */
const base64Url = (bytes) =>
  btoa(String.fromCodePoint(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

/** @param {string} text */
const fromBase64Url = (text) =>
  Uint8Array.from(
    atob(text.replaceAll('-', '+').replaceAll('_', '/')),
    (letter) => letter.codePointAt(0) ?? 0,
  );

/**
 * @param {string} key
 * @returns {Record<string, unknown>}
 */
function read(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? '{}') ?? {};
  } catch {
    return {};
  }
}
