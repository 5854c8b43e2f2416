import { createECDH, createPrivateKey, hkdfSync, type KeyObject } from 'node:crypto';
import { PreauError } from '../../core/errors.ts';

/** Random letters of Secrets Manager: 64 of 62 kinds are 381 bits; fewer than 43 would be under 256. */
const LETTERS_MIN = 43;

/** The order of the curve P-256. @see https://www.rfc-editor.org/rfc/rfc5480 and SEC 2, section 2.4.2 */
const ORDER = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');

/** As many as the order has, and the 64 bits more by which no number is likelier than another. */
const SEED_BYTES = 40;

/**
 * The home's key for push services out of a secret of random letters: one of P-256 is derived from it,
 * so that nobody has to make a key and none is ever outside the store.
 *
 * @throws PreauError `config-invalid` for fewer letters, without repeating them
 * @see https://doi.org/10.6028/NIST.FIPS.186-5 appendix A.2.1, and RFC 5869
 */
export function pushSecretKey(secret: string): KeyObject {
  if (secret.length < LETTERS_MIN)
    throw new PreauError(
      'config-invalid',
      `Expected the secret of pushes to be at least ${LETTERS_MIN} random letters, got ${secret.length}. Put back its former value: with another, all browsers must subscribe again.`,
    );
  const seed = Buffer.from(hkdfSync('sha256', secret, '', 'preau-push-key-v1', SEED_BYTES));
  const scalar = (BigInt(`0x${seed.toString('hex')}`) % (ORDER - 1n)) + 1n;
  const d = Buffer.from(scalar.toString(16).padStart(64, '0'), 'hex');
  const pair = createECDH('prime256v1');
  pair.setPrivateKey(d);
  const point = pair.getPublicKey();
  const part = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
  const [x, y] = [part(point.subarray(1, 33)), part(point.subarray(33))];
  return createPrivateKey({
    key: { kty: 'EC', crv: 'P-256', x, y, d: part(d) },
    format: 'jwk',
  });
}
