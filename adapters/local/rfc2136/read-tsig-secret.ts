import { PreauError } from '../../../core/errors.ts';
import { readOwnerOnly } from '../read-owner-only.ts';

/** Chosen: a key file of `tsig-keygen` has a hundred bytes. */
const FILE_MAX_BYTES = 4_096;
/** RFC 8945 6 advises a key of the hash's length; shorter than half of SHA-256 is a guess away. Chosen. */
const SECRET_MIN_BYTES = 16;

/**
 * Read the secret of a TSIG key: base64 alone, or a file as `tsig-keygen` writes it, with
 * `secret "…";`. Nothing of what it holds is ever told.
 *
 * @throws PreauError `file-unreadable` for an absent or too large file; `config-invalid` for one that
 *   others than its owner may read, or without a secret of 16 bytes or more
 */
export function readTsigSecret(path: string): Buffer {
  const text = readOwnerOnly(path, {
    kind: 'tsig',
    what: 'a TSIG secret',
    setting: 'names.rfc2136.key.secretFile',
    maxBytes: FILE_MAX_BYTES,
    renew: 'have a new key made',
  });
  const plain = /\bsecret\s+"([^"]*)"\s*;/.exec(text)?.[1] ?? text.trim();
  const isBase64 = /^[A-Za-z0-9+/]+={0,2}$/.test(plain);
  const secret = Buffer.from(isBase64 ? plain : '', 'base64');
  if (secret.length >= SECRET_MIN_BYTES) return secret;
  throw new PreauError(
    'config-invalid',
    `Expected a TSIG secret in base64 of ${SECRET_MIN_BYTES} bytes or more in ${path}, got ${isBase64 ? `${secret.length} bytes` : 'something else'}: make one with tsig-keygen, and keep its output there.`,
    {
      said: {
        key: 'secret.tsigOther',
        values: {
          least: SECRET_MIN_BYTES,
          path,
          got: isBase64
            ? { key: 'got.bytes', values: { bytes: secret.length } }
            : { key: 'got.other' },
        },
      },
    },
  );
}
