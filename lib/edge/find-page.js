// @ts-check
/// <reference path="./runtime.d.ts" />
/* oxlint-disable no-unused-vars -- CloudFront calls the handler */
// A CloudFront Function, viewer request, JavaScript runtime 2.0: see answer-request.js. A bucket knows
// no folders; the status page has some: `/en/`, and one for each school, `/etab/0310001A/`.

/** A school's folder, whose page leads on by addresses that hold without the slash at its end too. */
const SCHOOL = /^\/etab\/[0-9]{7}[A-Za-z](\/(index\.html)?|\.json)?$/;

/** A language's folder, whose links need the slash. */
const LANGUAGE = /^\/[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$/;

/**
 * @param {EdgeRequestEvent} event
 * @returns {EdgeRequest | EdgeResponse} the object to serve; the way to a language's folder
 */
function handler(event) {
  const request = event.request;
  const uri = request.uri;
  // By what was matched alone: no address of elsewhere can be made of it.
  if (LANGUAGE.test(uri)) return to(uri + '/');
  request.uri = objectOf(uri);
  return request;
}

/**
 * @param {string} uri
 * @returns {string}
 */
function objectOf(uri) {
  // Whoever copies a UAI from a letter may write its letter small.
  if (SCHOOL.test(uri)) return schoolObject(uri);
  return uri.charAt(uri.length - 1) === '/' ? uri + 'index.html' : uri;
}

/**
 * @param {string} uri
 * @returns {string}
 */
function schoolObject(uri) {
  const folder = '/etab/' + uri.slice(6, 14).toUpperCase();
  return uri.slice(14) === '.json' ? folder + '.json' : folder + '/index.html';
}

/**
 * @param {string} location
 * @returns {EdgeResponse} for now only: a browser would keep a 301 for good
 */
function to(location) {
  return {
    statusCode: 302,
    statusDescription: 'Found',
    headers: { location: { value: location }, 'cache-control': { value: 'max-age=60' } },
  };
}

export {};
