import { createPrivateKey } from 'node:crypto';

/** Signers must use at least 1,024 bits, and should 2,048. @see https://www.rfc-editor.org/rfc/rfc8301#section-3.2 */
export const RSA_BITS = { least: 1_024, advised: 2_048 } as const;

/** What a key is worth for signing mails: `got` is said of one by which nothing is signed. */
export type DkimKeyWorth =
  | { readonly kind: 'sound' }
  | { readonly kind: 'short'; readonly bits: number }
  | { readonly kind: 'unfit'; readonly got: string };

/**
 * Judge a private key in PEM. Ed25519 (RFC 8463) is unfit: what composes our mails cannot sign by it,
 * and many receivers cannot check it. Nothing of what the key is made of is ever told.
 */
export function judgeDkimKey(pem: string): DkimKeyWorth {
  try {
    const { asymmetricKeyType: type, asymmetricKeyDetails: details } = createPrivateKey(pem);
    if (type !== 'rsa') return { kind: 'unfit', got: `a key of kind ${String(type)}` };
    const bits = details?.modulusLength ?? 0;
    if (bits < RSA_BITS.least) return { kind: 'unfit', got: `${bits} bits` };
    return bits < RSA_BITS.advised ? { kind: 'short', bits } : { kind: 'sound' };
  } catch {
    return { kind: 'unfit', got: 'something else' };
  }
}
