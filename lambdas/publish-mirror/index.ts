import { CloudFrontKeyValueStoreClient } from '@aws-sdk/client-cloudfront-keyvaluestore';
import { S3Client } from '@aws-sdk/client-s3';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { createKvsReleases } from '../../adapters/aws/kvs-releases.ts';
import { mirrorSecretKey } from '../../adapters/aws/mirror-secret-key.ts';
import { openS3Lessons } from '../../adapters/aws/open-s3-lessons.ts';
import { s3PackageShelf } from '../../adapters/aws/s3-package-shelf.ts';
import { putObject } from '../../adapters/aws/s3-put.ts';
import { createS3Releases } from '../../adapters/aws/s3-releases.ts';
import { createS3Work } from '../../adapters/aws/s3-work.ts';
import { hashOf } from '../../adapters/local/hash.ts';
import { STEMMERS } from '../../adapters/local/mirror/stem.ts';
import type { MirrorWords } from '../../app/mirror/ports.ts';
import { OBJECTS } from '../../config/aws-names.ts';
import type { Manifest } from '../../core/mirror/manifest.ts';
import { readDeployment } from '../deployment.ts';
import { variable } from '../environment.ts';
import { log } from '../middleware/logger.ts';
import { createHandler } from './handler.ts';

const { config, words } = readDeployment();
const mirrorWords: MirrorWords = (key, values) => words(`mirror.${key}`, values);
const client = new S3Client({});
const secrets = new SecretsManagerClient({});
// The evidence is in the home's Region, this function in the mirrors'.
const home = new S3Client(config.aws === undefined ? {} : { region: config.aws.region });
const evidence = variable('evidenceBucket');
const lessons = variable('lessonsBucket');
const workBucket = variable('workBucket');
const SecretId = variable('mirrorKeySecret');

async function signer() {
  const { SecretString = '' } = await secrets.send(new GetSecretValueCommand({ SecretId }));
  const key = mirrorSecretKey(SecretString);
  await putObject(home, { Bucket: evidence, Key: OBJECTS.mirrorKey, Body: key.publicPem });
  return (manifest: Manifest) => key.sign(manifest);
}

export const handler = createHandler({
  config,
  words: mirrorWords,
  stemmers: STEMMERS,
  hashOf,
  releases: createS3Releases({ client, bucket: variable('mirrorBucket'), workBucket }),
  pointer: createKvsReleases({
    client: new CloudFrontKeyValueStoreClient({}),
    arn: variable('releasesStore'),
    tellUnroutable: (addresses) =>
      log().warn('Addresses that the edge takes for what their names say', {
        count: addresses.length,
        addresses: addresses.slice(0, 20),
      }),
  }),
  openWork: (platform, run) => createS3Work({ client, bucket: workBucket, platform, run }),
  openLessons: (platform, run) =>
    openS3Lessons({
      client,
      bucket: lessons,
      prefix: `${platform}/`,
      workBucket,
      shelf: s3PackageShelf({ client, bucket: workBucket, platform, run }),
      now: Date.now,
    }),
  signer,
  tell: (manifest) =>
    putObject(home, {
      Bucket: evidence,
      Key: OBJECTS.manifest(manifest.platform),
      Body: JSON.stringify(manifest),
      ContentType: 'application/json',
    }),
});
