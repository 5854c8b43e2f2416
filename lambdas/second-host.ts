import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { SecondHostOptions } from '../adapters/aws/second-host-client.ts';
import type { Config } from '../config/schema.ts';
import { variable } from './environment.ts';

/**
 * Of another company, as the configuration has it: none of Amazon's troubles are its own.
 *
 * @returns null where there is none
 */
export function secondHost(config: Config): SecondHostOptions | null {
  const host = config.aws?.secondHost;
  if (host === undefined) return null;
  const secrets = new SecretsManagerClient({});
  const SecretId = variable('secondHostSecret');
  return {
    ...host,
    keys: async () =>
      (await secrets.send(new GetSecretValueCommand({ SecretId }))).SecretString ?? '',
  };
}
