import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { createSecret } from '../../adapters/aws/secret.ts';
import { createSesMail } from '../../adapters/aws/ses-mail.ts';
import { createAcknowledgeLinks } from '../../adapters/local/acknowledge-links.ts';
import { createOptOutLinks } from '../../adapters/local/opt-out-links.ts';
import { readDeployment } from '../deployment.ts';
import { variable } from '../environment.ts';
import { openSending } from '../open-sending.ts';
import { createHandler } from './handler.ts';

const deployment = readDeployment();
const { notices, pages } = deployment.config;
const secret = createSecret({
  client: new SecretsManagerClient({}),
  arn: variable('optOutSecret'),
});
const sending = openSending(deployment, variable('mailQueue'));
const mail = createSesMail({
  from: notices.from,
  configurationSet: variable('mailConfigurationSet'),
});

export const handler = createHandler({
  ...sending,
  ports: { ...sending.ports, mail },
  openLinks: async () => {
    const bytes = await secret();
    return {
      optOut: createOptOutLinks(bytes, pages.url),
      acknowledge: createAcknowledgeLinks(bytes, pages.url),
    };
  },
});
