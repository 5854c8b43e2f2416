import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { WebhookConfig } from '../../config/schema-pages.ts';
import type { WebhookEndpoint } from '../local/subscriptions/webhook-caller.ts';
import { readWebhookKey } from '../local/subscriptions/webhook-signature.ts';
import { createSecret } from './secret.ts';

/** The endpoints of a home on AWS, each with its secret of Secrets Manager, read at its first call. */
export function openStoredEndpoints(
  webhooks: readonly WebhookConfig[],
): ReadonlyMap<string, WebhookEndpoint> {
  const client = new SecretsManagerClient({});
  return new Map(
    webhooks.map(({ name, url, secret = '' }) => {
      const read = createSecret({ client, arn: secret });
      const key = async () =>
        readWebhookKey(new TextDecoder().decode(await read()), `the secret ${secret}`, {
          key: 'got.secret',
          values: { secret },
        });
      return [name, { url, key }] as const;
    }),
  );
}
