import { createPrivateKey } from 'node:crypto';
import type { Said } from '../../core/errors.ts';

/** Signers must use at least 1,024 bits, and should 2,048. @see https://www.rfc-editor.org/rfc/rfc8301#section-3.2 */
export const RSA_BITS = { least: 1_024, advised: 2_048 } as const;

/** What a key is worth for signing mails: `got` is said of one by which nothing is signed. */
export type DkimKeyWorth =
  | { readonly kind: 'sound' }
  | { readonly kind: 'short'; readonly bits: number }
  | { readonly kind: 'unfit'; readonly got: string; readonly said: Said };

/**
 * Judge a private key in PEM. Ed25519 (RFC 8463) is unfit: what composes our mails cannot sign by it,
 * and many receivers cannot check it. Nothing of what the key is made of is ever told.
 */
export function judgeDkimKey(pem: string): DkimKeyWorth {
  try {
    const { asymmetricKeyType: type = '', asymmetricKeyDetails: details } = createPrivateKey(pem);
    if (type !== 'rsa')
      return unfit(`a key of kind ${type}`, { key: 'got.keyKind', values: { type } });
    const bits = details?.modulusLength ?? 0;
    if (bits < RSA_BITS.least) return unfit(`${bits} bits`, { key: 'got.bits', values: { bits } });
    return bits < RSA_BITS.advised ? { kind: 'short', bits } : { kind: 'sound' };
  } catch {
    return unfit('something else', { key: 'got.other' });
  }
}

const unfit = (got: string, said: Said): DkimKeyWorth => ({ kind: 'unfit', got, said });
