import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { readTold } from '../../adapters/aws/dynamo-told.ts';
import { createS3Directory } from '../../adapters/aws/s3-directory.ts';
import { s3MirrorSheets } from '../../adapters/aws/s3-mirror-sheets.ts';
import { createS3Mirrors } from '../../adapters/aws/s3-mirrors.ts';
import { createS3Releases } from '../../adapters/aws/s3-releases.ts';
import { createS3SchoolDesk } from '../../adapters/aws/s3-school-desk.ts';
import type { Config } from '../../config/schema.ts';
import { minutes } from '../../core/units.ts';
import type { ConsoleSources } from '../../web/console/pages/console-sources.ts';

export interface StoredNeeds {
  readonly config: Config;
  readonly dynamo: DynamoDBClient;
  readonly deliveriesTable: string;
  readonly directoryBucket: string;
  readonly evidenceBucket: string;
  /** Told of a directory that could not be renewed. */
  readonly onFailure: (error: unknown) => void;
}

/** For which nobody asks whether another directory was published: seldom, by a person. Chosen. */
const DIRECTORY_REST_MS = minutes(1);

/** What pages read from buckets: the directory of schools, and the mirrors' releases. */
export function storedSources(
  needs: StoredNeeds,
): Required<Pick<ConsoleSources, 'schools' | 'mirrorSheet'>> {
  const client = new S3Client({});
  const directory = createS3Directory({
    client,
    bucket: needs.directoryBucket,
    restMs: DIRECTORY_REST_MS,
    tell: needs.onFailure,
  });
  return {
    schools: createS3SchoolDesk({
      directory,
      told: readTold(needs.dynamo, needs.deliveriesTable),
    }),
    mirrorSheet: sheetsOf(needs, client),
  };
}

function sheetsOf(
  { config, evidenceBucket }: StoredNeeds,
  home: S3Client,
): NonNullable<ConsoleSources['mirrorSheet']> {
  const kept = config.aws?.mirrors;
  if (kept === undefined) return async () => null;
  const { region, bucket } = kept;
  const client = new S3Client({ region });
  return s3MirrorSheets({
    // Nothing is copied from here: no bucket of work is asked for.
    releases: createS3Releases({ client, bucket, workBucket: bucket }),
    told: createS3Mirrors({ client: home, bucket: evidenceBucket }),
    platforms: new Map(
      config.platforms.flatMap(({ id, mirror }) =>
        mirror?.cloudFront ? [[id, mirror.built] as const] : [],
      ),
    ),
  });
}
