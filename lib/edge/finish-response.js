// @ts-check
/// <reference path="./runtime.d.ts" />
/* oxlint-disable no-unused-vars -- CloudFront calls the handler */
// A CloudFront Function, viewer response, JavaScript runtime 2.0: see answer-request.js. It has no
// say over answers of 400 and more, which carry what the distribution's headers policy gives.

/**
 * What every answer with a file of the release carries, as home/mirror-server/headers.ts has it. The
 * release's objects say in their metadata which build they are of and what they may run.
 *
 * @param {EdgeResponseEvent} event
 * @returns {EdgeResponse}
 */
function handler(event) {
  const response = event.response;
  const headers = response.headers;
  const build = headers['x-amz-meta-preau-build'];
  const may = headers['x-amz-meta-preau-may'];
  const host = event.request.headers['host'];
  Object.keys(headers).forEach((name) => {
    if (name.indexOf('x-amz-') === 0) delete headers[name];
  });
  if (build !== undefined) headers['preau-build'] = { value: build.value };
  headers['content-security-policy'] = { value: policyOf(may) };
  headers['cache-control'] = { value: forBrowsers(headers['cache-control']) };
  if (host !== undefined && OWN_NAMES[host.value.toLowerCase()])
    headers['x-robots-tag'] = { value: 'noindex' };
  return response;
}

/**
 * @param {EdgeValue | undefined} may
 * @returns {string}
 */
function policyOf(may) {
  if (may === undefined) return POLICY;
  if (may.value === 'search') return SEARCH_POLICY;
  return may.value === 'draw' ? DRAWING_POLICY : POLICY;
}

/**
 * Browsers keep a page for a minute and not a moment longer, whatever CloudFront itself may serve
 * while its origin is slow or down: the address is the platform's again after its return.
 *
 * @param {EdgeValue | undefined} cacheControl
 * @returns {string}
 */
function forBrowsers(cacheControl) {
  const value = cacheControl === undefined ? '' : cacheControl.value;
  if (/no-store/.test(value)) return 'no-store';
  return /immutable/.test(value) ? value : 'public, max-age=60';
}
