import { forgetAll, keptChapters, keptFolder, LIST_CACHE } from './kept.js';

/** @typedef {{ request: Request, respondWith(answer: Promise<Response>): void, waitUntil(work: Promise<unknown>): void }} FetchEvent */

// It answers below /_preau/ alone, where the platform has nothing: whatever goes wrong here, the
// platform's own pages never pass through it.

const HOME = new URL('./', location.href);
const KEPT = keptFolder(HOME);
/** A copy that is older is nobody's lesson any more. From the brief of offline reading. */
const KEPT_MS = 7 * 24 * 3_600_000;
/** How long a line that hangs keeps a reader waiting. Chosen. */
const ASK_MS = 2_000;

const worker = /** @type {any} */ (globalThis);

worker.addEventListener('install', () => worker.skipWaiting());
worker.addEventListener('activate', (/** @type {FetchEvent} */ event) =>
  event.waitUntil(worker.clients.claim()),
);
worker.addEventListener('fetch', (/** @type {FetchEvent} */ event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== HOME.origin) return;
  if (!url.pathname.startsWith(HOME.pathname)) return;
  if (request.mode === 'navigate') event.respondWith(openPage(request, url));
  else if (url.pathname.startsWith(KEPT)) event.respondWith(keptFile(url));
  else event.respondWith(fetch(request).catch(() => listFile(url)));
});

/**
 * @param {Request} request
 * @param {URL} url
 * @returns {Promise<Response>}
 */
async function openPage(request, url) {
  if (await isOver()) {
    await leave();
    return fetch(request);
  }
  if (!url.pathname.startsWith(KEPT)) {
    const answer = await fetch(request).catch(() => null);
    return answer === null || answer.status >= 500 ? listFile(url) : answer;
  }
  const found = await findKept(url);
  if (found !== undefined) return found;
  const real = realAddress(url);
  // The list of lessons is never kept twice; any other lesson may be there with a line.
  if (real.pathname.startsWith(HOME.pathname) || (await isReachable()))
    return Response.redirect(real.href, 302);
  return listFile(new URL('absent.html', HOME));
}

/**
 * @param {URL} url
 * @returns {Promise<Response | undefined>}
 */
async function findKept(url) {
  for (const { name } of await keptChapters()) {
    const found = await (await caches.open(name)).match(url.pathname);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * A file of a kept page; one that was not kept with it is the mirror's to give.
 *
 * @param {URL} url
 */
const keptFile = async (url) =>
  (await findKept(url)) ?? fetch(realAddress(url), { credentials: 'omit' });

/**
 * Where a kept file stands on the mirror. Its path alone is taken over: one that begins with two
 * strokes would lead to another host.
 *
 * @param {URL} url below the folder of what is kept
 */
function realAddress(url) {
  const real = new URL(HOME);
  real.pathname = `/${url.pathname.slice(KEPT.length)}`;
  return real;
}

/** @param {URL} url */
async function listFile(url) {
  const list = await caches.open(LIST_CACHE);
  return (
    (await list.match(url.pathname)) ??
    (await list.match(`${HOME.pathname}absent.html`)) ??
    Response.error()
  );
}

/** Whether the platform is back at this name, or all that is kept is too old. */
async function isOver() {
  const kept = await keptChapters();
  const [newest] = kept;
  if (newest !== undefined && Date.now() - newest.at > KEPT_MS) return true;
  const answer = await askState();
  // No line, or a server in trouble: that says nothing of who answers at this name.
  if (answer === null || answer.status >= 500) return false;
  const state = answer.ok ? await answer.json().catch(() => null) : null;
  return state?.mirror !== true || state.state !== 'serving';
}

const isReachable = async () => (await askState()) !== null;

/** @returns {Promise<Response | null>} */
async function askState() {
  const patience = new AbortController();
  const end = setTimeout(() => patience.abort(), ASK_MS);
  const init = /** @type {const} */ ({
    cache: 'no-store',
    credentials: 'omit',
    redirect: 'manual',
  });
  const answer = await fetch(new URL('status.json', HOME), {
    ...init,
    signal: patience.signal,
  }).catch(() => null);
  clearTimeout(end);
  return answer;
}

/** Nothing of the mirror outlives the outage on the platform's name. */
async function leave() {
  await forgetAll();
  await worker.registration.unregister();
}
