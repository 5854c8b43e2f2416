// The console behind a login, on AWS: asks every few seconds for what is now, and gives commands,
// each with the login's token.

import { forgetAll, keepTyped } from './console-kept.js';
import { byId, show } from './console-element.js';
import { resultOf, showKept, startPage } from './console-page.js';
import { endSession, sessionToken, signIn, takeReturn } from './sign-in.js';

/** Between two questions while all is well. Chosen: a notice's countdown is a minute. */
const EVERY_MS = 5_000;
/** The longest wait while there is no answer. Chosen. */
const LONGEST_MS = 60_000;
/** For one answer. Chosen: an HTTP API gives up after 30 s. */
const TIMEOUT_MS = 15_000;

const main = byId('now');
/** As the server wrote it: shown again whenever a login is asked for. */
const panel = Array.from(main.childNodes, (node) => node.cloneNode(true));
const out = byId('sign-out');
const login = readLogin();
let wake = () => {};
/** Whether somebody is logged in, and may see what an answer brings. */
let following = false;

const page = startPage(async (command) => {
  const response = await ask('/commands', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(command),
  });
  if (response === null) return { kind: 'ended', reason: byId('sign-in-said').textContent ?? '' };
  wake();
  return resultOf(response);
}, ask);

out.addEventListener('click', () => {
  endSession();
  askToSignIn('ask');
  forgetAll();
});
main.addEventListener('click', ({ target }) => {
  if (login !== null && target instanceof Element && target.id === 'sign-in-button')
    void signIn(login);
});
main.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a[href^="/data/"]') : null;
  if (!(link instanceof HTMLAnchorElement)) return;
  event.preventDefault();
  void download(link);
});
document.addEventListener('visibilitychange', () => wake());
if (login !== null) void begin(login);

/** @param {import('./sign-in.js').Login} to */
async function begin(to) {
  const back = await takeReturn(to);
  if (back.kind === 'refused' || back.kind === 'failed') askToSignIn(back.kind, back.reason);
  else if (sessionToken() !== null) await follow();
}

/**
 * A link carries no token: what it leads to is fetched with it, and handed to the browser.
 *
 * @param {HTMLAnchorElement} link
 */
async function download({ pathname, search }) {
  const response = await ask(pathname + search);
  if (!response?.ok) return;
  const saved = document.createElement('a');
  saved.href = URL.createObjectURL(await response.blob());
  saved.download =
    /filename="([\w.-]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? '';
  saved.click();
  URL.revokeObjectURL(saved.href);
}

/** Until the login ends. */
async function follow() {
  following = true;
  out.hidden = false;
  let waitMs = EVERY_MS;
  while (following) {
    const markup = await askForNow();
    if (!following) return;
    if (markup === null) page.lose();
    else page.show(markup);
    waitMs = markup === null ? Math.min(2 * waitMs, LONGEST_MS) : EVERY_MS;
    await pause(waitMs);
  }
}

/** @returns {Promise<string | null>} null when it could not be had now */
async function askForNow() {
  try {
    const here = encodeURIComponent(location.pathname + location.search);
    const response = await ask(`/now?page=${here}`);
    return response?.ok || response?.status === 404 ? await response.text() : null;
  } catch {
    return null;
  }
}

/**
 * @param {string} path
 * @param {{ method?: string, headers?: Record<string, string>, body?: string }} options
 * @returns {Promise<Response | null>} null when the login is over, which is then said
 */
async function ask(path, options = {}) {
  const token = sessionToken();
  const response =
    token === null
      ? null
      : await fetch(path, {
          ...options,
          headers: {
            'accept-language': document.documentElement.lang,
            ...options.headers,
            authorization: `Bearer ${token}`,
          },
          redirect: 'error',
          signal: AbortSignal.timeout(TIMEOUT_MS),
        });
  if (response !== null && response.status !== 401) return response;
  endSession();
  askToSignIn('ended');
  return null;
}

/**
 * Put the panel in the place of everything that only those who are logged in may see.
 *
 * @param {'ask' | 'ended' | 'refused' | 'failed'} why
 * @param {string} reason the provider's own word
 */
function askToSignIn(why, reason = '') {
  following = false;
  wake();
  out.hidden = true;
  byId('lost').textContent = '';
  keepTyped(main);
  main.replaceChildren(...panel.map((node) => node.cloneNode(true)));
  showKept();
  const said = byId('sign-in-said');
  show(said, (said.dataset[why] ?? '').replace('{reason}', reason.slice(0, 200)));
}

/**
 * Until so much time has passed, or something has happened; and while nobody looks.
 *
 * @param {number} ms
 */
async function pause(ms) {
  await new Promise((resolve) => {
    wake = () => resolve(undefined);
    setTimeout(resolve, ms);
  });
  while (document.hidden)
    await new Promise((resolve) => {
      wake = () => resolve(undefined);
    });
}

/** @returns {import('./sign-in.js').Login | null} null while the provider does not answer */
function readLogin() {
  const { issuer, clientId, authorizationEndpoint, tokenEndpoint } = document.body.dataset;
  return issuer && clientId && authorizationEndpoint && tokenEndpoint
    ? { issuer, clientId, authorizationEndpoint, tokenEndpoint }
    : null;
}
