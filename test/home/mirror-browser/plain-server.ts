import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import type { Manifest } from '../../../core/mirror/manifest.ts';
import { addressBook } from '../../../core/mirror/address-book.ts';
import { OWN_PAGES } from '../../../app/mirror/own-pages.ts';
import { commonHeaders, fileHeaders } from '../../../home/mirror-server/headers.ts';
import { listen } from '../../../web/http/listen.ts';

/** A mirror on loopback in the clear, which browsers trust as they trust https, with its real headers. */
export interface PlainMirror extends AsyncDisposable {
  readonly origin: string;
  /** Paths asked for, in order. */
  readonly asked: string[];
  /**
   * `gone` for a line that is cut, `trouble` for 503, `platform` once the real one answers here; a
   * number for that status to everything.
   */
  state: 'mirror' | 'gone' | 'trouble' | 'platform' | number;
}

export async function plainMirror(folder: string, manifest: Manifest): Promise<PlainMirror> {
  const book = addressBook(manifest);
  const asked: string[] = [];
  const mirror = { state: 'mirror' as PlainMirror['state'] };
  const server = createServer((request, response) => {
    const target = request.url ?? '/';
    if (mirror.state === 'gone') return void request.socket.destroy();
    asked.push(target);
    const status = mirror.state === 'trouble' ? 503 : mirror.state;
    if (typeof status === 'number') {
      // Where it leads to, there is something.
      const to = status >= 300 && status < 400 ? { Location: '/' } : {};
      const isEnd = target === '/' && status < 400;
      response.writeHead(isEnd ? 200 : status, { 'Content-Type': 'text/html', ...to });
      return void response.end(`<h1>${status}</h1>`);
    }
    if (mirror.state === 'platform') {
      response.writeHead(404, { 'Content-Type': 'text/html' });
      return void response.end('<title>ENT</title><h1>La plateforme est de retour</h1>');
    }
    const found = book.find(target);
    const file = found ?? book.find(OWN_PAGES.missing);
    if (file === null) return void response.writeHead(404).end();
    void readFile(join(folder, file.path)).then((bytes) => {
      const headers = { ...commonHeaders(manifest.buildId, true), ...fileHeaders(file) };
      response.writeHead(found === null ? 404 : 200, headers).end(bytes);
    });
  });
  const port = await listen(server, '127.0.0.1', 0);
  return {
    origin: `http://localhost:${port}`,
    asked,
    get state() {
      return mirror.state;
    },
    set state(state) {
      mirror.state = state;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
