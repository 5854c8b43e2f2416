// The one-machine home's console: listens to its events, and gives commands with its own token.

import { rememberedName } from './console-ask.js';
import { byId } from './console-element.js';
import { resultOf, startPage } from './console-page.js';
import { readTold } from './console-told.js';

const page = startPage(async (command) => {
  const by = { role: 'console', name: rememberedName() || 'console' };
  const body = JSON.stringify({ ...command, by });
  const first = await post(body);
  // Of a home that was started again: its page has another token by now.
  const response = first.status === 403 && (await renewToken()) ? await post(body) : first;
  return isOver(response) ? ended(response) : resultOf(response);
}, fetch.bind(window));

/** So long without an event, and the page is asked for: a proxy that keeps events back says nothing. Chosen. */
const QUIET_MS = 12_000;
/** Between two questions while events are quiet, and for one answer. Chosen. */
const ASK_MS = 5_000;
/** The same once the login is over: somebody may have logged in elsewhere in this browser. Chosen. */
const ASK_AFTER_MS = 30_000;

/** Whether somebody must log in again before this page goes on. */
let isSignedOut = false;

/** When the home last told something, on this machine's steady clock; 0: its line is cut. */
let heardAt = performance.now();

listen();
setTimeout(askWhileQuiet, ASK_MS);
document.addEventListener('visibilitychange', () => {
  if (isSignedOut && !document.hidden) void askForIt();
});

/** @param {string} body */
const post = (body) =>
  fetch('/commands', {
    method: 'POST',
    headers: {
      'accept-language': document.documentElement.lang,
      'content-type': 'application/json',
      'x-preau-token': document.body.dataset['token'] ?? '',
    },
    body,
    redirect: 'manual',
  });

/** @returns {Promise<boolean>} whether the page that the home now serves carries another token */
async function renewToken() {
  const { token } = document.body.dataset;
  const response = await fetch('/', { redirect: 'manual' });
  const fresh = / data-token="([\w-]+)"/.exec(await response.text())?.[1];
  if (!response.ok || fresh === undefined || fresh === token) return false;
  document.body.dataset['token'] = fresh;
  return true;
}

/** @param {Response} response */
const isHome = ({ headers }) => (headers.get('content-type') ?? '').startsWith('application/json');

/**
 * Whether somebody must log in again: the home says so, or the login before it, which answers a command
 * with its own page, or leads to one.
 *
 * @param {Response} response
 */
const isOver = (response) =>
  response.type === 'opaqueredirect' ||
  response.status === 401 ||
  ((response.ok || response.status === 403) && !isHome(response));

/**
 * @param {Response} response
 * @returns {Promise<{ kind: 'ended', reason: string }>}
 */
async function ended(response) {
  if (!isHome(response)) return { kind: 'ended', reason: byId('ask-words').dataset['over'] ?? '' };
  const { reason } = await response.json();
  return { kind: 'ended', reason: String(reason ?? '') };
}

function listen() {
  const here = encodeURIComponent(location.pathname + location.search);
  const told = readTold();
  const events = new EventSource(`/events?as=html&page=${here}`);
  events.addEventListener('now', (event) => {
    heardAt = performance.now();
    const markup = told.read(JSON.parse(event.data));
    if (markup === null) void askForIt();
    else show(markup);
  });
  events.addEventListener('error', () => {
    heardAt = 0;
    void askForIt();
    if (events.readyState === EventSource.CLOSED)
      setTimeout(listen, isSignedOut ? ASK_AFTER_MS : 3000);
  });
}

/**
 * Where events are kept back, refused or have fallen silent, the page is asked for as a reader without
 * script would: a calm home looks the same as a dead line, and one question tells them apart.
 */
async function askWhileQuiet() {
  const isQuiet = performance.now() - heardAt > QUIET_MS || heardAt === 0;
  if (isQuiet && !document.hidden) await askForIt();
  setTimeout(askWhileQuiet, isSignedOut ? ASK_AFTER_MS : ASK_MS);
}

/**
 * A home that is full, or whose events are kept back, is not gone: only one that does not answer is. One
 * that asks for a login is there.
 */
async function askForIt() {
  const answer = await askForPage();
  if (answer.kind === 'page') return show(answer.markup);
  isSignedOut = answer.kind === 'over';
  if (isSignedOut) page.end();
  else page.lose();
}

/** @param {string} markup */
function show(markup) {
  isSignedOut = false;
  page.show(markup);
}

/** @returns {Promise<{ kind: 'page', markup: string } | { kind: 'over' | 'gone' }>} what the page's `main` holds now */
async function askForPage() {
  try {
    const response = await fetch(location.pathname + location.search, {
      redirect: 'manual',
      signal: AbortSignal.timeout(ASK_MS),
    });
    if (response.type === 'opaqueredirect' || response.status === 401) return { kind: 'over' };
    const markup = /<main id="now">(.*)<\/main>/s.exec(await response.text())?.[1];
    if (markup !== undefined) return { kind: 'page', markup };
    // A page that is not the home's: the login's own, in the place of the one that was asked for.
    return { kind: response.ok || response.status === 403 ? 'over' : 'gone' };
  } catch {
    return { kind: 'gone' };
  }
}
