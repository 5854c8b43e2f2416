/**
 * What an answer may depend on, whichever home was asked: a socket's request on one machine, an
 * HTTP API's event on AWS.
 */
export interface PageRequest {
  /** In capitals. */
  readonly method: string;
  /** Its host says nothing: only path and query are read. */
  readonly url: URL;
  /** Empty when there is none. */
  readonly contentType: string;
  /** `Accept-Language` as it was sent; empty when there is none. */
  readonly acceptLanguage: string;
  /** @throws PreauError `request-malformed` when it is larger than what is read, or no UTF-8 */
  readonly body: () => Promise<string>;
}
