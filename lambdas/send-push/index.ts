import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { createDynamoBrowsers } from '../../adapters/aws/dynamo-browsers.ts';
import { DYNAMO_OPTIONS } from '../../adapters/aws/dynamo-error.ts';
import { createDynamoPushKey } from '../../adapters/aws/dynamo-push-key.ts';
import { createDynamoPushLedger } from '../../adapters/aws/dynamo-push-ledger.ts';
import { createSecret } from '../../adapters/aws/secret.ts';
import { systemClock } from '../../adapters/local/clock.ts';
import { welcomeTexts } from '../../app/subscriptions/welcome-texts.ts';
import { readDeployment } from '../deployment.ts';
import { variable } from '../environment.ts';
import { createHandler } from './handler.ts';
import { pusherOpener } from './open-pusher.ts';

const { config, speak } = readDeployment();
const { language: own, contact } = config.organisation;
const other = own === 'fr' ? 'en' : 'fr';
const options = { client: new DynamoDBClient(DYNAMO_OPTIONS), table: variable('browsersTable') };

export const handler = createHandler({
  clock: systemClock,
  random: { next: Math.random },
  browsers: createDynamoBrowsers(options),
  ledger: createDynamoPushLedger(options),
  openPusher: pusherOpener({
    secret: createSecret({
      client: new SecretsManagerClient({}),
      arn: variable('pushKeySecret'),
    }),
    contact,
    publicKey: createDynamoPushKey(options),
  }),
  welcome: () => welcomeTexts(([own, other] as const).map((language) => speak(language))),
});
