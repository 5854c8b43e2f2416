import { createPrivateKey } from 'node:crypto';
import { PreauError } from '../../core/errors.ts';
import { readOwnerOnly } from './read-owner-only.ts';

/** Chosen: an RSA key of 4,096 bits has some 3,300 bytes in PEM. */
const FILE_MAX_BYTES = 16_384;
/** Signers must use at least 1,024 bits. @see https://www.rfc-editor.org/rfc/rfc8301#section-3.2 */
const RSA_MIN_BITS = 1_024;

/**
 * Read the private key that signs mails (DKIM): RSA, in PEM. Ed25519 (RFC 8463) is refused: what
 * composes our mails cannot sign by it, and many receivers cannot check it. Nothing of what the file
 * holds is ever told.
 *
 * @returns the PEM as it stands
 * @throws PreauError `file-unreadable` for an absent or too large file; `config-invalid` for one that
 *   others than its owner may read, or that holds no such key
 */
export function readDkimKey(path: string): string {
  const text = readOwnerOnly(path, {
    what: 'a DKIM key',
    setting: 'notices.smtp.dkim.keyFile',
    maxBytes: FILE_MAX_BYTES,
    renew: 'publish a new key under a new selector',
  });
  const found = kindOf(text);
  if (found === 'sound') return text;
  throw new PreauError(
    'config-invalid',
    `Expected a private key, RSA of ${RSA_MIN_BITS} bits or more, in PEM and without a passphrase in ${path}, got ${found}: make one with openssl genrsa 2048.`,
  );
}

function kindOf(pem: string): string {
  try {
    const { asymmetricKeyType: type, asymmetricKeyDetails: details } = createPrivateKey(pem);
    if (type !== 'rsa') return `a key of kind ${String(type)}`;
    const bits = details?.modulusLength ?? 0;
    return bits >= RSA_MIN_BITS ? 'sound' : `${bits} bits`;
  } catch {
    return 'something else';
  }
}
