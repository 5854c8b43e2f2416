import type { Construct } from 'constructs';
import { allow, type Right } from './allow.ts';
import type { HomeParts } from './home-parts.ts';
import { journalRights } from './journal-rights.ts';
import { secretArn } from './secret-arn.ts';

/** Of the function that tells webhooks; none where no webhook is configured. */
export function webhookRights(scope: Construct, { config, tables }: HomeParts): readonly Right[] {
  const secrets = config.pages.webhooks.flatMap(({ secret }) => secret ?? []);
  if (secrets.length === 0) return [];
  return [
    ...journalRights.append(tables.journal),
    allow(
      'KeepWhatWebhooksAreOwed',
      ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'],
      [tables.scratch.tableArn],
    ),
    allow(
      'ReadWebhookSecrets',
      ['secretsmanager:GetSecretValue'],
      [...new Set(secrets)].map((secret) => secretArn(scope, secret)),
    ),
  ];
}
