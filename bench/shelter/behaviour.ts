/**
 * What an origin does with those who come. Dying (SIGKILL), hanging (SIGSTOP) and the black hole
 * are not among these: they happen to its process.
 */
export type Behaviour =
  | { readonly kind: 'well' }
  /** Nobody listens, and who was connected is cut off. */
  | { readonly kind: 'closed' }
  | { readonly kind: 'status'; readonly status: number }
  /** HTTP 503 for this part of all requests, drawn one by one; in [0, 1]. */
  | { readonly kind: 'errors'; readonly share: number }
  /** Well for `upMs`, closed for `downMs`, again and again; `offsetMs` into the first `upMs`. */
  | {
      readonly kind: 'flapping';
      readonly upMs: number;
      readonly downMs: number;
      readonly offsetMs: number;
    };

/** All that a process of origins needs to know. Plain JSON. */
export interface OriginSpec {
  /** IPv4 addresses of loopback; each is an origin of its own. */
  readonly addresses: readonly string[];
  readonly httpPort: number;
  /** Null where nobody asks by HTTPS. */
  readonly https: { readonly port: number; readonly key: string; readonly cert: string } | null;
  /** Whether connections are kept after an answer. */
  readonly keepAlive: boolean;
  /** Connections that the kernel keeps for a process which does not take them. */
  readonly backlog: number;
  /** Of the draws of `errors`. */
  readonly seed: number;
}

/** What a process of origins is told. */
export interface OriginTold {
  readonly address: string;
  readonly behaviour: Behaviour;
}

/** What it tells: that an origin now answers, or no longer does. `atMs` is Unix time. */
export type OriginTells =
  | { readonly kind: 'ready' }
  | {
      readonly kind: 'turned';
      readonly address: string;
      readonly isUp: boolean;
      readonly atMs: number;
    };

/** The text that every page of an origin holds. */
export const PAGE = '<title>Connexion</title><p>Les cours de ce matin.</p>\n';
/** What probes and readers ask for. */
export const PATH = '/login';
