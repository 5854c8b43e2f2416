import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Words } from '../app/views/words.ts';
import { PreauError } from '../core/errors.ts';
import { acknowledgeLater, answerAcknowledge } from './acknowledge/acknowledge-page.ts';
import { answerPage } from './console/answer-page.ts';
import { answerOwnCommand } from './console/answer-own-command.ts';
import { CHART_FOLDER, consoleScripts, PAGE_SCRIPTS } from './console/console-scripts.ts';
import type { LiveEvents } from './console/live-events.ts';
import type { OwnAccess } from './console/own-access.ts';
import { answerData, DATA_PATH } from './console/data/answer-data.ts';
import { answerDossier, DOSSIERS_PATH } from './console/dossier/answer-dossier.ts';
import { findPage, lacksSlash } from './console/pages/find-page.ts';
import { answerHealth, answerMetrics } from './health/answer-health.ts';
import { type Answer, json, plain, securityHeaders } from './http/answer.ts';
import { askedLanguage } from './http/asked-language.ts';
import { serveFolder } from './http/serve-folder.ts';
import { answerInbox } from './inbox/inbox-routes.ts';
import { answerOptOut, optOutLater } from './opt-out/opt-out-page.ts';
import { RECEIPTS_PATH, type SmsReceipts } from './receipts/answer-gateway.ts';
import { answerReceipts } from './receipts/answer-receipts.ts';
import type { FacesOptions } from './server.ts';
import { PUSH_PATH } from './subscriptions/answer-push.ts';
import { answerSubscription } from './subscriptions/answer-subscription.ts';
import type { Speaker } from '../app/views/speaker.ts';

/** What the answers are made of. */
export type Routes = FacesOptions & {
  readonly words: Words;
  readonly speak: Speaker;
  readonly live: LiveEvents;
  /** Who asks. */
  readonly access: OwnAccess;
};

const SCRIPTS = consoleScripts(
  join(import.meta.dirname, 'console', 'client'),
  [...PAGE_SCRIPTS, 'console-told.js', 'console.js'],
  join(import.meta.dirname, '..', CHART_FOLDER),
);

const NOBODY: ReadonlyMap<string, SmsReceipts> = new Map();

/** @returns null when the answer is a stream, already begun */
export async function answerRequest(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  routes: Routes,
): Promise<Answer | null> {
  if (url.pathname.startsWith(RECEIPTS_PATH))
    return answerReceipts(request, url, routes.receipts ?? NOBODY);
  if (url.pathname === PUSH_PATH && routes.push !== undefined)
    return answerSubscription(request, routes.push);
  if (url.pathname === '/commands') return answerOwnCommand(request, url, routes);
  if (url.pathname.startsWith(DOSSIERS_PATH))
    return answerDossier(request, response, url, { ...routes, sources: routes.sources ?? {} });
  const link = linkOf(url);
  if (link !== null) {
    request.resume();
    return answerLink(link, { method: request.method ?? '', url }, request, routes);
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return { ...plain(405, 'only GET here'), headers: { allow: 'GET, HEAD' } };
  }
  return answerReading(url, request, response, routes);
}

/** Which of the links in messages it is. */
const linkOf = ({ pathname }: URL): 'stop' | 'vu' | null =>
  pathname.startsWith('/stop/') ? 'stop' : pathname.startsWith('/vu/') ? 'vu' : null;

/** In the language of whoever opens it, who is not always the one that the message was written for. */
function answerLink(
  link: 'stop' | 'vu',
  asked: { readonly method: string; readonly url: URL },
  { headers }: IncomingMessage,
  { speak, optOuts, acknowledging, onBug = console.error }: Routes,
): Promise<Answer> {
  const { words, language } = speak(askedLanguage(headers['accept-language'] ?? ''));
  const answer =
    link === 'stop'
      ? answerOptOut(asked, optOuts, words, language)
      : answerAcknowledge(asked, acknowledging, words, language);
  // A store that does not answer is no bug of ours, and its reader is told when to come again.
  return answer.catch((error: unknown) => {
    if (!(error instanceof PreauError)) throw error;
    onBug(error);
    return link === 'stop' ? optOutLater(words, language) : acknowledgeLater(words, language);
  });
}

async function answerReading(
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
  routes: Routes,
): Promise<Answer | null> {
  const { pathname } = url;
  const script = SCRIPTS.get(pathname);
  if (script !== undefined) return script;
  if (findPage(pathname) !== null) return answerPage(pathname + url.search, consoleOf(routes));
  if (pathname === '/now.json') return json(200, routes.view());
  if (pathname.startsWith(DATA_PATH)) return answerData(url, routes.sources ?? {}, routes.words);
  if (pathname === '/healthz') return answerHealth(routes, request.headers.authorization);
  if (pathname === '/metrics') return answerMetrics(routes);
  if (pathname === '/events') return beginEvents(url, request, response, routes);
  if (pathname === '/etat' || pathname === '/courrier' || lacksSlash(pathname))
    return redirect(`${pathname}/`);
  if (pathname.startsWith('/etat/')) {
    return serveFolder(routes.statusFolder, pathname.slice('/etat/'.length));
  }
  if (pathname.startsWith('/courrier/')) {
    const { language, timeZone } = routes.view();
    return answerInbox(url, routes.inbox, { language, timeZone }, routes.words);
  }
  return plain(404, 'not found');
}

const consoleOf = ({ view, words, token, inbox, sources = {}, access }: Routes) => ({
  view,
  words,
  sources,
  access,
  token,
  hasInbox: inbox !== null,
});

function beginEvents(
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
  { live, access }: Routes,
): Answer | null {
  if (request.method === 'HEAD') return plain(405, 'only GET here');
  const asked = url.searchParams;
  const address = asked.get('as') === 'html' ? (asked.get('page') ?? '/') : null;
  response.writeHead(200, {
    ...securityHeaders(),
    'content-type': 'text/event-stream; charset=utf-8',
    'x-accel-buffering': 'no',
  });
  if (!live.join(response, { address, role: access.role }))
    response.end(': too many listeners\nretry: 30000\n\n');
  return null;
}

const redirect = (location: string): Answer => ({ ...plain(302, ''), headers: { location } });
