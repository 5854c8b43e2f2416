import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Words } from '../app/views/words.ts';
import { answerCommand } from './console/answer-command.ts';
import { consoleScript } from './console/console-script.ts';
import type { LiveEvents } from './console/live-events.ts';
import { renderConsole } from './console/render-console.ts';
import { type Answer, HTML, json, plain, securityHeaders } from './http/answer.ts';
import { readAddress } from './http/read-address.ts';
import { serveFolder } from './http/serve-folder.ts';
import { answerInbox } from './inbox/inbox-routes.ts';
import { answerOptOut } from './opt-out/opt-out-page.ts';
import type { FacesOptions } from './server.ts';

/** What the answers are made of. */
export type Routes = FacesOptions & { readonly words: Words; readonly live: LiveEvents };

/** @returns null when the answer is a stream, already begun */
export async function answerRequest(
  request: IncomingMessage,
  response: ServerResponse,
  routes: Routes,
): Promise<Answer | null> {
  const url = readAddress(request.url);
  if (url === null) return plain(400, 'malformed address');
  if (url.pathname === '/commands') return answerCommand(request, routes);
  if (url.pathname.startsWith('/stop/')) {
    request.resume();
    const { method = '' } = request;
    return answerOptOut({ method, url }, routes.optOuts, routes.words, routes.language);
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return { ...plain(405, 'only GET here'), headers: { allow: 'GET, HEAD' } };
  }
  return answerReading(url, request, response, routes);
}

async function answerReading(
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
  routes: Routes,
): Promise<Answer | null> {
  const { pathname } = url;
  const script = consoleScript(pathname);
  if (script !== null) return script;
  if (pathname === '/') return consolePage(routes);
  if (pathname === '/now.json') return json(200, routes.view());
  if (pathname === '/healthz') return plain(200, 'ok');
  if (pathname === '/events') return beginEvents(url, request, response, routes);
  if (pathname === '/etat' || pathname === '/courrier') return redirect(`${pathname}/`);
  if (pathname.startsWith('/etat/')) {
    return serveFolder(routes.statusFolder, pathname.slice('/etat/'.length));
  }
  if (pathname.startsWith('/courrier/')) {
    const { language, timeZone } = routes.view();
    return answerInbox(url, routes.inbox, { language, timeZone }, routes.words);
  }
  return plain(404, 'not found');
}

function consolePage({ view, words, token, inbox }: Routes): Answer {
  const nonce = randomBytes(16).toString('base64');
  return {
    status: 200,
    type: HTML,
    body: renderConsole(view(), words, { nonce, token, hasInbox: inbox !== null }),
    policy: [
      "default-src 'none'",
      `style-src 'nonce-${nonce}'`,
      `script-src 'nonce-${nonce}'`,
      "connect-src 'self'",
      'img-src data:',
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
  };
}

function beginEvents(
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
  { live }: Routes,
): Answer | null {
  if (request.method === 'HEAD') return plain(405, 'only GET here');
  const form = url.searchParams.get('as') === 'html' ? 'html' : 'json';
  response.writeHead(200, {
    ...securityHeaders(),
    'content-type': 'text/event-stream; charset=utf-8',
    'x-accel-buffering': 'no',
  });
  if (!live.join(response, form)) response.end(': too many listeners\nretry: 30000\n\n');
  return null;
}

const redirect = (location: string): Answer => ({ ...plain(302, ''), headers: { location } });
