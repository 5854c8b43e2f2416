import { DescribeSecretCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { AwsConfig } from '../../../config/schema-aws.ts';
import { finding, type Finding } from './finding.ts';

/** Whether the keys of the second host are where the function looks. Their value is not read. */
export async function checkSecondHost(
  client: SecretsManagerClient,
  { secondHost }: AwsConfig,
  abortSignal: AbortSignal,
): Promise<readonly Finding[]> {
  if (secondHost === undefined) return [finding('second-host', 'second-host-none')];
  const values = { secret: secondHost.secret, endpoint: secondHost.endpoint };
  try {
    await client.send(new DescribeSecretCommand({ SecretId: secondHost.secret }), { abortSignal });
    return [finding('second-host', 'second-host-ready', values)];
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException')
      return [finding('second-host', 'second-host-keyless', values)];
    throw error;
  }
}
