import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createAuthorities } from '../../adapters/aws/dns-authorities.ts';
import { createDynamoDeliveries } from '../../adapters/aws/dynamo-deliveries.ts';
import { hosterFeeds } from '../../config/hoster-feeds.ts';
import { DYNAMO_OPTIONS } from '../../adapters/aws/dynamo-error.ts';
import { createDynamoJournal } from '../../adapters/aws/dynamo-journal.ts';
import { createDynamoObservations } from '../../adapters/aws/dynamo-observations.ts';
import { createDynamoRounds } from '../../adapters/aws/dynamo-rounds.ts';
import { systemClock } from '../../adapters/local/clock.ts';
import { peopleTasks } from '../../app/notices/people-tasks.ts';
import { dnsNow } from '../../app/views/dns-now.ts';
import { noticePreviews } from '../../app/views/notice-previews.ts';
import { noticeTexts } from '../../app/views/notice-texts.ts';
import { turnRecord } from '../../app/views/turn-record.ts';
import { PreauError } from '../../core/errors.ts';
import { seconds } from '../../core/units.ts';
import { consoleScripts } from '../../web/console/console-scripts.ts';
import { readDeployment } from '../deployment.ts';
import { variable } from '../environment.ts';
import { logFailure } from '../middleware/standard.ts';
import { engineOver } from '../open-engine.ts';
import { readAuthorities } from '../read-authorities.ts';
import { discoverLogin } from './discover-login.ts';
import { createHandler } from './handler.ts';
import { ledgerReader } from './read-ledger.ts';
import { chartFolder, SCRIPTS, scriptFolder } from './script-folder.ts';
import { storedSources } from './stored-sources.ts';

const deployment = readDeployment();
const { config, policy, wordings, words, speak } = deployment;
const { language, timeZone } = config.organisation;
const audience = config.aws?.console;
if (audience === undefined)
  throw new PreauError(
    'config-invalid',
    'Expected aws.console in the configuration, found none. Add it, or deploy without this function.',
  );

/** For which what name servers answered is shown again. Chosen: a TTL is a minute. */
const DNS_KEEP_MS = seconds(5);

const client = new DynamoDBClient(DYNAMO_OPTIONS);
const clock = systemClock;
const { take, turns, turnsOf } = turnRecord();
const authorities = readAuthorities();
const observations = createDynamoObservations({ client, table: variable('observationsTable') });
const dns = createAuthorities({ platforms: policy.platforms, ...(authorities && { authorities }) });
const deliveriesTable = variable('deliveriesTable');
const deliveries = createDynamoDeliveries({ client, table: deliveriesTable });

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
  sources: {
    previews: noticePreviews(timeZone, wordings, (asked) => speak(asked).words),
    feeds: hosterFeeds(config),
    turnsOf,
    observations: (platform, from, to) => observations.between(platform, from, to),
    dns: dnsNow(dns, clock, DNS_KEEP_MS, logFailure),
    // Numbers to dial never go to AWS: the command line of whoever has the directory tells them.
    ...storedSources({
      config,
      dynamo: client,
      deliveriesTable,
      directoryBucket: variable('directoryBucket'),
      evidenceBucket: variable('evidenceBucket'),
      onFailure: logFailure,
    }),
    toTelephone: (notices) => peopleTasks(deliveries, notices, () => null),
  },
  scripts: consoleScripts(scriptFolder(), SCRIPTS, chartFolder()),
});
