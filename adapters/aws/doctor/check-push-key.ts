import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DescribeSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { STACKS } from '../../../config/aws-names.ts';
import { PUSH_KEY_OUTPUT } from '../../../config/aws-outputs.ts';
import type { Config } from '../../../config/schema.ts';
import { finding, type Finding } from './finding.ts';

interface Region {
  readonly region: string;
  readonly maxAttempts: number;
}

/**
 * Whether the secret is there that push services know the home by, and stays: with another one every
 * browser would have to subscribe again. Its value is not read.
 */
export async function checkPushKey(
  { pages }: Pick<Config, 'pages'>,
  home: Region,
  abortSignal: AbortSignal,
): Promise<readonly Finding[]> {
  if (pages.push === undefined) return [finding('pushes', 'pushes-none')];
  const secret = await secretOf(home, abortSignal);
  if (secret === null) return [finding('pushes', 'push-key-to-come')];
  const client = new SecretsManagerClient(home);
  try {
    const asked = new DescribeSecretCommand({ SecretId: secret });
    const { DeletedDate } = await client.send(asked, { abortSignal });
    if (DeletedDate === undefined) return [finding('pushes', 'push-key-ready', { secret })];
    const day = DeletedDate.toISOString().slice(0, 10);
    return [finding('pushes', 'push-key-going', { secret, day })];
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException')
      return [finding('pushes', 'push-key-gone', { secret })];
    throw error;
  } finally {
    client.destroy();
  }
}

/** @returns null before the home is deployed with pushes */
async function secretOf(home: Region, abortSignal: AbortSignal): Promise<string | null> {
  const client = new CloudFormationClient(home);
  try {
    const asked = new DescribeStacksCommand({ StackName: STACKS.home });
    const { Stacks = [] } = await client.send(asked, { abortSignal });
    const outputs = Stacks[0]?.Outputs ?? [];
    return outputs.find(({ OutputKey }) => OutputKey === PUSH_KEY_OUTPUT)?.OutputValue ?? null;
  } catch (error) {
    if (error instanceof Error && /does not exist/.test(error.message)) return null;
    throw error;
  } finally {
    client.destroy();
  }
}
