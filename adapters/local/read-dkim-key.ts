import { PreauError } from '../../core/errors.ts';
import { judgeDkimKey, RSA_BITS } from './judge-dkim-key.ts';
import { readOwnerOnly } from './read-owner-only.ts';

/** Chosen: an RSA key of 4,096 bits has some 3,300 bytes in PEM. */
const FILE_MAX_BYTES = 16_384;

/**
 * Read the private key that signs mails (DKIM): RSA, in PEM. Nothing of what the file holds is
 * ever told.
 *
 * @returns the PEM as it stands
 * @throws PreauError `file-unreadable` for an absent or too large file; `config-invalid` for one that
 *   others than its owner may read, or that holds no such key
 */
export function readDkimKey(path: string): string {
  const text = readOwnerOnly(path, {
    kind: 'dkim',
    what: 'a DKIM key',
    setting: 'notices.smtp.dkim.keyFile',
    maxBytes: FILE_MAX_BYTES,
    renew: 'publish a new key under a new selector',
  });
  const worth = judgeDkimKey(text);
  if (worth.kind !== 'unfit') return text;
  throw new PreauError(
    'config-invalid',
    `Expected a private key, RSA of ${RSA_BITS.least} bits or more, in PEM and without a passphrase in ${path}, got ${worth.got}: make one with openssl genrsa 2048.`,
    { said: { key: 'secret.dkimOther', values: { least: RSA_BITS.least, path, got: worth.said } } },
  );
}
