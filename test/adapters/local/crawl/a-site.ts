import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../../../app/ports.ts';
import type { CrawlRequest } from '../../../../adapters/local/crawl/crawl-request.ts';
import { epochMs } from '../../../../core/units.ts';

/** What a site answers: text is a page, a function does what it likes. */
export type Page = string | Answer;

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A small web site on loopback that writes down what it is asked. */
export interface Site {
  readonly origin: string;
  readonly pages: Map<string, Page>;
  /** Request targets in order. */
  readonly asked: string[];
  close(): Promise<void>;
}

export async function aSite(pages: { readonly [target: string]: Page }): Promise<Site> {
  const known = new Map(Object.entries(pages));
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const target = request.url ?? '';
    asked.push(target);
    const page = known.get(target) ?? known.get(target.split('?', 1)[0] ?? '') ?? known.get('*');
    if (page === undefined) response.writeHead(404).end();
    else if (typeof page === 'string') html(response, page, request);
    else page(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    pages: known,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A page with a validator, answered by 304 when it has not changed. */
export function html(response: ServerResponse, body: string, request?: IncomingMessage): void {
  const etag = `"${body.length}-${Array.from(body).reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1e9, 7)}"`;
  if (request?.headers['if-none-match'] === etag) response.writeHead(304, { etag }).end();
  else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', etag }).end(body);
}

export const redirect =
  (to: string, status = 302): Page =>
  (_request, response) =>
    void response.writeHead(status, { location: to }).end();

export const file =
  (type: string, body: string | Uint8Array): Answer =>
  (_request, response) =>
    void response.writeHead(200, { 'content-type': type }).end(body);

/** A lesson long enough to be one. */
export const lesson = (title: string, links = ''): string =>
  `<!doctype html><html lang="fr"><head><title>${title}</title></head><body><h1>${title}</h1><p>${'Un texte que des élèves lisent. '.repeat(60)}</p>${links}</body></html>`;

/** Time that passes only where somebody waits for it. */
export function patientClock(): Clock & { readonly slept: number[] } {
  let now = 1_700_000_000_000;
  const slept: number[] = [];
  return {
    slept,
    now: () => epochMs(now),
    sleep: (by) => {
      slept.push(by);
      now += by;
      return new Promise((resolve) => setImmediate(resolve));
    },
    real: (by) => by,
  };
}

/** A folder that goes when the test does. */
export function aFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'preau-crawl-'));
  return {
    path: join(path, 'store'),
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}

export const aCrawl = (
  site: Site,
  folder: string,
  over: Partial<CrawlRequest> = {},
): CrawlRequest => ({
  start: [`${site.origin}/`],
  folder,
  clock: patientClock(),
  random: { next: () => 0 },
  allowLoopback: true,
  ...over,
});
