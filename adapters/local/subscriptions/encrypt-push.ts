import { createCipheriv, createECDH, type ECDH, hkdfSync, randomBytes } from 'node:crypto';

/** What a browser gave to be written to with. */
export interface PushKeys {
  /** Its public key: an uncompressed point of P-256, base64url of 65 bytes. */
  readonly p256dh: string;
  /** The secret that it shares, base64url of 16 bytes. */
  readonly auth: string;
}

/** What chance gives one message. */
export interface PushChance {
  /** A pair of keys of P-256, made for this message alone. */
  readonly pair: ECDH;
  /** 16 bytes. */
  readonly salt: Uint8Array;
}

/** One record holds the whole message; the size that RFC 8291 advises. */
const RECORD_BYTES = 4_096;

/** A padding delimiter that says: the last record. @see RFC 8188, section 2 */
const LAST_RECORD = 2;

/**
 * Encrypt one message for one browser (RFC 8291, in the coding `aes128gcm` of RFC 8188): its push
 * service carries it and cannot read it.
 *
 * @param plain at most 3,993 bytes, as push services take
 * @throws Error where a key is no point of the curve
 */
export function encryptPush(
  plain: Uint8Array,
  keys: PushKeys,
  { pair, salt }: PushChance = freshChance(),
): Uint8Array {
  const theirs = Buffer.from(keys.p256dh, 'base64url');
  const ours = pair.getPublicKey();
  const secret = pair.computeSecret(theirs);
  const about = Buffer.concat([Buffer.from('WebPush: info\0'), theirs, ours]);
  const material = derive(secret, Buffer.from(keys.auth, 'base64url'), about, 32);
  const key = derive(material, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
  const nonce = derive(material, salt, Buffer.from('Content-Encoding: nonce\0'), 12);
  const cipher = createCipheriv('aes-128-gcm', key, nonce);
  const sealed = [cipher.update(plain), cipher.update(Uint8Array.of(LAST_RECORD)), cipher.final()];
  const head = Buffer.alloc(5);
  head.writeUInt32BE(RECORD_BYTES);
  head.writeUInt8(ours.length, 4);
  return Buffer.concat([salt, head, ours, ...sealed, cipher.getAuthTag()]);
}

function freshChance(): PushChance {
  const pair = createECDH('prime256v1');
  pair.generateKeys();
  return { pair, salt: randomBytes(16) };
}

const derive = (
  key: Uint8Array,
  salt: Uint8Array,
  info: Uint8Array,
  sizeBytes: number,
): Uint8Array => new Uint8Array(hkdfSync('sha256', key, salt, info, sizeBytes));
