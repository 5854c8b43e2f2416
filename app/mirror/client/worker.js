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
    return answer === null || saysNothing(answer.status) ? listFile(url) : answer;
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
  if (await isAllTooOld()) return true;
  const answer = await askState();
  if (answer === null || saysNothing(answer.status)) return false;
  return !isOurs(answer.text);
}

/** Each chapter has a week of its own, however new the others are. */
async function isAllTooOld() {
  const kept = await keptChapters();
  const old = kept.filter(({ at }) => Date.now() - at > KEPT_MS);
  for (const { name } of old) await caches.delete(name);
  return old.length > 0 && old.length === kept.length;
}

/**
 * Whether an answer leaves open who gives it at this name: a server in trouble, or one before it that
 * counts or turns away. What is found, led elsewhere or not there is somebody's word.
 *
 * @param {number} status 0 where it leads elsewhere
 */
const saysNothing = (status) => status >= 400 && status !== 404 && status !== 410;

/** @param {string} text */
function isOurs(text) {
  try {
    const state = JSON.parse(text);
    return state?.mirror === true && state.state === 'serving';
  } catch {
    return false;
  }
}

const isReachable = async () => (await askState()) !== null;

/**
 * @returns {Promise<{ readonly status: number, readonly text: string } | null>} null where the line
 *   is cut, before the answer or within it
 */
async function askState() {
  const patience = new AbortController();
  const end = setTimeout(() => patience.abort(), ASK_MS);
  try {
    const answer = await fetch(new URL('status.json', HOME), {
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'manual',
      signal: patience.signal,
    });
    return { status: answer.status, text: answer.ok ? await answer.text() : '' };
  } catch {
    return null;
  } finally {
    clearTimeout(end);
  }
}

/** Nothing of the mirror outlives the outage on the platform's name. */
async function leave() {
  await forgetAll();
  await worker.registration.unregister();
}
