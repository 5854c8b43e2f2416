import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join, normalize } from 'node:path';

/** A static HTTPS server with nothing to it: no compression, no cache, no aliases, no banner. */
export async function startPlainServer(
  folder: string,
  tls: { readonly key: string; readonly cert: string },
): Promise<{ readonly port: number; stop(): Promise<void> }> {
  const server = createServer(tls, (request, response) => {
    const path = normalize(decodeURIComponent(request.url ?? '/'));
    readFile(join(folder, path)).then(
      (body) => response.writeHead(200, { 'content-length': body.length }).end(body),
      () => response.writeHead(404).end(),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
