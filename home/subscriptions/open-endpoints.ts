import { readOwnerOnly } from '../../adapters/local/read-owner-only.ts';
import type { WebhookEndpoint } from '../../adapters/local/subscriptions/webhook-caller.ts';
import { readWebhookKey } from '../../adapters/local/subscriptions/webhook-signature.ts';
import type { WebhookConfig } from '../../config/schema-pages.ts';
import { PreauError } from '../../core/errors.ts';

/** Bytes of a file with a secret, chosen: the longest secret is 94 characters. */
const SECRET_MAX_BYTES = 4_096;

/**
 * The endpoints of a configuration, each with the secret that its messages are signed with.
 *
 * @param webhooks their files' paths absolute
 * @throws PreauError `file-unreadable`, `credentials-missing`, `config-invalid` for a secret that is none
 */
export function openEndpoints(
  webhooks: readonly WebhookConfig[],
): ReadonlyMap<string, WebhookEndpoint> {
  return new Map(
    webhooks.map((webhook) => {
      const key = keyOf(webhook);
      return [webhook.name, { url: webhook.url, key: async () => key }] as const;
    }),
  );
}

function keyOf({ name, secretFile, secretVariable = '' }: WebhookConfig): Uint8Array {
  if (secretFile !== undefined) {
    const text = readOwnerOnly(secretFile, {
      kind: 'webhook',
      what: 'the secret of a webhook',
      setting: `pages.webhooks (${name}), secretFile`,
      maxBytes: SECRET_MAX_BYTES,
      renew: 'agree on another with its receiver',
    });
    return readWebhookKey(text, secretFile);
  }
  const text = process.env[secretVariable] ?? '';
  if (text !== '')
    return readWebhookKey(text, `the variable ${secretVariable}`, {
      key: 'got.variable',
      values: { variable: secretVariable },
    });
  throw new PreauError(
    'credentials-missing',
    `expected the secret of the webhook ${name} in the variable ${secretVariable}, got none; set it, or give secretFile instead`,
    { said: { key: 'secret.webhookNone', values: { name, variable: secretVariable } } },
  );
}
