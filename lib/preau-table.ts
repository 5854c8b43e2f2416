import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  Billing,
  ProjectionType,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { AnyTableShape, IndexShape, KeyAttribute } from '../config/aws-tables.ts';

export interface PreauTableProps {
  readonly shape: AnyTableShape;
  readonly key: IKey;
  /** Whether changes go out as a stream, with what stands there after each. @default false */
  readonly stream?: boolean;
}

/**
 * One table of the home, as `config/aws-tables.ts` describes it: billed by request, since a home is
 * quiet for weeks and then is not; restored to any second of the last 35 days; not to be deleted,
 * with its stack or by hand.
 */
export class PreauTable extends Construct {
  readonly table: TableV2;

  constructor(scope: Construct, id: string, { shape, key, stream = false }: PreauTableProps) {
    super(scope, id);
    this.table = new TableV2(this, 'Table', {
      partitionKey: attribute(shape.partitionKey),
      ...(shape.sortKey && { sortKey: attribute(shape.sortKey) }),
      ...(shape.timeToLive !== null && { timeToLiveAttribute: shape.timeToLive }),
      ...(stream && { dynamoStream: StreamViewType.NEW_IMAGE }),
      localSecondaryIndexes: shape.localIndexes.map(index),
      globalSecondaryIndexes: shape.globalIndexes.map((one) => ({
        ...index(one),
        partitionKey: attribute(one.partitionKey),
      })),
      billing: Billing.onDemand(),
      encryption: TableEncryptionV2.customerManagedKey(key),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }
}

const attribute = ({ name, type }: KeyAttribute) => ({
  name,
  type: type === 'S' ? AttributeType.STRING : AttributeType.NUMBER,
});

const index = ({ name, sortKey, projection }: IndexShape) => ({
  indexName: name,
  sortKey: attribute(sortKey),
  projectionType: ProjectionType[projection],
});
