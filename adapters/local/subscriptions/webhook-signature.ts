import { createHmac } from 'node:crypto';
import { PreauError, type Said } from '../../../core/errors.ts';

/** Bytes of a key, both included. @see Standard Webhooks, "Signature scheme" */
const [KEY_MIN, KEY_MAX] = [24, 64];

/**
 * Read a secret as Standard Webhooks writes it: base64 of 24 to 64 bytes, with or without `whsec_`
 * before it. Nothing of it is ever told.
 *
 * @param where it stands, for whoever must mend it
 * @param said the same in the languages of people. @default `where`, a path
 * @throws PreauError `config-invalid`
 */
export function readWebhookKey(
  text: string,
  where: string,
  said: Said | string = where,
): Uint8Array {
  const written = text.trim().replace(/^whsec_/u, '');
  const key = Buffer.from(written, 'base64');
  const isWhole = /^[A-Za-z0-9+/]+={0,2}$/u.test(written) && written.length % 4 === 0;
  if (isWhole && key.length >= KEY_MIN && key.length <= KEY_MAX) return key;
  throw new PreauError(
    'config-invalid',
    `Expected whsec_ and base64 of ${KEY_MIN} to ${KEY_MAX} bytes in ${where}, got something else. Make one by: printf 'whsec_%s' "$(openssl rand -base64 32)"`,
    {
      said: { key: 'secret.webhookOther', values: { least: KEY_MIN, most: KEY_MAX, where: said } },
    },
  );
}

/** What a signed message carries. */
export interface SignedHeaders {
  readonly 'webhook-id': string;
  readonly 'webhook-timestamp': string;
  readonly 'webhook-signature': string;
}

/**
 * Sign one message by HMAC-SHA256 of `id.timestamp.body`.
 *
 * @param atMs real time: receivers refuse what is minutes old
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function signWebhook(
  key: Uint8Array,
  id: string,
  atMs: number,
  body: string,
): SignedHeaders {
  const timestamp = String(Math.floor(atMs / 1_000));
  const mac = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${mac}`,
  };
}
