import { callJson } from './aws-wire.ts';

/** The records of a table's stream, as its one shard has them; in order. */
export interface TableStream {
  /** What has come since the last call. */
  read(): Promise<readonly unknown[]>;
}

interface Shards {
  readonly StreamDescription: { readonly Shards: readonly { readonly ShardId: string }[] };
}

interface Page {
  readonly Records: readonly unknown[];
  readonly NextShardIterator: string;
}

/**
 * Read a table's stream from its beginning, as Lambda does for a function.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Operations_Amazon_DynamoDB_Streams.html
 */
export async function openStream(
  endpoint: string,
  StreamArn: string,
  region: string,
): Promise<TableStream> {
  const call = <T>(operation: string, body: object): Promise<T> => {
    const target = `DynamoDBStreams_20120810.${operation}`;
    return callJson<T>(endpoint, { target, service: 'dynamodb', region }, body);
  };
  const { StreamDescription } = await call<Shards>('DescribeStream', { StreamArn });
  const ShardId = StreamDescription.Shards[0]?.ShardId;
  const from = { StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' };
  let { ShardIterator } = await call<{ ShardIterator: string }>('GetShardIterator', from);
  return {
    read: async () => {
      const page = await call<Page>('GetRecords', { ShardIterator });
      ShardIterator = page.NextShardIterator;
      return page.Records;
    },
  };
}
