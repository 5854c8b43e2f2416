import { readOwnerOnly } from '../../adapters/local/read-owner-only.ts';
import { SECOND } from '../../adapters/local/sms-fallback.ts';
import {
  readWebhook,
  type WebhookShape,
  type WebhookWord,
} from '../../adapters/local/sms-webhook.ts';
import type { Clock, Deliveries } from '../../app/ports.ts';
import type { Config } from '../../config/schema.ts';
import type { SmsReceiptsConfig } from '../../config/schema-sms.ts';
import { PreauError } from '../../core/errors.ts';
import type { Receipt } from '../../core/notice/receipt.ts';
import type { SmsReceipts } from '../../web/receipts/answer-receipts.ts';

interface Needs {
  readonly deliveries: Pick<Deliveries, 'keyOfProviderId'>;
  readonly clock: Pick<Clock, 'now'>;
  /** @returns false when no such delivery is known */
  readonly note: (receipt: Receipt) => Promise<boolean>;
}

/**
 * Hear the gateways that the configuration has `receipts` for, each by its own secret.
 *
 * @returns by the last part of the address that a gateway posts to
 * @throws PreauError `file-unreadable`, `credentials-missing` for a secret that is none
 */
export function openSmsReceipts(
  { notices: { sms } }: Pick<Config, 'notices'>,
  needs: Needs,
): ReadonlyMap<string, SmsReceipts> {
  const heard = [
    ['sms', sms?.receipts, ''],
    ['sms-fallback', sms?.fallback?.receipts, SECOND],
  ] as const;
  return new Map(
    heard.flatMap(([name, receipts, prefix]) =>
      receipts === undefined ? [] : [[name, hear(receipts, prefix, needs)] as const],
    ),
  );
}

function hear(config: SmsReceiptsConfig, prefix: string, needs: Needs): SmsReceipts {
  const secret = secretOf(config);
  const shape = shapeOf(config);
  const { signatureHeader, timestampHeader } = config;
  return {
    signatureHeader,
    timestampHeader,
    take: async (call) => {
      // The wall's clock, since a gateway knows no rehearsal's.
      const reading = readWebhook(call, secret, shape, Date.now());
      if (reading.kind !== 'words') return { kind: reading.kind };
      let [noted, unknown] = [0, 0];
      for (const word of reading.words) {
        if (await noteWord(word, prefix, needs)) noted += 1;
        else unknown += 1;
      }
      return { kind: 'taken', noted, unknown };
    },
  };
}

/** By our own key where the gateway gives it back, else by its name for the message. */
async function noteWord(
  { id, key, kind, detail }: WebhookWord,
  prefix: string,
  { deliveries, clock, note }: Needs,
): Promise<boolean> {
  const at = clock.now();
  if (key.includes('/sms/') && (await note({ key, kind, detail, at }))) return true;
  const named = id === '' ? null : await deliveries.keyOfProviderId(`${prefix}${id}`);
  return named !== null && note({ key: named, kind, detail, at });
}

const shapeOf = (config: SmsReceiptsConfig): WebhookShape => {
  const { idField, keyField, statusField, detailField } = config;
  const { delivered, expired, blocked, bounced } = config;
  const words = { delivered, expired, blocked, bounced };
  return { idField, keyField, statusField, detailField, words };
};

/** In characters; of HMAC-SHA256 a shorter one is the weak part. Chosen. */
const [SECRET_MIN, SECRET_MAX] = [32, 4_096];

function secretOf({ secretFile, secretVariable = '' }: SmsReceiptsConfig): Buffer {
  if (secretFile !== undefined) return secretIn(secretFile);
  const text = process.env[secretVariable] ?? '';
  if (text.length >= SECRET_MIN) return Buffer.from(text, 'utf8');
  throw new PreauError(
    'credentials-missing',
    `expected a secret of ${SECRET_MIN} characters or more in the variable ${secretVariable}, got ${text === '' ? 'none' : `${text.length}`}; set it, or give notices.sms.receipts.secretFile instead`,
  );
}

function secretIn(file: string): Buffer {
  const text = readOwnerOnly(file, {
    what: 'a secret',
    setting: 'notices.sms.receipts.secretFile',
    maxBytes: SECRET_MAX,
    renew: 'agree on another with the gateway',
  }).trim();
  if (text.length >= SECRET_MIN) return Buffer.from(text, 'utf8');
  throw new PreauError(
    'config-invalid',
    `Expected a secret of ${SECRET_MIN} characters or more in ${file}, got ${text.length}. Put the one there that the gateway signs with.`,
  );
}
