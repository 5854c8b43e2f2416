import { Aws, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** The ARN of a secret that the configuration names: it has six characters more than the name. */
export function secretArn(scope: Construct, secret: string): string {
  const { account, region } = Stack.of(scope);
  return secret.startsWith('arn:')
    ? secret
    : `arn:${Aws.PARTITION}:secretsmanager:${region}:${account}:secret:${secret}-??????`;
}
