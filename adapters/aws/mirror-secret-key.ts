import { createPrivateKey, hkdfSync, type KeyObject } from 'node:crypto';
import { PreauError } from '../../core/errors.ts';
import { type MirrorKey, mirrorKeyOf } from '../local/mirror/key.ts';

/** What stands before the 32 bytes of an Ed25519 key in PKCS #8. RFC 8410 section 7. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Random letters of Secrets Manager: 64 of 62 kinds are 381 bits; fewer than 43 would be under 256. */
const LETTERS_MIN = 43;

/**
 * The builder's key out of a secret: an Ed25519 key in PEM, or random letters, from which one is
 * derived, so that nobody has to put a key there and no two builders can make two.
 *
 * @throws PreauError `config-invalid` for anything else, without repeating it
 * @see https://www.rfc-editor.org/rfc/rfc5869
 */
export function mirrorSecretKey(secret: string): MirrorKey {
  return mirrorKeyOf(secret.startsWith('-----BEGIN') ? readPem(secret) : derive(secret));
}

function readPem(pem: string): KeyObject {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // Said below, in one way for every kind of wrong key.
  }
  throw refused('a PEM of another kind');
}

function derive(letters: string): KeyObject {
  if (letters.length < LETTERS_MIN) throw refused(`${letters.length} letters`);
  const seed = Buffer.from(hkdfSync('sha256', letters, '', 'preau-mirror-key-v1', 32));
  return createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
}

const refused = (got: string): PreauError =>
  new PreauError(
    'config-invalid',
    `Expected the mirrors' signing secret to be an Ed25519 key in PEM or at least ${LETTERS_MIN} random letters, got ${got}. Put one of them there.`,
  );
