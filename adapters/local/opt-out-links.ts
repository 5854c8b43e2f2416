import { createHmac, timingSafeEqual } from 'node:crypto';

/** Makes and knows the links by which contacts leave. */
export interface OptOutLinks {
  readonly urlFor: (key: string) => string;
  readonly knows: (key: string, proof: string) => boolean;
}

/** 128 bits: out of reach of guessing, short enough for a mail's last line. */
const PROOF_BYTES = 16;

/**
 * Links that only this home can make: a key alone could be worked out from an address, and anybody
 * could then silence anybody's alerts.
 *
 * @param secret of 32 bytes; losing it voids the links already sent
 * @param pageUrl the public page's address; `/stop/` is answered on the same host
 */
export function createOptOutLinks(secret: Uint8Array, pageUrl: string): OptOutLinks {
  const proofOf = (key: string): Buffer =>
    createHmac('sha256', secret).update(key).digest().subarray(0, PROOF_BYTES);
  return {
    urlFor: (key) =>
      new URL(`/stop/${encodeURIComponent(key)}?p=${proofOf(key).toString('hex')}`, pageUrl).href,
    knows: (key, proof) => {
      const given = Buffer.from(proof, 'hex');
      return given.length === PROOF_BYTES && timingSafeEqual(given, proofOf(key));
    },
  };
}
