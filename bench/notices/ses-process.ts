import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

// SendBulkEmail of SES v2 on loopback: reads each call whole, and accepts every mail in it.

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const { BulkEmailEntries = [] } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as {
    readonly BulkEmailEntries?: readonly unknown[];
  };
  const results = BulkEmailEntries.map((_, index) => ({
    Status: 'SUCCESS',
    MessageId: `0107019${Date.now()}-${index}-bench-000000`,
  }));
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ BulkEmailEntryResults: results }));
}

const server = createServer((request, response) => void answer(request, response));
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.send?.({ url: `http://127.0.0.1:${port}` });
});
