import { createHmac, timingSafeEqual } from 'node:crypto';

/** Makes and knows the links that one delivery's message carries. */
export interface SignedLinks {
  readonly urlFor: (key: string) => string;
  readonly knows: (key: string, proof: string) => boolean;
}

/** 128 bits: out of reach of guessing, short enough for a mail's last line. */
const PROOF_BYTES = 16;

export interface SignedLinksOptions {
  /** Of 32 bytes; losing it voids the links already sent. */
  readonly secret: Uint8Array;
  /** The public page's address; the links are answered on the same host. */
  readonly pageUrl: string;
  /** The first part of their path, `stop` of `/stop/<delivery>`. */
  readonly path: string;
  /** What is signed before the key, so that a link of one kind proves nothing of another. */
  readonly purpose: string;
}

/** Links that only this home can make: a key alone could be worked out from an address. */
export function createSignedLinks(options: SignedLinksOptions): SignedLinks {
  const { secret, pageUrl, path, purpose } = options;
  const proofOf = (key: string): Buffer =>
    createHmac('sha256', secret).update(`${purpose}${key}`).digest().subarray(0, PROOF_BYTES);
  return {
    urlFor: (key) =>
      new URL(`/${path}/${encodeURIComponent(key)}?p=${proofOf(key).toString('hex')}`, pageUrl)
        .href,
    knows: (key, proof) => {
      const given = Buffer.from(proof, 'hex');
      return given.length === PROOF_BYTES && timingSafeEqual(given, proofOf(key));
    },
  };
}
