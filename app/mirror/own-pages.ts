/** Addresses of the pages that the mirror adds to the lessons. */
export const OWN_PAGES = {
  /** Written when the source has no home page of its own. */
  home: '/index.html',
  lessons: '/_preau/lecons.html',
  missing: '/_preau/404.html',
  login: '/_preau/connexion.html',
  /** What the worker shows of a lesson that is not kept, while there is no line. */
  absent: '/_preau/absent.html',
  /** The list's own script: the search, and keeping chapters. */
  lessonsScript: '/_preau/lecons.js',
  missingScript: '/_preau/404.js',
  /** Its scope is its folder: the root's would outlive the outage. */
  worker: '/_preau/sw.js',
  /** By which the worker knows that the mirror still answers at this name. */
  status: '/_preau/status.json',
} as const;

/** Pages that may run their own script, and what such a script may run: all else runs nothing. */
export const PAGES_WITH_SCRIPT: ReadonlyMap<string, string> = new Map([
  [OWN_PAGES.home, OWN_PAGES.lessonsScript],
  [OWN_PAGES.lessons, OWN_PAGES.lessonsScript],
  [OWN_PAGES.missing, OWN_PAGES.missingScript],
]);

/** What fetches by itself: those pages, and the worker. Nothing leaves the mirror's own host. */
export const mayRunScript = (path: string): boolean =>
  PAGES_WITH_SCRIPT.has(path) || path === OWN_PAGES.worker;
