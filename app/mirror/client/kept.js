// What is kept on a device, as the page and the worker both name it. The platform may have caches of
// its own under the same name: only those that begin so are ever looked at.

export const CACHES = 'preau-';
/** The list itself, its script and its style: `preau-list`. */
export const LIST_CACHE = `${CACHES}list`;
const CHAPTER = `${CACHES}chapter-`;

/**
 * @param {string} edition
 * @param {string} chapter
 */
export const chapterCache = (edition, chapter) => `${CHAPTER}${edition}-${chapter}`;

/** @param {URL} home the folder `/_preau/` */
export const keptFolder = (home) => `${home.pathname}hors-ligne/`;

/**
 * Where a kept file stands: the same path one folder down, so that links between kept pages hold.
 *
 * @param {URL} home
 * @param {string} path as it is on the mirror, encoded
 */
export const keptAddress = (home, path) => `${keptFolder(home)}${path.slice(1)}`;

/** Put last: a chapter without it was never whole. It tells when, in epoch milliseconds. */
const WHOLE = 'preau-whole';
/** On that answer: how many files a chapter shows beyond those that are kept. */
const LEFT = 'preau-left';

/**
 * @typedef {{ name: string, edition: string, chapter: string, at: number, left: number }} KeptChapter
 */

/** @returns {Promise<KeptChapter[]>} whole ones, the newest first */
export async function keptChapters() {
  const names = (await caches.keys()).filter((name) => name.startsWith(CHAPTER));
  const found = await Promise.all(names.map(readChapter));
  return found.filter((one) => one !== null).sort((a, b) => b.at - a.at);
}

/**
 * @param {string} name
 * @returns {Promise<KeptChapter | null>}
 */
async function readChapter(name) {
  const marker = await (await caches.open(name)).match(`/${WHOLE}`);
  const at = marker === undefined ? Number.NaN : Number(await marker.text());
  if (!(at > 0)) return null;
  const [edition = '', ...chapter] = name.slice(CHAPTER.length).split('-');
  const left = Number(marker?.headers.get(LEFT) ?? 0);
  return { name, edition, chapter: chapter.join('-'), at, left };
}

/**
 * @param {Cache} cache
 * @param {number} at
 * @param {number} left
 */
export const markWhole = (cache, at, left) =>
  cache.put(`/${WHOLE}`, new Response(`${at}`, { headers: { [LEFT]: `${left}` } }));

/** Take away all that is kept. */
export async function forgetAll() {
  const names = (await caches.keys()).filter((name) => name.startsWith(CACHES));
  await Promise.all(names.map((name) => caches.delete(name)));
}
