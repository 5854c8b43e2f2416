import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoCallLedger } from '../../adapters/aws/dynamo-call-ledger.ts';
import { createDynamoDeliveries } from '../../adapters/aws/dynamo-deliveries.ts';
import { DYNAMO_OPTIONS } from '../../adapters/aws/dynamo-error.ts';
import { createDynamoJournal } from '../../adapters/aws/dynamo-journal.ts';
import { createDynamoRounds } from '../../adapters/aws/dynamo-rounds.ts';
import { relayLag } from '../../adapters/aws/relay-lag.ts';
import { systemClock } from '../../adapters/local/clock.ts';
import { waitingCalls } from '../../app/health/waiting-calls.ts';
import { policyFacts } from '../../app/health/watchdog-facts.ts';
import { readDeployment } from '../deployment.ts';
import { variable } from '../environment.ts';
import { logFailure } from '../middleware/standard.ts';
import { engineOver } from '../open-engine.ts';
import { createHandler } from './handler.ts';
import { lookAtHome } from './look-at-home.ts';

const { config, policy } = readDeployment();
const client = new DynamoDBClient(DYNAMO_OPTIONS);
const cloudWatch = new CloudWatchClient({ maxAttempts: 2 });
const journal = createDynamoJournal({ client, table: variable('journalTable') });
const scratch = variable('scratchTable');
const relay = variable('relayFunction');
const calls = createDynamoCallLedger({ client, table: scratch });
const webhooks = config.pages.webhooks.map(({ name }) => name);
const { mailsPerSecond, smsPerSecond } = config.notices;

export const handler = createHandler({
  look: lookAtHome({
    clock: systemClock,
    openEngine: engineOver(journal, policy),
    ports: {
      journal,
      outbox: journal,
      deliveries: createDynamoDeliveries({ client, table: variable('deliveriesTable') }),
    },
    rounds: createDynamoRounds({ client, table: scratch }),
    lag: (now) => relayLag(cloudWatch, relay, now),
    ...(webhooks.length > 0 && { webhooks: () => waitingCalls(calls, webhooks) }),
    rules: policyFacts(policy, config.vantages.length),
    messagesPerSec: Math.max(mailsPerSecond, smsPerSecond),
    onFailure: logFailure,
  }),
});
