import { chapterCache, keptAddress, LIST_CACHE, markWhole } from './kept.js';

/** Files fetched at once: what browsers open to one host by HTTP/1.1. */
const AT_ONCE = 6;
/** Of a chapter. Chosen. */
const FILES_MAX = 4_000;
/** Share of the room that the browser says is left: its word is an estimate. Chosen. */
const ROOM_SHARE = 0.9;
/** What a kept answer carries on: what it is, and what it may do. */
const HEADERS = [
  'content-type',
  'content-security-policy',
  'x-content-type-options',
  'referrer-policy',
];

/** Thrown where the device has no room. */
export const NO_ROOM = 'no-room';

/**
 * Keep a chapter on this device: its lessons, and the pictures and styles that they show. All of it,
 * or nothing; of a chapter that shows too many, all lessons and the first pictures, which is told.
 *
 * @param {{ home: URL, edition: string, chapter: string, pages: readonly string[], sizeBytes: number, shell: readonly string[] }} what
 * @param {(done: number, all: number) => void} tell
 */
export async function keepChapter({ home, edition, chapter, pages, sizeBytes, shell }, tell) {
  const room = await roomLeft();
  if (sizeBytes > room) throw new Error(NO_ROOM);
  const name = chapterCache(edition, chapter);
  try {
    await caches.delete(name);
    const cache = await caches.open(name);
    const list = await caches.open(LIST_CACHE);
    for (const address of shell) await list.put(address, await get(address));
    const left = await fetchAll(pages, room, tell, (address, response) =>
      cache.put(keptAddress(home, address), response),
    );
    await markWhole(cache, Date.now(), left);
  } catch (error) {
    await caches.delete(name);
    const isFull = error instanceof DOMException && error.name === 'QuotaExceededError';
    throw isFull ? new Error(NO_ROOM) : error;
  }
}

/** @returns {Promise<number>} bytes; infinite where the browser does not say */
async function roomLeft() {
  const { quota, usage } = (await navigator.storage?.estimate?.()) ?? {};
  if (quota === undefined) return Number.POSITIVE_INFINITY;
  return (quota - (usage ?? 0)) * ROOM_SHARE;
}

/**
 * @param {readonly string[]} pages
 * @param {number} room
 * @param {(done: number, all: number) => void} tell
 * @param {(address: string, response: Response) => Promise<void>} put
 * @returns {Promise<number>} files that were too many
 */
async function fetchAll(pages, room, tell, put) {
  const wanted = new Set(pages);
  const tooMany = new Set();
  const queue = [...wanted];
  /** @type {string | null | undefined} */
  let build;
  let done = 0;
  let left = room;
  const work = async () => {
    for (let address = queue.shift(); address !== undefined; address = queue.shift()) {
      const answer = await get(address);
      const its = answer.headers.get('preau-build');
      build ??= its;
      // The copy was renewed meanwhile: halves of two are no chapter.
      if (its !== build) throw new Error('renewed');
      const body = await answer.blob();
      left -= body.size;
      if (left < 0) throw new Error(NO_ROOM);
      for (const shown of await shownBy(body, answer)) {
        if (wanted.has(shown)) continue;
        if (wanted.size >= FILES_MAX) {
          tooMany.add(shown);
          continue;
        }
        wanted.add(shown);
        queue.push(shown);
      }
      await put(address, new Response(body, { headers: kept(answer) }));
      done += 1;
      tell(done, wanted.size);
    }
  };
  // A worker that finds the queue empty while others still read pages would leave them its share.
  while (queue.length > 0) await Promise.all(Array.from({ length: AT_ONCE }, work));
  return tooMany.size;
}

/** @param {string} address */
async function get(address) {
  const answer = await fetch(address, { credentials: 'omit' });
  if (!answer.ok || answer.redirected) throw new Error(`${answer.status} ${address}`);
  return answer;
}

/** @param {Response} answer */
const kept = (answer) =>
  HEADERS.flatMap((name) => {
    const value = answer.headers.get(name);
    return value === null ? [] : [/** @type {[string, string]} */ ([name, value])];
  });

/**
 * What a page shows: addresses on this host.
 *
 * @param {Blob} body
 * @param {Response} answer
 */
async function shownBy(body, answer) {
  if (!(answer.headers.get('content-type') ?? '').startsWith('text/html')) return [];
  const page = new DOMParser().parseFromString(await body.text(), 'text/html');
  const parts = page.querySelectorAll('img, source, link[rel=stylesheet]');
  return [...parts].flatMap(addressesOf).flatMap((address) => {
    const url = new URL(address, answer.url);
    return url.origin === location.origin ? [url.pathname] : [];
  });
}

/**
 * Every making of a picture: without a line, another browser window may take another one.
 *
 * @param {Element} part
 * @see https://html.spec.whatwg.org/multipage/images.html#srcset-attributes
 */
function addressesOf(part) {
  const [src, href, srcset] = ['src', 'href', 'srcset'].map((name) => part.getAttribute(name));
  const candidates = (srcset ?? '').split(/,\s+|,$/).map((one) => one.trim().split(/\s+/)[0]);
  return [src, href, ...candidates].filter((address) => !!address).map(String);
}
