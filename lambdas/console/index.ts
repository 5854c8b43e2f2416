import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoDeliveries } from '../../adapters/aws/dynamo-deliveries.ts';
import { DYNAMO_OPTIONS } from '../../adapters/aws/dynamo-error.ts';
import { createDynamoJournal } from '../../adapters/aws/dynamo-journal.ts';
import { createDynamoRounds } from '../../adapters/aws/dynamo-rounds.ts';
import { systemClock } from '../../adapters/local/clock.ts';
import { noticeTexts } from '../../app/views/notice-texts.ts';
import { turnRecord } from '../../app/views/turn-record.ts';
import { PreauError } from '../../core/errors.ts';
import { consoleScripts } from '../../web/console/console-scripts.ts';
import { readDeployment } from '../deployment.ts';
import { variable } from '../environment.ts';
import { logFailure } from '../middleware/standard.ts';
import { engineOver } from '../open-engine.ts';
import { discoverLogin } from './discover-login.ts';
import { createHandler } from './handler.ts';
import { ledgerReader } from './read-ledger.ts';
import { SCRIPTS, scriptFolder } from './script-folder.ts';

const deployment = readDeployment();
const { config, policy, wordings, words } = deployment;
const { language, timeZone } = config.organisation;
const audience = config.aws?.console;
if (audience === undefined)
  throw new PreauError(
    'config-invalid',
    'Expected aws.console in the configuration, found none. Add it, or deploy without this function.',
  );

const client = new DynamoDBClient(DYNAMO_OPTIONS);
const clock = systemClock;
const { take, turns } = turnRecord();
const deliveries = createDynamoDeliveries({ client, table: variable('deliveriesTable') });

export const handler = createHandler({
  deployment,
  audience,
  clock,
  login: discoverLogin({ ...audience, clock, onFailure: logFailure }),
  openEngine: engineOver(
    createDynamoJournal({ client, table: variable('journalTable') }),
    policy,
    take,
  ),
  turns,
  rounds: createDynamoRounds({ client, table: variable('scratchTable') }),
  ledger: ledgerReader(deliveries, clock, words, logFailure),
  render: noticeTexts(wordings[language], timeZone, words),
  scripts: consoleScripts(scriptFolder(), SCRIPTS),
});
