import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface Receiver {
  readonly url: string;
  readonly received: readonly Received[];
  /** Resolves once what has come is enough. */
  came(enough: (received: readonly Received[]) => boolean): Promise<readonly Received[]>;
  stop(): Promise<void>;
}

/** A server on loopback that writes down what it is sent. @param statuses answered in turn, then 204 */
export async function startReceiver(
  statuses: readonly number[] = [],
  headers: Readonly<Record<string, string>> = {},
): Promise<Receiver> {
  const rest = [...statuses];
  const received: Received[] = [];
  let told: () => unknown = () => undefined;
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { url: path = '', headers: sent } = request;
      received.push({ path, headers: sent as Record<string, string>, body: Buffer.concat(parts) });
      response.writeHead(rest.shift() ?? 204, headers).end();
      told();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    received,
    came: (enough) =>
      new Promise((resolve) => {
        told = () => enough(received) && resolve(received);
        told();
      }),
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
