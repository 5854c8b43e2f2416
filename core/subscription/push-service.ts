/**
 * The push services of the browsers that there are: Chrome and its kin, Firefox, Safari, Edge. A browser
 * names its own when it subscribes, so that whoever writes the request could name any machine: only
 * these are ever written to.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8030#section-8.1
 */
const SERVICES: readonly RegExp[] = [
  /^fcm\.googleapis\.com$/,
  /^updates\.push\.services\.mozilla\.com$/,
  /^web\.push\.apple\.com$/,
  /^[a-z0-9-]{1,63}\.notify\.windows\.com$/,
];

/** Characters of an endpoint; the longest known have some 400. Chosen. */
const ENDPOINT_MAX = 1_000;

/** Whether a text is the address of one subscription at a known push service. */
export function isPushEndpoint(text: string): boolean {
  if (text.length > ENDPOINT_MAX) return false;
  const found = /^https:\/\/([a-z0-9.-]{1,200})\/[!-"$-~]+$/.exec(text);
  const host = found?.[1];
  return host !== undefined && SERVICES.some((service) => service.test(host));
}
