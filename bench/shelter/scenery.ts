/** One protected name: where its visitors go, and where they are sheltered. */
export interface Watched {
  /** The first label of its name. */
  readonly id: string;
  /** IPv4 addresses of loopback. */
  readonly origin: string;
  readonly mirror: string;
}

/** What every system is asked to watch over, in a folder of its own. */
export interface Scenery {
  readonly zone: string;
  readonly httpPort: number;
  readonly httpsPort: number;
  readonly watched: readonly Watched[];
  /** Of the answers, in seconds. gdnsd gives 5 at the least. */
  readonly ttlSec: number;
}

/** The zone of every bench run. RFC 6761: never a real one. */
export const ZONE = 'lecons.test';
/** Below the ports that Linux gives to connections, so that none of these is taken. */
export const HTTP_PORT = 18_080;
export const HTTPS_PORT = 18_443;
