import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { OBJECTS } from '../../config/aws-names.ts';
import type { Deliveries, Evidence, Journal, Observations, Outbox } from '../../app/ports.ts';
import { createDynamoDeliveries } from './dynamo-deliveries.ts';
import { DYNAMO_OPTIONS } from './dynamo-error.ts';
import { createDynamoJournal } from './dynamo-journal.ts';
import { createDynamoObservations } from './dynamo-observations.ts';
import { findHome } from './find-home.ts';
import { createS3Evidence } from './s3-evidence.ts';

/** A deployed home's stores, for a person's own credentials. */
export interface OpenedHome {
  readonly journal: Journal;
  readonly outbox: Outbox;
  readonly observations: Observations;
  readonly deliveries: Deliveries;
  readonly evidence: Evidence;
  /** As {@link findHome} tells it. */
  readonly digest: string | null;
}

/**
 * Open the stores of a home on AWS by what its stack calls them.
 *
 * @throws PreauError as {@link findHome}
 */
export async function openHome(region: string, account: string | null): Promise<OpenedHome> {
  const { outputs, digest } = await findHome(region, account);
  const client = new DynamoDBClient({ region, ...DYNAMO_OPTIONS });
  const journal = createDynamoJournal({ client, table: outputs.journalTable });
  return {
    journal,
    outbox: journal,
    observations: createDynamoObservations({ client, table: outputs.observationsTable }),
    deliveries: createDynamoDeliveries({ client, table: outputs.deliveriesTable }),
    evidence: createS3Evidence({
      client: new S3Client({ region }),
      bucket: outputs.evidenceBucket,
      blobs: OBJECTS.blobs,
      records: OBJECTS.evidence,
    }),
    digest,
  };
}
