const PAGE =
  "default-src 'none'; img-src 'self' data:; media-src 'self'; style-src 'self' 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

/**
 * The Content-Security-Policy of what a mirror serves; those of the embedded server
 * (home/mirror-server/headers.ts), held together by a test.
 */
export const MIRROR_POLICIES = {
  /** Nothing runs, nothing is sent, nothing comes from elsewhere, nobody frames the page. */
  page: PAGE,
  /** The list of lessons may run its own search. */
  search: `${PAGE}; script-src 'self'; connect-src 'self'`,
  /** A drawing opened by itself is a document. */
  drawing: "default-src 'none'; style-src 'unsafe-inline'; sandbox",
} as const;
