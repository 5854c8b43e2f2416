import { Agent, createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { CloudFrontKeyValueStoreClient } from '@aws-sdk/client-cloudfront-keyvaluestore';
import { z } from 'zod';

/** A key value store over its own wire, in process. It takes no other signature than SigV4a. */
export interface KvsEndpoint {
  readonly arn: string;
  readonly client: CloudFrontKeyValueStoreClient;
  /** What is in it. */
  readonly keys: Map<string, string>;
  /** How many keys each update put or deleted. */
  readonly updates: readonly number[];
  /** Write behind the back of who has just described it, so many times. */
  overtake(times: number): void;
  stop(): Promise<void>;
}

const ARN = 'arn:aws:cloudfront::123456789012:key-value-store/8aa76c93-3198-462c-aaf6-test';
const PAGE = 50;

const updateSchema = z.object({
  Puts: z.array(z.object({ Key: z.string(), Value: z.string() })).default([]),
  Deletes: z.array(z.object({ Key: z.string() })).default([]),
});

interface Reply {
  readonly status?: number;
  readonly body: object;
}

export async function startKvs(): Promise<KvsEndpoint> {
  const keys = new Map<string, string>();
  const updates: number[] = [];
  let version = 1;
  let overtakings = 0;
  const update = (body: string, ifMatch: string | undefined): Reply => {
    if (ifMatch !== `E${version}`) return { status: 409, body: { Message: 'ETag' } };
    const { Puts, Deletes } = updateSchema.parse(JSON.parse(body));
    const isTooLong = Puts.some(({ Key, Value }) => Key.length > 512 || Value.length > 1_024);
    if (Puts.length + Deletes.length > PAGE || isTooLong)
      return { status: 400, body: { Message: 'too much' } };
    for (const { Key, Value } of Puts) keys.set(Key, Value);
    for (const { Key } of Deletes) keys.delete(Key);
    updates.push(Puts.length + Deletes.length);
    version += 1;
    return { body: { ItemCount: keys.size, TotalSizeInBytes: 0 } };
  };
  const list = (token: number): Reply => {
    const all = [...keys].map(([Key, Value]) => ({ Key, Value }));
    const NextToken = token + PAGE < all.length ? String(token + PAGE) : undefined;
    return { body: { Items: all.slice(token, token + PAGE), NextToken } };
  };
  const answer = (method: string, url: URL, body: string, ifMatch: string | undefined): Reply => {
    const [, , arn = '', folder, key] = url.pathname.split('/');
    if (decodeURIComponent(arn) !== ARN) return { status: 404, body: { Message: 'store' } };
    if (method === 'POST') return update(body, ifMatch);
    if (folder === undefined) {
      const etag = version;
      if (overtakings > 0) {
        overtakings -= 1;
        version += 1;
      }
      return { body: { ItemCount: keys.size, KvsARN: ARN, Created: 1, etag } };
    }
    if (key === undefined) return list(Number(url.searchParams.get('NextToken') ?? 0));
    const Value = keys.get(decodeURIComponent(key));
    if (Value === undefined) return { status: 404, body: { Message: 'key' } };
    return { body: { Key: key, Value, ItemCount: keys.size, TotalSizeInBytes: 0 } };
  };
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { method = '', url = '', headers } = request;
      const signed = headers.authorization?.startsWith('AWS4-ECDSA-P256-SHA256 ');
      const ifMatch = headers['if-match'];
      const reply = signed
        ? answer(method, new URL(url, 'http://kvs'), body, ifMatch)
        : { status: 403, body: { Message: 'unsigned' } };
      response.statusCode = reply.status ?? 200;
      response.setHeader('content-type', 'application/json');
      response.setHeader('etag', `E${'etag' in reply.body ? String(reply.body.etag) : version}`);
      response.end(JSON.stringify(reply.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  // The client puts the account before the host's name: that name is resolved here.
  const lookup = (_: string, __: object, done: (e: null, found: object[]) => void) =>
    done(null, [{ address: '127.0.0.1', family: 4 }]);
  const httpAgent = new Agent({ lookup } as object);
  const client = new CloudFrontKeyValueStoreClient({
    endpoint: `http://localhost:${port}`,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
    requestHandler: { httpAgent },
  });
  return {
    arn: ARN,
    client,
    keys,
    updates,
    overtake: (times) => {
      overtakings = times;
    },
    stop: () =>
      new Promise((resolve) => {
        client.destroy();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
