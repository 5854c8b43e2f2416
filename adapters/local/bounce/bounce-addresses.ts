import { createHmac, timingSafeEqual } from 'node:crypto';

/** Envelope senders of our own making, one for each delivery, and the way back from one. */
export interface BounceAddresses {
  /** @returns the plain address for a key without an address hash: its bounces name no delivery */
  readonly addressFor: (key: string) => string;
  /**
   * The delivery that a bounce came back for.
   *
   * @param notices that it may be of
   * @returns null for an address that this home did not make
   */
  readonly keyOf: (address: string, notices: Iterable<string>) => string | null;
}

/** 80 bits: out of reach of guessing, and the local part stays within 64 characters. */
const PROOF_BYTES = 10;
const TAG = /^([0-9a-f]{16})([0-9a-f]{20})$/;

/**
 * Each mail goes out with an envelope sender of its own (VERP), `retours+<name><proof>@…`, since a
 * bounce is sure to name that address and nothing else. The proof is an HMAC of the delivery's key:
 * whoever has not had the mail cannot say that it bounced, and so silence a school.
 *
 * Letters are lower-case hexadecimal only: some servers change the case of a local part.
 *
 * @param secret of 32 bytes; losing it voids what is on its way
 * @param address the mailbox that bounces come back to; its server takes `+` in a local part for a
 *   part that does not count (RFC 5233)
 * @see https://cr.yp.to/proto/verp.txt
 */
export function createBounceAddresses(secret: Uint8Array, address: string): BounceAddresses {
  const at = address.lastIndexOf('@');
  const [local, domain] = [address.slice(0, at), address.slice(at + 1)];
  // A use of its own, so that no opt-out link is ever also a bounce.
  const proofOf = (key: string): Buffer =>
    createHmac('sha256', secret).update(`bounce ${key}`).digest().subarray(0, PROOF_BYTES);
  const tagIn = (text: string): RegExpExecArray | null => {
    const lower = text.toLowerCase();
    const [start, end] = [`${local}+`.toLowerCase(), `@${domain}`.toLowerCase()];
    if (!lower.startsWith(start) || !lower.endsWith(end)) return null;
    return TAG.exec(lower.slice(start.length, -end.length));
  };
  return {
    addressFor: (key) => {
      const name = nameOf(key);
      const tag = `${name}${proofOf(key).toString('hex')}`;
      return TAG.test(tag) ? `${local}+${tag}@${domain}` : address;
    },
    keyOf: (text, notices) => {
      const [, name, proof] = tagIn(text) ?? [];
      if (name === undefined || proof === undefined) return null;
      const given = Buffer.from(proof, 'hex');
      for (const notice of notices) {
        const key = `${notice}/mail/${name}`;
        if (timingSafeEqual(given, proofOf(key))) return key;
      }
      return null;
    },
  };
}

const nameOf = (key: string): string => key.slice(key.lastIndexOf('/') + 1);
