/**
 * What CloudFront's functions find in their world, and what {@link ../edge-code.ts} writes into
 * them. Only as much as ours use.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-event-structure.html
 */
declare module 'cloudfront' {
  interface KeyValueStore {
    /** Rejects for a key that is not there. */
    get(key: string): Promise<string>;
    exists(key: string): Promise<boolean>;
  }
  const cloudfront: { kvs(): KeyValueStore };
  export default cloudfront;
}

interface EdgeValue {
  value: string;
  multiValue?: readonly { value: string }[];
}

interface EdgeValues {
  [name: string]: EdgeValue | undefined;
}

interface EdgeRequest {
  readonly method: string;
  uri: string;
  querystring: EdgeValues;
  headers: EdgeValues;
  cookies?: EdgeValues;
  /** The query as it came, without `?`; undefined when there is none. */
  rawQueryString?(): string | undefined;
}

interface EdgeResponse {
  statusCode: number;
  statusDescription?: string;
  headers: EdgeValues;
  body?: { encoding: 'text'; data: string };
}

interface EdgeRequestEvent {
  readonly request: EdgeRequest;
}

interface EdgeResponseEvent extends EdgeRequestEvent {
  readonly response: EdgeResponse;
}

/** Each protected name to its platform's id. */
declare const PLATFORMS: { readonly [host: string]: string };
/** Each mirror's own name to its platform's id. */
declare const OWN_NAMES: { readonly [host: string]: string };
/** What a write or a program is told, in the organisation's language; the page is ready HTML. */
declare const UNAVAILABLE: { readonly problem: string; readonly page: string };
/** Of a page: nothing runs, nothing is sent, nothing comes from elsewhere. */
declare const POLICY: string;
/** The same for the list of lessons, which may run its search, and for a drawing by itself. */
declare const SEARCH_POLICY: string;
declare const DRAWING_POLICY: string;
