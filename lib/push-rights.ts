import type { IKey } from 'aws-cdk-lib/aws-kms';
import { allow, type Right } from './allow.ts';
import type { PushParts } from './home-parts.ts';
import { keyRights } from './key-rights.ts';
import { sendRight } from './send-right.ts';

/** Only of these partitions of the table: adapters/aws/push-items.ts says what each holds. */
const within = (...parts: readonly string[]) => ({
  conditions: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': parts } },
});

/** What may be done with browsers that subscribed, and with what they are owed. */
export const pushRights = {
  /** Of the public door: it keeps and drops browsers, and sees nothing of what they are told. */
  subscribe: ({ table, queue }: PushParts): readonly Right[] => [
    allow(
      'KeepBrowsers',
      [
        'dynamodb:BatchGetItem',
        'dynamodb:DeleteItem',
        'dynamodb:GetItem',
        'dynamodb:PutItem',
        'dynamodb:UpdateItem',
      ],
      [table.tableArn],
      within('browser', 'unproven', 'state'),
    ),
    sendRight('TellOfNewcomers', [queue]),
  ],

  /** Of the function that reads the journal: it says what browsers are owed, and sees none of them. */
  owe: ({ table, queue }: PushParts): readonly Right[] => [
    allow(
      'OweToBrowsers',
      ['dynamodb:GetItem', 'dynamodb:UpdateItem'],
      [table.tableArn],
      within('owed', 'state'),
    ),
    sendRight('TellOfPushes', [queue]),
  ],

  /** Of the function that writes to push services: it alone has the key that they know the home by. */
  send: ({ table, secret }: PushParts, key: IKey): readonly Right[] => [
    allow(
      'TellBrowsers',
      [
        'dynamodb:BatchGetItem',
        'dynamodb:DeleteItem',
        'dynamodb:GetItem',
        'dynamodb:PutItem',
        'dynamodb:Query',
        'dynamodb:UpdateItem',
      ],
      [table.tableArn],
    ),
    keyRights.tables(key),
    allow('ReadPushKey', ['secretsmanager:GetSecretValue'], [secret.secretArn]),
    keyRights.secrets(key),
  ],
} as const;
