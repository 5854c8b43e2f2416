import { Stack } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { allow, type Right } from './allow.ts';

const via = (key: IKey, service: string) => ({
  conditions: {
    StringEquals: { 'kms:ViaService': `${service}.${Stack.of(key).region}.amazonaws.com` },
  },
});

/** What may be done with the home's key, and only through the service that holds the data. */
export const keyRights = {
  /** @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html */
  tables: (key: IKey): Right =>
    allow(
      'OpenTables',
      [
        'kms:Decrypt',
        'kms:DescribeKey',
        'kms:Encrypt',
        'kms:GenerateDataKey',
        'kms:ReEncryptFrom',
        'kms:ReEncryptTo',
      ],
      [key.keyArn],
      via(key, 'dynamodb'),
    ),

  objects: (key: IKey): Right =>
    allow('OpenObjects', ['kms:Decrypt'], [key.keyArn], via(key, 's3')),

  /** Of a bucket whose objects this key seals, to put new ones into it. */
  newObjects: (key: IKey): Right =>
    allow('SealObjects', ['kms:Decrypt', 'kms:GenerateDataKey'], [key.keyArn], via(key, 's3')),

  secrets: (key: IKey): Right =>
    allow('OpenSecrets', ['kms:Decrypt'], [key.keyArn], via(key, 'secretsmanager')),
} as const;
