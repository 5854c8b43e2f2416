import { createSignedLinks, type SignedLinks } from './signed-links.ts';

/** Makes and knows the links by which contacts leave. */
export type OptOutLinks = SignedLinks;

/**
 * Links that only this home can make: a key alone could be worked out from an address, and anybody
 * could then silence anybody's alerts.
 *
 * @param secret of 32 bytes; losing it voids the links already sent
 * @param pageUrl the public page's address; `/stop/` is answered on the same host
 */
export const createOptOutLinks = (secret: Uint8Array, pageUrl: string): OptOutLinks =>
  createSignedLinks({ secret, pageUrl, path: 'stop', purpose: '' });
