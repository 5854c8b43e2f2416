import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
} from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { readOwnerOnly } from '../read-owner-only.ts';
import { PreauError } from '../../../core/errors.ts';
import { existsSync } from 'node:fs';

/** What this home shows push services that it is who browsers subscribed to (RFC 8292). */
export interface Vapid {
  /** Base64url of the public key's 65 bytes: browsers are given it as they subscribe. */
  readonly publicKey: string;
  /** The header that lets one message to this service in. */
  readonly authorise: (endpoint: URL, nowMs: number) => string;
}

/** Half of the day that RFC 8292 allows at most. */
const GOOD_FOR_SEC = 12 * 3_600;

/** A token serves again for so long; services check signatures at their own cost. Chosen. */
const KEPT_MS = 3_600_000;

/**
 * @param key a private key of P-256
 * @param contact whom a push service may write to, an e-mail address
 */
export function createVapid(key: KeyObject, contact: string): Vapid {
  const publicKey = pointOf(key);
  const kept = new Map<string, { readonly token: string; readonly atMs: number }>();
  return {
    publicKey,
    authorise: ({ origin }, nowMs) => {
      const known = kept.get(origin);
      const fresh = known !== undefined && nowMs >= known.atMs && nowMs - known.atMs < KEPT_MS;
      const token = fresh ? known.token : tokenFor(origin, nowMs, key, contact);
      if (!fresh) kept.set(origin, { token, atMs: nowMs });
      return `vapid t=${token}, k=${publicKey}`;
    },
  };
}

function tokenFor(aud: string, nowMs: number, key: KeyObject, contact: string): string {
  const exp = Math.floor(nowMs / 1_000) + GOOD_FOR_SEC;
  const parts = [
    { typ: 'JWT', alg: 'ES256' },
    { aud, exp, sub: `mailto:${contact}` },
  ];
  const said = parts
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  const signature = sign('sha256', Buffer.from(said), { key, dsaEncoding: 'ieee-p1363' });
  return `${said}.${signature.toString('base64url')}`;
}

function pointOf(key: KeyObject): string {
  const { x = '', y = '' } = createPublicKey(key).export({ format: 'jwk' });
  const [left, right] = [Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')];
  return Buffer.concat([Uint8Array.of(4), left, right]).toString('base64url');
}

/**
 * The key of a home, in a file that is made, mode 0600, if it is missing. Losing it voids every
 * subscription: browsers hold it for who may write to them.
 *
 * @throws PreauError `file-unreadable`, `config-invalid` for a file that is none
 */
export function readVapidKey(file: string): KeyObject {
  if (!existsSync(file)) {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), {
      mode: 0o600,
      flag: 'wx',
    });
  }
  const text = readOwnerOnly(file, {
    kind: 'push',
    what: 'the key of pushes',
    setting: 'pages.push',
    maxBytes: 4_096,
    renew: 'remove it: all browsers must then subscribe again',
  });
  try {
    const key = createPrivateKey(text);
    if (key.asymmetricKeyDetails?.namedCurve === 'prime256v1') return key;
  } catch {
    // Said below, without what the file holds.
  }
  throw new PreauError(
    'config-invalid',
    `Expected a private key of P-256 in PEM in ${file}, got something else. Put the file back from a copy, or remove it: all browsers must then subscribe again.`,
    { said: { key: 'secret.pushOther', values: { file } } },
  );
}
