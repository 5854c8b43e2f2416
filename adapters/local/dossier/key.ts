import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import type { DossierKey } from '../../../app/dossier/assemble-dossier.ts';
import type { Sha256 } from '../../../core/units.ts';
import { hashOf } from '../hash.ts';
import { signingKey } from '../mirror/key.ts';

/**
 * The key that a home's dossiers are signed with, made the first time: Ed25519, for its owner only.
 *
 * @throws PreauError `file-unreadable` when the file is no such key; `store-unavailable` where it
 *   cannot be made
 */
export async function dossierKey(file: string): Promise<DossierKey> {
  const key = await signingKey(file);
  const publicKey = createPublicKey(key);
  return {
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    sha256: fingerprint(publicKey),
    sign: (bytes) => sign(null, bytes, key),
  };
}

/** @returns the SHA-256 of a public key in DER, as `openssl pkey -pubin -outform DER | sha256sum` has it */
export const fingerprint = (publicKey: KeyObject): Sha256 =>
  hashOf(publicKey.export({ type: 'spki', format: 'der' }));

/** @returns null for a text that is no Ed25519 key in PEM; of a private one, its public half */
export function readPublicKey(pem: string): KeyObject | null {
  try {
    const key = createPublicKey(pem);
    return key.asymmetricKeyType === 'ed25519' ? key : null;
  } catch {
    return null;
  }
}

/** Whether a signature over these bytes is by this key. */
export const isSignedBy = (key: KeyObject, bytes: Uint8Array, signature: Uint8Array): boolean =>
  verify(null, bytes, key, signature);
