import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { createDynamoDeliveries } from '../../adapters/aws/dynamo-deliveries.ts';
import { DYNAMO_OPTIONS } from '../../adapters/aws/dynamo-error.ts';
import { createDynamoJournal } from '../../adapters/aws/dynamo-journal.ts';
import { createDynamoRounds } from '../../adapters/aws/dynamo-rounds.ts';
import { createS3PageSets } from '../../adapters/aws/s3-page-sets.ts';
import { createS3Pages } from '../../adapters/aws/s3-pages.ts';
import { createSecondHostPages } from '../../adapters/aws/second-host-pages.ts';
import { systemClock } from '../../adapters/local/clock.ts';
import { publishToAll } from '../../app/pages/publish-to-all.ts';
import { watchedSince } from '../../app/pages/watched-since.ts';
import { noticeTexts } from '../../app/views/notice-texts.ts';
import { countNotices } from '../count-notices.ts';
import { readDeployment } from '../deployment.ts';
import { variable } from '../environment.ts';
import { log } from '../middleware/logger.ts';
import { measure } from '../middleware/metrics.ts';
import { logFailure } from '../middleware/standard.ts';
import { engineOver } from '../open-engine.ts';
import { secondHost } from '../second-host.ts';
import { createHandler } from './handler.ts';
import { openPushes } from './open-pushes.ts';
import { openTeller } from './open-teller.ts';

const deployment = readDeployment();
const { config, policy, wordings, speak } = deployment;
const dynamo = new DynamoDBClient(DYNAMO_OPTIONS);
const { language: own, timeZone } = config.organisation;
const other = own === 'fr' ? 'en' : 'fr';

const journal = createDynamoJournal({ client: dynamo, table: variable('journalTable') });
const bucket = variable('pagesBucket');
const s3 = new S3Client({});
const second = secondHost(config);
const hosts = [
  { name: bucket, pages: createS3Pages({ client: s3, bucket }) },
  ...(second === null ? [] : [{ name: second.endpoint, pages: createSecondHostPages(second) }]),
];

const languages = ([own, other] as const).map((language) => {
  const { words } = speak(language);
  return { language, words, render: noticeTexts(wordings[language], timeZone, words) };
});
const pushes = openPushes(config, dynamo, languages);
const teller = openTeller(deployment, {
  journal,
  dynamo,
  speech: languages[0],
  pushes: pushes?.listener ?? null,
});

export const handler = createHandler({
  deployment,
  clock: systemClock,
  engine: teller?.engine ?? engineOver(journal, policy),
  ...(teller && { tell: teller.tell }),
  ...(pushes && { pushOffer: pushes.offer }),
  watchedSince: watchedSince(journal),
  rounds: createDynamoRounds({ client: dynamo, table: variable('scratchTable') }),
  counts: countNotices(
    createDynamoDeliveries({ client: dynamo, table: variable('deliveriesTable') }),
    systemClock,
    logFailure,
  ),
  languages,
  sets: config.pages.schools ? createS3PageSets(s3, bucket).read : async () => [],
  pages: publishToAll(hosts, (host, error) => {
    measure('PageHostsFailed', 1);
    log().error('A host of the status page was not written', { host, error });
  }),
});
