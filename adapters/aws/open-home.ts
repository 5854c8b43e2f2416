import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Deliveries, Journal, Observations } from '../../app/ports.ts';
import { createDynamoDeliveries } from './dynamo-deliveries.ts';
import { DYNAMO_OPTIONS } from './dynamo-error.ts';
import { createDynamoJournal } from './dynamo-journal.ts';
import { createDynamoObservations } from './dynamo-observations.ts';
import { findHome } from './find-home.ts';

/** A deployed home's stores, for a person's own credentials. */
export interface OpenedHome {
  readonly journal: Journal;
  readonly observations: Observations;
  readonly deliveries: Deliveries;
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
  return {
    journal: createDynamoJournal({ client, table: outputs.journalTable }),
    observations: createDynamoObservations({ client, table: outputs.observationsTable }),
    deliveries: createDynamoDeliveries({ client, table: outputs.deliveriesTable }),
    digest,
  };
}
