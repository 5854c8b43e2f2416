import { keepChapter, NO_ROOM } from './keep-chapter.js';
import { forgetAll, keptAddress, keptChapters } from './kept.js';

/**
 * @typedef {{ box: HTMLElement, id: string, links: HTMLAnchorElement[], paths: string[], bar: HTMLElement }} Chapter
 * @typedef {{ home: URL, edition: string, words: Record<string, string>, chapters: Chapter[] }} Offline
 */

/**
 * Give each chapter of the list a button that keeps it on this device. There is none where the
 * browser cannot: on a disk, in the clear, in some private windows.
 *
 * @param {HTMLElement} box
 */
export async function openOffline(box) {
  if (!('serviceWorker' in navigator) || !('caches' in globalThis) || !isSecureContext) return;
  if (!location.protocol.startsWith('http')) return;
  const home = new URL('./', new URL(box.dataset['worker'] ?? '', location.href));
  const words = JSON.parse(box.dataset['words'] ?? '{}');
  const offline = {
    home,
    edition: box.dataset['edition'] ?? '',
    words,
    chapters: findChapters(),
  };
  await show(offline).catch(() => undefined);
}

/** @returns {Chapter[]} */
function findChapters() {
  /** @type {NodeListOf<HTMLElement>} */
  const boxes = document.querySelectorAll('[data-chapitre]');
  return [...boxes].map((box) => {
    /** @type {HTMLAnchorElement[]} */
    const links = [...box.querySelectorAll('a')];
    const paths = links.map((link) => (link.dataset['path'] ??= link.pathname));
    const bar = document.createElement('p');
    bar.className = 'preau-garder';
    const summary = box.querySelector(':scope > summary');
    if (summary === null) box.prepend(bar);
    else summary.after(bar);
    return { box, id: box.dataset['chapitre'] ?? '', links, paths, bar };
  });
}

/** @param {Offline} offline */
async function show(offline) {
  const kept = await keptChapters();
  /** @type {Set<string>} */
  const lessons = new Set();
  for (const chapter of offline.chapters) {
    const its = kept.find(({ chapter: id }) => id === chapter.id);
    showOne(offline, chapter, its);
    if (its !== undefined) for (const path of chapter.paths) lessons.add(path);
  }
  for (const { links } of offline.chapters)
    for (const link of links) {
      const path = link.dataset['path'] ?? '';
      link.href = lessons.has(path) ? keptAddress(offline.home, path) : path;
    }
}

/**
 * @param {Offline} offline
 * @param {Chapter} chapter
 * @param {import('./kept.js').KeptChapter | undefined} kept
 */
function showOne(offline, chapter, kept) {
  const { words, edition } = offline;
  const keep = button(words['keep'], () => void keepOne(offline, chapter));
  if (kept === undefined) return chapter.bar.replaceChildren(keep);
  const state = document.createElement('span');
  const cut = kept.left > 0 ? ` ${words['cut']?.replace('{count}', `${kept.left}`)}` : '';
  state.textContent = `${kept.edition === edition ? words['kept'] : words['older']}${cut} `;
  const remove = button(words['remove'], () => void removeOne(offline, chapter, kept.name));
  const renew =
    kept.edition === edition ? [] : [button(words['renew'], keep.click.bind(keep)), ' '];
  chapter.bar.replaceChildren(state, ...renew, remove);
}

/**
 * @param {string | undefined} text
 * @param {() => void} press
 */
function button(text, press) {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = text ?? '';
  made.addEventListener('click', press);
  return made;
}

/**
 * @param {Offline} offline
 * @param {Chapter} chapter
 */
async function keepOne(offline, chapter) {
  const { home, edition, words } = offline;
  const state = document.createElement('span');
  state.setAttribute('role', 'status');
  const bar = document.createElement('progress');
  chapter.bar.replaceChildren(bar, ' ', state);
  state.textContent = words['keeping'] ?? '';
  bar.setAttribute('aria-label', state.textContent);
  try {
    await keepChapter(
      {
        home,
        edition,
        chapter: chapter.id,
        pages: [...new Set(chapter.paths)],
        sizeBytes: Number(chapter.box.dataset['octets'] ?? 0),
        shell: shellOf(home),
      },
      (done, all) => Object.assign(bar, { value: done, max: all }),
    );
    await navigator.serviceWorker.register(`${home.pathname}sw.js`, { scope: home.pathname });
    await forgetOlder(chapter.id, edition);
    await show(offline);
    focusOn(chapter);
  } catch (error) {
    const isFull = error instanceof Error && error.message === NO_ROOM;
    state.textContent = words[isFull ? 'full' : 'failed'] ?? '';
    const again = button(words['keep'], () => void keepOne(offline, chapter));
    chapter.bar.replaceChildren(state, ' ', again);
    again.focus();
  }
}

/**
 * What the list needs without a line.
 *
 * @param {URL} home
 */
function shellOf(home) {
  /** @type {NodeListOf<HTMLScriptElement | HTMLLinkElement>} */
  const parts = document.querySelectorAll('script[src], link[rel=stylesheet]');
  const own = [...parts].map((part) => new URL('src' in part ? part.src : part.href).pathname);
  return [...own, `${home.pathname}lecons.html`, `${home.pathname}absent.html`];
}

/**
 * @param {string} chapter
 * @param {string} edition
 */
async function forgetOlder(chapter, edition) {
  for (const one of await keptChapters())
    if (one.chapter === chapter && one.edition !== edition) await caches.delete(one.name);
}

/**
 * @param {Offline} offline
 * @param {Chapter} chapter
 * @param {string} name
 */
async function removeOne(offline, chapter, name) {
  await caches.delete(name);
  if ((await keptChapters()).length === 0) {
    await forgetAll();
    const worker = await navigator.serviceWorker.getRegistration(offline.home.pathname);
    await worker?.unregister();
  }
  await show(offline);
  focusOn(chapter);
}

/**
 * The button that was pressed is another one now: who uses a keyboard goes on from there.
 *
 * @param {Chapter} chapter
 */
const focusOn = ({ bar }) => bar.querySelector('button')?.focus();
