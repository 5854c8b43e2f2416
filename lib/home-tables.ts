import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import {
  type AnyTableShape,
  DELIVERIES_TABLE,
  JOURNAL_TABLE,
  OBSERVATIONS_TABLE,
  SCRATCH_TABLE,
} from '../config/aws-tables.ts';
import { PreauTable } from './preau-table.ts';

/** The tables of the home; the journal alone tells what is new by a stream. */
export class HomeTables extends Construct {
  readonly journal: TableV2;
  readonly observations: TableV2;
  readonly deliveries: TableV2;
  readonly scratch: TableV2;

  constructor(scope: Construct, id: string, { key }: { readonly key: IKey }) {
    super(scope, id);
    const make = (name: string, shape: AnyTableShape, stream = false) =>
      new PreauTable(this, name, { shape, key, stream }).table;
    this.journal = make('Journal', JOURNAL_TABLE, true);
    this.observations = make('Observations', OBSERVATIONS_TABLE);
    this.deliveries = make('Deliveries', DELIVERIES_TABLE);
    this.scratch = make('Scratch', SCRATCH_TABLE);
  }
}
