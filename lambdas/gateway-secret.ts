import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { type GatewaySecret, readGatewaySecret } from '../adapters/aws/gateway-secret.ts';
import { createSecret } from '../adapters/aws/secret.ts';

/**
 * What is shared with the second SMS gateway, read at its first use.
 *
 * @param arn of the secret, or its name
 */
export function gatewaySecret(arn: string): () => Promise<GatewaySecret> {
  const secret = createSecret({ client: new SecretsManagerClient({}), arn });
  return async () => readGatewaySecret(await secret());
}
