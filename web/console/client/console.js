// The one-machine home's console: listens to its events, and gives commands with its own token.

import { rememberedName, resultOf, startPage } from './console-page.js';

const page = startPage(async (command) => {
  const by = { role: 'console', name: rememberedName() || 'console' };
  const body = JSON.stringify({ ...command, by });
  const first = await post(body);
  // Of a home that was started again: its page has another token by now.
  const response = first.status === 403 && (await renewToken()) ? await post(body) : first;
  return response.status === 401 ? ended(response) : resultOf(response);
}, fetch.bind(window));

listen();

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
  });

/** @returns {Promise<boolean>} whether the page that the home now serves carries another token */
async function renewToken() {
  const { token } = document.body.dataset;
  const response = await fetch('/', { redirect: 'error' });
  const fresh = / data-token="([\w-]+)"/.exec(await response.text())?.[1];
  if (!response.ok || fresh === undefined || fresh === token) return false;
  document.body.dataset['token'] = fresh;
  return true;
}

/**
 * @param {Response} response
 * @returns {Promise<{ kind: 'ended', reason: string }>}
 */
async function ended(response) {
  const { reason } = await response.json();
  return { kind: 'ended', reason: String(reason) };
}

function listen() {
  const here = encodeURIComponent(location.pathname + location.search);
  const events = new EventSource(`/events?as=html&page=${here}`);
  events.addEventListener('now', (event) => page.show(JSON.parse(event.data).markup));
  events.addEventListener('error', () => {
    page.lose();
    if (events.readyState === EventSource.CLOSED) setTimeout(listen, 3000);
  });
}
