import { type GatewayNeeds, hearGateway } from '../../adapters/local/hear-gateway.ts';
import { readOwnerOnly } from '../../adapters/local/read-owner-only.ts';
import { SECOND } from '../../adapters/local/sms-fallback.ts';
import type { Config } from '../../config/schema.ts';
import type { SmsReceiptsConfig } from '../../config/schema-sms.ts';
import { PreauError } from '../../core/errors.ts';
import type { SmsReceipts } from '../../web/receipts/answer-gateway.ts';

/**
 * Hear the gateways that the configuration has `receipts` for, each by its own secret.
 *
 * @returns by the last part of the address that a gateway posts to
 * @throws PreauError `file-unreadable`, `credentials-missing` for a secret that is none
 */
export function openSmsReceipts(
  { notices: { sms } }: Pick<Config, 'notices'>,
  needs: GatewayNeeds,
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

function hear(config: SmsReceiptsConfig, prefix: string, needs: GatewayNeeds): SmsReceipts {
  const { signatureHeader, timestampHeader } = config;
  const take = hearGateway(config, secretOf(config), prefix, needs);
  return { signatureHeader, timestampHeader, take };
}

/** In characters; of HMAC-SHA256 a shorter one is the weak part. Chosen. */
const [SECRET_MIN, SECRET_MAX] = [32, 4_096];

function secretOf({ secretFile, secretVariable = '' }: SmsReceiptsConfig): Buffer {
  if (secretFile !== undefined) return secretIn(secretFile);
  const text = process.env[secretVariable] ?? '';
  if (text.length >= SECRET_MIN) return Buffer.from(text, 'utf8');
  throw new PreauError(
    'credentials-missing',
    `expected a secret of ${SECRET_MIN} characters or more in the variable ${secretVariable}, got ${text === '' ? 'none' : `${text.length}`}; set it, or give notices.sms.receipts.secretFile instead`,
    {
      said: {
        key: 'secret.receiptsNone',
        values: {
          least: SECRET_MIN,
          variable: secretVariable,
          got:
            text === ''
              ? { key: 'got.none' }
              : { key: 'got.letters', values: { letters: text.length } },
        },
      },
    },
  );
}

function secretIn(file: string): Buffer {
  const text = readOwnerOnly(file, {
    kind: 'receipts',
    what: 'a secret',
    setting: 'notices.sms.receipts.secretFile',
    maxBytes: SECRET_MAX,
    renew: 'agree on another with the gateway',
  }).trim();
  if (text.length >= SECRET_MIN) return Buffer.from(text, 'utf8');
  throw new PreauError(
    'config-invalid',
    `Expected a secret of ${SECRET_MIN} characters or more in ${file}, got ${text.length}. Put the one there that the gateway signs with.`,
    {
      said: {
        key: 'secret.receiptsOther',
        values: { least: SECRET_MIN, file, letters: text.length },
      },
    },
  );
}
