/** Addresses of the pages that the mirror adds to the lessons. */
export const OWN_PAGES = {
  /** Written when the source has no home page of its own. */
  home: '/index.html',
  lessons: '/_preau/lecons.html',
  missing: '/_preau/404.html',
  login: '/_preau/connexion.html',
  searchIndex: '/_preau/recherche.json',
  searchScript: '/_preau/recherche.js',
} as const;
