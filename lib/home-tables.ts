import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import {
  type AnyTableShape,
  BROWSERS_TABLE,
  DELIVERIES_TABLE,
  JOURNAL_TABLE,
  OBSERVATIONS_TABLE,
  SCRATCH_TABLE,
} from '../config/aws-tables.ts';
import { PreauTable } from './preau-table.ts';

export interface HomeTablesProps {
  readonly key: IKey;
  /** Whether browsers are told of notices. */
  readonly pushes: boolean;
}

/** The tables of the home; the journal alone tells what is new by a stream. */
export class HomeTables extends Construct {
  readonly journal: TableV2;
  readonly observations: TableV2;
  readonly deliveries: TableV2;
  readonly scratch: TableV2;
  /** Null where no browser is told. */
  readonly browsers: TableV2 | null;

  constructor(scope: Construct, id: string, { key, pushes }: HomeTablesProps) {
    super(scope, id);
    const make = (name: string, shape: AnyTableShape, stream = false) =>
      new PreauTable(this, name, { shape, key, stream }).table;
    this.journal = make('Journal', JOURNAL_TABLE, true);
    this.observations = make('Observations', OBSERVATIONS_TABLE);
    this.deliveries = make('Deliveries', DELIVERIES_TABLE);
    this.scratch = make('Scratch', SCRATCH_TABLE);
    this.browsers = pushes ? make('Browsers', BROWSERS_TABLE) : null;
  }
}
