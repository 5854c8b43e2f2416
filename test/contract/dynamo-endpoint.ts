import { once } from 'node:events';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { json } from 'node:stream/consumers';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  DynamoDBClient,
  type DynamoDBClientConfig,
} from '@aws-sdk/client-dynamodb';
import type { AnyTableShape } from '../../config/aws-tables.ts';

/**
 * What happens to the next request: its answer is lost, a batch of writes is given back whole as
 * unprocessed, or this answer is given in its stead.
 */
type Fault =
  | { readonly kind: 'lose-answer' }
  | { readonly kind: 'give-back' }
  | { readonly kind: 'answer'; readonly status: number; readonly body: unknown };

/** dynalite in process, counting requests. It has no streams, expiry, transactions nor IAM. */
export interface DynamoEndpoint {
  readonly url: string;
  readonly client: DynamoDBClient;
  clientWith(options: DynamoDBClientConfig): DynamoDBClient;
  /** @returns its name */
  makeTable(shape: AnyTableShape): Promise<string>;
  /** Operations asked for since the last call, in order. */
  takeRequests(): readonly string[];
  failNext(...faults: readonly Fault[]): void;
  stop(): Promise<void>;
}

/** The emulator carries no types of its own. */
const dynalite = createRequire(import.meta.url)('dynalite') as (
  options: Readonly<Record<string, number>>,
) => Server;

export async function startDynamoEndpoint(): Promise<DynamoEndpoint> {
  const server = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  const faults: Fault[] = [];
  let requests: string[] = [];
  let tables = 0;
  intercept(server, (request) => {
    requests.push(String(request.headers['x-amz-target']).split('.').at(-1) ?? '');
    return faults.shift();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  const clients: DynamoDBClient[] = [];
  const clientWith = (options: DynamoDBClientConfig) => {
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    const made = new DynamoDBClient({
      endpoint: url,
      region: 'eu-west-3',
      credentials,
      ...options,
    });
    clients.push(made);
    return made;
  };
  const client = clientWith({});
  return {
    url,
    client,
    clientWith,
    makeTable: async (shape) => {
      const name = `table-${(tables += 1)}`;
      await client.send(new CreateTableCommand(tableInput(name, shape)));
      const isActive = async () =>
        (await client.send(new DescribeTableCommand({ TableName: name }))).Table?.TableStatus ===
        'ACTIVE';
      while (!(await isActive()));
      requests = [];
      return name;
    },
    takeRequests: () => {
      const taken = requests;
      requests = [];
      return taken;
    },
    failNext: (...next) => void faults.push(...next),
    stop: async () => {
      for (const one of clients) one.destroy();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A table as its shape says: what tests, here and against other emulators, make. */
export function tableInput(name: string, shape: AnyTableShape): CreateTableCommandInput {
  const { partitionKey, sortKey, localIndexes, globalIndexes } = shape;
  const keys = (hash: string, range?: string) => [
    { AttributeName: hash, KeyType: 'HASH' as const },
    ...(range === undefined ? [] : [{ AttributeName: range, KeyType: 'RANGE' as const }]),
  ];
  const attributes = [
    partitionKey,
    ...(sortKey ? [sortKey] : []),
    ...localIndexes.map((index) => index.sortKey),
    ...globalIndexes.flatMap((index) => [index.partitionKey, index.sortKey]),
  ];
  const types = new Map(attributes.map((attribute) => [attribute.name, attribute.type]));
  const local = localIndexes.map((index) => ({
    IndexName: index.name,
    KeySchema: keys(partitionKey.name, index.sortKey.name),
    Projection: { ProjectionType: index.projection },
  }));
  const global = globalIndexes.map((index) => ({
    IndexName: index.name,
    KeySchema: keys(index.partitionKey.name, index.sortKey.name),
    Projection: { ProjectionType: index.projection },
  }));
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [...types].map(([AttributeName, AttributeType]) => ({
      AttributeName,
      AttributeType,
    })),
    KeySchema: keys(partitionKey.name, sortKey?.name),
    ...(local.length > 0 && { LocalSecondaryIndexes: local }),
    ...(global.length > 0 && { GlobalSecondaryIndexes: global }),
  };
}

/** Put a hand between the wire and the emulator. */
function intercept(server: Server, faultOf: (request: IncomingMessage) => Fault | undefined): void {
  const [inner] = server.listeners('request');
  server.removeAllListeners('request');
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const fault = faultOf(request);
    if (fault?.kind === 'answer') {
      request.resume();
      answer(response, fault.status, fault.body);
      return;
    }
    if (fault?.kind === 'give-back') {
      void json(request).then((asked: unknown) => {
        const left = Object.entries(asked ?? {}).find(([name]) => name === 'RequestItems');
        answer(response, 200, { UnprocessedItems: left?.[1] });
      });
      return;
    }
    if (fault?.kind === 'lose-answer')
      Object.assign(response, { end: () => response.destroy(), write: () => true });
    inner?.call(server, request, response);
  });
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' });
  response.end(JSON.stringify(body));
}
