/** Every way Préau can fail on purpose. A code is API: add codes, never reuse one. */
export type ErrorCode =
  | 'action-unfinished'
  | 'argument-invalid'
  | 'clock-stepped'
  | 'config-invalid'
  | 'config-unreadable'
  | 'crawl-paused'
  | 'crawl-stopped'
  | 'credentials-missing'
  | 'data-folder-in-use'
  | 'data-folder-newer'
  | 'directory-unreadable'
  | 'dns-change-refused'
  | 'dns-unreachable'
  | 'dossier-invalid'
  | 'file-unreadable'
  | 'home-unreachable'
  | 'journal-broken'
  | 'journal-conflict'
  | 'log-unreadable'
  | 'mirror-shrunk'
  | 'mirror-built-elsewhere'
  | 'mirror-source-empty'
  | 'mirror-source-unreadable'
  | 'mirror-unverified'
  | 'node-too-old'
  | 'not-found'
  | 'notice-refused'
  | 'off-loopback'
  | 'port-forbidden'
  | 'port-in-use'
  | 'request-malformed'
  | 'scenario-invalid'
  | 'scenario-unknown'
  | 'sms-refused'
  | 'stamp-refused'
  | 'store-unavailable';

/**
 * The same failure in the languages of people: a key of `cli/errors-words.ts`, or of the locales under
 * `errors`, and its values.
 */
export interface Said {
  readonly key: string;
  /** A value with a key of its own is put into words first. */
  readonly values?: Readonly<Record<string, string | number | Said>>;
}

/**
 * An expected failure.
 *
 * Callers branch on `code` and `retryable`; people read `message`. A message says what was
 * expected, what came, and what to do about it. Anything else that is thrown is a bug, and is
 * left to crash its invocation, loudly.
 */
export class PreauError extends Error {
  override readonly name = 'PreauError';
  readonly code: ErrorCode;
  readonly retryable: boolean;
  /** Absent where nobody has put it into words yet: people then read `message`. */
  readonly said: Said | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options: ErrorOptions & { readonly retryable?: boolean; readonly said?: Said } = {},
  ) {
    super(message, options);
    this.code = code;
    this.retryable = options.retryable ?? false;
    this.said = options.said;
  }
}

/** What a cause says, as a value of a sentence about it: in the languages of people where it has words there. */
export function saidOf(cause: unknown): Said | string {
  if (cause instanceof PreauError && cause.said !== undefined) return cause.said;
  return cause instanceof Error ? cause.message : String(cause);
}
