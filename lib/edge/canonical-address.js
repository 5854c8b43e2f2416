// @ts-check
/// <reference path="./runtime.d.ts" />
/* oxlint-disable no-unused-vars -- answer-request.js follows in one text and uses them */
// The twin of core/mirror/alias.ts, in what CloudFront's runtime knows: see answer-request.js.

const NOT_SIGNIFICANT =
  /^(access_key|access_token|accesstoken|api_key|apikey|auth|auth_token|authkey|authorization|authtoken|awsaccesskeyid|client_secret|exporttoken|fbclid|gclid|id_token|jsessionid|jwt|key-pair-id|lang|logintoken|passwd|password|phpsessid|privatetoken|pwd|refresh_token|secret|session_id|sessionid|sesskey|sid|sig|signature|ticket|token|usertoken|wstoken|x-(amz|goog)-(algorithm|credential|date|expires|signature|signedheaders)|x-amz-security-token|utm_.*|)$/i;

/** As in core/mirror/alias.ts. */
const MAX_LENGTH = 8000;
const MAX_PARAMETERS = 64;

/**
 * @param {EdgeRequest} request
 * @returns {string | null}
 */
function canonicalAddress(request) {
  const query = queryOf(request);
  const target = (query === '' ? request.uri : request.uri + '?' + query).split('#')[0] || '';
  if (target.length > MAX_LENGTH) return null;
  const at = target.indexOf('?');
  const path = canonicalPath(at === -1 ? target : target.slice(0, at));
  if (path === null) return null;
  const significant = at === -1 ? '' : significantQuery(target.slice(at + 1));
  return significant === '' ? path : path + '?' + significant;
}

/**
 * @param {EdgeRequest} request
 * @returns {string}
 */
function queryOf(request) {
  if (request.rawQueryString) return request.rawQueryString() || '';
  /** @type {string[]} */
  const pairs = [];
  Object.keys(request.querystring).forEach((name) => {
    const one = request.querystring[name] || { value: '' };
    (one.multiValue || [one]).forEach((each) => {
      pairs.push(name + '=' + each.value);
    });
  });
  return pairs.join('&');
}

/**
 * @param {string} address
 * @returns {string}
 */
function pathOf(address) {
  return address.split('?')[0] || '';
}

/**
 * @param {string} encoded
 * @returns {string | null}
 */
function canonicalPath(encoded) {
  const decoded = decode(encoded.replace(/;jsessionid=[^/]*/i, ''));
  if (decoded === null || decoded.charAt(0) !== '/') return null;
  const single = decoded.replace(/\/{2,}/g, '/');
  // The runtime's documentation does not promise it; without it letters must come composed, as
  // browsers send them.
  const path = single.normalize ? single.normalize('NFC') : single;
  const climbs = path.split('/').some((name) => name === '..' || name === '.');
  // oxlint-disable-next-line no-control-regex
  if (climbs || /[\u0000-\u001f\u007f\\]/.test(path) || !isWellFormed(path)) return null;
  return path.replace(/\?/g, '%3F');
}

/**
 * @param {string} text
 * @returns {boolean}
 */
function isWellFormed(text) {
  try {
    return encodeURIComponent(text) !== '';
  } catch {
    return false;
  }
}

/**
 * @param {string} query
 * @returns {string}
 */
function significantQuery(query) {
  return query
    .split('&')
    .slice(0, MAX_PARAMETERS)
    .map(readParameter)
    .filter((one) => !NOT_SIGNIFICANT.test(one.name))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    .map((one) =>
      one.value === null
        ? escapeSigns(one.name)
        : escapeSigns(one.name) + '=' + escapeSigns(one.value),
    )
    .join('&');
}

/**
 * @param {string} pair
 * @returns {{ name: string, value: string | null }}
 */
function readParameter(pair) {
  const at = pair.indexOf('=');
  return at === -1
    ? { name: readPart(pair), value: null }
    : { name: readPart(pair.slice(0, at)), value: readPart(pair.slice(at + 1)) };
}

/**
 * @param {string} part
 * @returns {string}
 */
function readPart(part) {
  const read = decode(part.replace(/\+/g, ' '));
  return read === null ? part : read;
}

/**
 * @param {string} text
 * @returns {string}
 */
function escapeSigns(text) {
  return text.replace(/[%&=+#?\s]/g, (sign) => encodeURIComponent(sign));
}

/**
 * An address as the release's objects and the store's keys are named by it.
 *
 * @param {string} address
 * @returns {string}
 */
function encodeAddress(address) {
  try {
    return address.split('/').map(encodeURIComponent).join('/');
  } catch {
    return '/_preau/absent';
  }
}

/**
 * @param {string} text
 * @returns {string | null}
 */
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
