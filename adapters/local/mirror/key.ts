import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
  sign,
  verify,
} from 'node:crypto';
import { link, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { PreauError } from '../../../core/errors.ts';
import { signedText } from '../../../core/mirror/canonical-manifest.ts';
import type { Manifest } from '../../../core/mirror/manifest.ts';
import { atStore, codeOf, makeFolders } from './at-store.ts';

/** The key that a mirror's builder signs with. */
export interface MirrorKey {
  sign(manifest: Manifest): Manifest;
  /** What whoever checks needs: PEM, may be shown to all. */
  readonly publicPem: string;
  /** @returns 32 bytes that only the key's owner can know, others for each purpose */
  secretFor(purpose: string): Uint8Array;
}

/**
 * Read the builder's Ed25519 key, or make it the first time. Only its owner may read the file; two
 * builders that start at once end up with one key.
 *
 * @throws PreauError `file-unreadable` when the file is no such key; `store-unavailable` where it
 *   cannot be made
 */
export async function mirrorKey(file: string): Promise<MirrorKey> {
  return mirrorKeyOf(await signingKey(file));
}

/** The same file's key itself, for what else is signed; made the first time, as {@link mirrorKey}. */
export async function signingKey(file: string): Promise<KeyObject> {
  const pem = await readFile(file, 'utf8').catch((error: unknown) =>
    codeOf(error) === 'EISDIR' ? '' : atStore(file, () => makeKey(file)),
  );
  const key = readKey(pem, file);
  await sweepUnfinished(file);
  return key;
}

/**
 * Take away the keys that killed processes left beside the one that is used. Of a process that is still
 * making one nothing is lost: the key is there, and it reads that.
 */
async function sweepUnfinished(file: string): Promise<void> {
  const folder = dirname(resolve(file));
  const start = `${basename(file)}.`;
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const isUnfinished = name.startsWith(start) && UNFINISHED.test(name.slice(start.length));
    if (isUnfinished) await rm(join(folder, name), { force: true }).catch(() => undefined);
  }
}

/** What {@link makeKey} puts after the name. */
const UNFINISHED = /^[0-9a-f]{12}$/;

/** What signs with a private Ed25519 key, wherever it came from. */
export function mirrorKeyOf(key: KeyObject): MirrorKey {
  const publicKey = createPublicKey(key);
  const keyId = keyIdOf(publicKey);
  return {
    sign: (manifest) => {
      const value = sign(null, Buffer.from(signedText(manifest)), key).toString('base64');
      return { ...manifest, signature: { algorithm: 'ed25519', keyId, value } };
    },
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    secretFor: (purpose) => {
      const own = key.export({ type: 'pkcs8', format: 'der' });
      return new Uint8Array(hkdfSync('sha256', own, '', purpose, 32));
    },
  };
}

async function makeKey(file: string): Promise<string> {
  const { privateKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const fresh = `${file}.${randomBytes(6).toString('hex')}`;
  await makeFolders(dirname(resolve(file)));
  await writeFile(fresh, pem, { mode: 0o600 });
  // Linking fails where the file exists: the first of two builders wins, and both read its key.
  await link(fresh, file).catch(() => undefined);
  await rm(fresh, { force: true });
  return readFile(file, 'utf8');
}

function readKey(pem: string, file: string): KeyObject {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // Said below, in one way for every kind of wrong file; the text of a key is never repeated.
  }
  throw new PreauError(
    'file-unreadable',
    `expected a private Ed25519 key in PEM at ${file}, got something else; remove it to have a new key made, or name another with --key`,
    { said: { key: 'secret.mirrorKey', values: { file } } },
  );
}

/** @returns null when the signature is good, else what is wrong with it */
export function signatureFault(
  manifest: Manifest,
  keyPem: string,
): 'signature' | 'signature-missing' | null {
  const { signature } = manifest;
  if (signature === undefined) return 'signature-missing';
  // A private key's file does for checking too: its public half is computed.
  const key = createPublicKey(keyPem);
  const value = Buffer.from(signature.value, 'base64');
  const good =
    signature.keyId === keyIdOf(key) && verify(null, Buffer.from(signedText(manifest)), key, value);
  return good ? null : 'signature';
}

function keyIdOf(publicKey: KeyObject): string {
  const der = publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(der).digest('hex').slice(0, 16);
}
