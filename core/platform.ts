import type { DurationMs, HosterId, PlatformId, VantageId } from './units.ts';

/** The company or body whose machines a platform runs on. `unknown` stands for "not on record". */
export interface Hoster {
  readonly id: HosterId;
  readonly name: string;
  /** Where its machines stand, for the rule that a mirror shares no region with its origin. */
  readonly region?: string;
}

/** A contact of a platform's owner. Told of everything, in every phase, beside the schools. */
export interface Owner {
  readonly name: string;
  readonly mail?: string;
  readonly mobile?: string;
}

/** What the origin is asked by every probe. */
export interface OriginCheck {
  /** How it is asked. @default 'https' */
  readonly protocol?: 'http' | 'https';
  /** The origin's own host name, never the protected one: that one turns. */
  readonly host: string;
  /** What probes and health checks connect to, whatever the name publishes. */
  readonly addresses: readonly string[];
  /**
   * The name that the protected name is a CNAME of, when that is how it is published. It then has
   * no other type (RFC 1034 3.6.2), and is no zone's own name.
   */
  readonly cname?: string;
  /** Its HTTPS record as RFC 9460 writes it, e.g. `1 . alpn="h2,h3"`. The mirror has one then too. */
  readonly https?: string;
  readonly port: number;
  /** A cheap, real page: the login page says more than `/health`. */
  readonly path: string;
  /** Text that the body must hold, within its first 5,120 bytes as Route 53 reads them. */
  readonly expect: string;
  /** Where `path` is a login: a page of the same servers that needs none, asked beside it in a fall. */
  readonly plainPath?: string;
  /** Slower than this to the last byte counts as a failed probe. */
  readonly slowMs: DurationMs;
}

/** The static copy of a platform's lessons, on another hoster than the origin's. */
export interface MirrorTarget {
  readonly hoster: HosterId;
  /** Empty behind CloudFront, whose addresses are many and change. */
  readonly addresses: readonly string[];
  /** Its HTTPS record, for a protected name that publishes the origin's. */
  readonly https?: string;
  readonly port: number;
  /** The mirror's own name, always reachable; notices carry it. */
  readonly ownName: string;
  /** Older than this and the mirror is unfit. */
  readonly maxAgeMs: DurationMs;
}

/** Which schools a platform serves. Every given list must hold; an absent list admits all. */
export interface Serves {
  /** Names of académies as the directory writes them, e.g. `Toulouse`. */
  readonly academies?: readonly string[];
  readonly departments?: readonly string[];
  readonly types?: readonly ('ecole' | 'college' | 'lycee' | 'erea')[];
  /** Only the schools that a table attaches to it: the lists then admit none. */
  readonly onlyAttached?: true;
}

/** A learning service under one hostname. */
export interface Platform {
  readonly id: PlatformId;
  readonly name: string;
  /** At most 24 characters, foldable to GSM-7: what an SMS calls the platform. */
  readonly smsName: string;
  readonly kind: 'ent' | 'classroom' | 'login';
  readonly hostname: string;
  readonly hoster: HosterId;
  /** Whose delivery network stands before it. */
  readonly cdn?: HosterId;
  /** Who answers for its name. */
  readonly dns?: HosterId;
  /** Who lets its users in. */
  readonly login?: HosterId;
  /** The software family: one vendor's fault can fell several regions. */
  readonly vendor?: string;
  readonly region?: string;
  /** The IANA time zone that its pupils live by. @default the organisation's */
  readonly timeZone?: string;
  readonly origin: OriginCheck;
  /** Absent for a control: watched, never sheltered, and no school is told of it. */
  readonly mirror?: MirrorTarget;
  readonly serves: Serves;
  readonly owners: readonly Owner[];
}

/** A place that probes are made from. */
export interface Vantage {
  readonly id: VantageId;
  readonly name: string;
  /** The local address that its probes leave from; absent = the system's choice. */
  readonly sourceAddress?: string;
  /** Platforms whose answer proves that this vantage sees; it has no vote while all of them fail. */
  readonly controls: readonly PlatformId[];
  /**
   * Who looks from there. Absent: Préau's own probes. A health check looks by itself, at platforms
   * that have a mirror; it is asked what it found, and its word proves no other vantage's sight.
   */
  readonly by?: 'health-check';
}
