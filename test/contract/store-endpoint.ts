import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { type FauxqsServer, startFauxqs } from 'fauxqs';

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

/**
 * fauxqs in process: S3 and SQS. It overwrites under If-None-Match (S3 answers 412), keeps no
 * versions and refuses no owner: what hangs on these is tried against a {@link startStub}.
 */
export interface StoreEndpoint {
  readonly server: FauxqsServer;
  readonly url: string;
  readonly s3: S3Client;
  readonly sqs: SQSClient;
  stop(): Promise<void>;
}

export async function startStore(): Promise<StoreEndpoint> {
  const server = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false });
  const url = `http://127.0.0.1:${server.port}`;
  const s3 = s3At(url);
  const sqs = sqsAt(url);
  const stop = async () => {
    s3.destroy();
    sqs.destroy();
    await server.stop();
  };
  return { server, url, s3, sqs, stop };
}

export const s3At = (endpoint: string): S3Client =>
  new S3Client({
    endpoint,
    region: 'eu-west-3',
    credentials,
    forcePathStyle: true,
    maxAttempts: 1,
  });

export const sqsAt = (endpoint: string): SQSClient =>
  new SQSClient({ endpoint, region: 'eu-west-3', credentials, maxAttempts: 1, md5: false });

/** What a stub was asked. */
export interface StubRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

export interface Stub {
  readonly url: string;
  readonly requests: readonly StubRequest[];
  stop(): Promise<void>;
}

/** A server on loopback that answers as the test says, and writes down what it is asked. */
export async function startStub(
  act: (request: StubRequest, response: ServerResponse) => void,
): Promise<Stub> {
  const requests: StubRequest[] = [];
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      const { method = '', url: path = '', headers } = request;
      requests.push({ method, path, headers, body });
      act({ method, path, headers, body }, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
