import { S3Client } from '@aws-sdk/client-s3';
import { fillSchools } from '../../adapters/aws/fill-schools.ts';
import { createS3Directory } from '../../adapters/aws/s3-directory.ts';
import { createS3PageSets } from '../../adapters/aws/s3-page-sets.ts';
import { createS3SchoolStore } from '../../adapters/aws/s3-school-store.ts';
import { secondHostClient } from '../../adapters/aws/second-host-client.ts';
import { readDeployment } from '../deployment.ts';
import { variable } from '../environment.ts';
import { secondHost } from '../second-host.ts';
import { createHandler, type SchoolHost } from './handler.ts';

const deployment = readDeployment();
const { config, policy } = deployment;
const client = new S3Client({});
const bucket = variable('pagesBucket');
const directory = createS3Directory({ client, bucket: variable('directoryBucket') });
const second = secondHost(config);

const hosts: readonly SchoolHost[] = [
  { name: bucket, open: async () => createS3SchoolStore(client, bucket) },
  ...(second === null
    ? []
    : [
        {
          name: second.endpoint,
          // Keys may have been changed since the last call.
          open: async () => createS3SchoolStore(await secondHostClient(second), second.bucket),
        },
      ]),
];

export const handler = createHandler({
  served: () => directory.servedSchools(policy.platforms),
  sets: createS3PageSets(client, bucket),
  hosts,
  fill: fillSchools,
  said: () => ({ words: deployment.words, language: config.organisation.language }),
});
