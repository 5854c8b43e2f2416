import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createDynamoCallLedger } from '../../adapters/aws/dynamo-call-ledger.ts';
import { createDynamoDeliveries } from '../../adapters/aws/dynamo-deliveries.ts';
import { DYNAMO_OPTIONS } from '../../adapters/aws/dynamo-error.ts';
import { createDynamoJournal } from '../../adapters/aws/dynamo-journal.ts';
import { createDynamoRounds } from '../../adapters/aws/dynamo-rounds.ts';
import { createQueueDepth } from '../../adapters/aws/sqs-depth.ts';
import { systemClock } from '../../adapters/local/clock.ts';
import { createHeartbeat } from '../../adapters/local/heartbeat.ts';
import { hashOf } from '../../adapters/local/hash.ts';
import { waitingCalls } from '../../app/health/waiting-calls.ts';
import { policyFacts } from '../../app/health/watchdog-facts.ts';
import { relayAction } from '../../app/perform/relay-action.ts';
import { readDeployment } from '../deployment.ts';
import { variable } from '../environment.ts';
import { engineOver } from '../open-engine.ts';
import { openQueues } from '../open-queues.ts';
import { createHandler } from './handler.ts';
import { readQueueUrls } from './read-queue-urls.ts';

const { config, policy } = readDeployment();
const client = new DynamoDBClient(DYNAMO_OPTIONS);
const sqs = new SQSClient({});
const journal = createDynamoJournal({ client, table: variable('journalTable') });
const queues = openQueues(sqs);
const openEngine = engineOver(journal, policy);
const { heartbeat } = config.watch;
const calls = createDynamoCallLedger({ client, table: variable('scratchTable') });
const webhooks = config.pages.webhooks.map(({ name }) => name);

export const handler = createHandler({
  ports: {
    clock: systemClock,
    journal,
    outbox: journal,
    deliveries: createDynamoDeliveries({ client, table: variable('deliveriesTable') }),
  },
  messagesPerSec: Math.max(config.notices.mailsPerSecond, config.notices.smsPerSecond),
  rounds: createDynamoRounds({ client, table: variable('scratchTable') }),
  intervalMs: config.watch.interval,
  relay: (item) => relayAction(queues, hashOf, { ...item, again: true }),
  look: async () => ({
    ...policyFacts(policy, config.vantages.length),
    state: (await openEngine()).state(),
    ...(webhooks.length > 0 && { webhooks: await waitingCalls(calls, webhooks) }),
  }),
  deadLetters: createQueueDepth({ client: sqs, queueUrls: readQueueUrls() }),
  ...(heartbeat === undefined ? {} : { beat: createHeartbeat(heartbeat.url) }),
});
