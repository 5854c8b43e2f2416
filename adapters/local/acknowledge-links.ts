import { createSignedLinks, type SignedLinks } from './signed-links.ts';

/** Makes and knows the links by which a reader says that the message was read. */
export type AcknowledgeLinks = SignedLinks;

/**
 * Made with the secret of the opt-out links, for a purpose of their own: whoever passes on the one
 * does not give away the other. No delivery's key begins with `vu:`, since no platform's id does.
 *
 * @param secret of 32 bytes, the opt-out links' own
 * @param pageUrl the public page's address; `/vu/` is answered on the same host
 */
export const createAcknowledgeLinks = (secret: Uint8Array, pageUrl: string): AcknowledgeLinks =>
  createSignedLinks({ secret, pageUrl, path: 'vu', purpose: 'vu:' });
