/**
 * A path as a request line carries it, with its query if any: what people write in other letters is
 * percent-encoded as UTF-8, and nothing in it may end the line. What is encoded already stays.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-3.2
 */
export const requestTarget = (path: string): string =>
  path.toWellFormed().replace(/[^\x21-\x7e]/gu, encodeURIComponent);
