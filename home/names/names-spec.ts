import { isIP } from 'node:net';
import { z } from 'zod';
import { PreauError } from '../../core/errors.ts';
import { parseHttpsRecord } from '../../core/shelter/https-record.ts';
import type { PairPlatform } from '../../core/shelter/weighted-pair.ts';
import { durationMs, hosterId, platformId } from '../../core/units.ts';

/** A zone that the name server is authoritative for. */
interface NamesZone {
  readonly name: string;
  /** Host names of its name servers; those inside a zone of ours answer `listenAddress`. */
  readonly ns: readonly string[];
}

/** All that the name server needs to know: plain JSON, one file. Times are real milliseconds. */
export interface NamesSpec {
  readonly dataFolder: string;
  /** IPv4 or IPv6 address to listen on, for DNS. The control API is always on loopback. */
  readonly listenAddress: string;
  /** 0 = a free port. UDP and TCP use the same one. */
  readonly dnsPort: number;
  /** 0 = a free port. */
  readonly controlPort: number;
  /** Between two checks of an origin, whose checkers take turns. */
  readonly checkIntervalMs: number;
  /** For one whole check; connecting may take half of it (Route 53: 4 s of 8 s). */
  readonly checkTimeoutMs: number;
  /** Consecutive results that turn a verdict, down and up alike (Route 53: 1 to 10). */
  readonly failureThreshold: number;
  /**
   * From a failed confirmation of a checker to its next one. The first begins at once, and one that
   * is late is not waited for. A recovery is confirmed at the ordinary interval.
   * @default an eighth of checkIntervalMs, at most 250
   */
  readonly confirmAfterMs?: number;
  /**
   * How many checkers look at each origin, 1 to 16. It is healthy while more than 18 % of them say so.
   * @default 5, so that all must say down
   */
  readonly checkers?: number;
  /**
   * Whether periodic checks keep their connection, whose closing is then seen at once.
   * @default true
   */
  readonly keepConnections?: boolean;
  readonly ttlSec: number;
  readonly zones: readonly NamesZone[];
  readonly platforms: readonly PairPlatform[];
  /**
   * From a record change to the answers that follow it, to rehearse Route 53's propagation.
   * @default 0
   */
  readonly propagateMs?: number;
  /**
   * Whether Route 53's API counts requests and refuses too many, as an account of AWS is counted.
   * @default false
   */
  readonly throttle?: boolean;
  /**
   * "us-east-1 is down" from the start: Route 53's API fails, while names, checks and holds go on.
   * @default false
   */
  readonly controlPlaneDown?: boolean;
  /**
   * Stop after this long without a request to the control API: for rehearsals, so that a killed
   * one leaves nothing behind.
   * @default never: the data plane outlives the rest (P2)
   */
  readonly stopAfterOrphanedMs?: number;
}

const port = z.int().min(0).max(65_535);
const id = z.string().regex(/^[a-z0-9-]{1,64}$/);
/** Labels are parted by a point, and by nothing else: what is no name is refused as fast as it is read. */
const HOST_NAME =
  /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*\.?$/i;
// RFC 1035: 253 characters of text, labels of 1 to 63. `_` occurs in practice.
const hostName = z.string().max(253).regex(HOST_NAME);
const address = z.string().refine((text) => isIP(text) !== 0, 'an IPv4 or IPv6 address');
const addresses = z.array(address).min(1).max(16);

const httpsRecord = z
  .string()
  .max(1_000)
  .refine((text) => parseHttpsRecord(text) !== null, 'an HTTPS record as RFC 9460 writes it');

const platform = z.object({
  id: id.transform(platformId),
  hostname: hostName,
  origin: z.object({
    protocol: z.enum(['http', 'https']).exactOptional(),
    host: hostName,
    addresses,
    cname: hostName.exactOptional(),
    https: httpsRecord.exactOptional(),
    port,
    path: z.string().max(2_048).startsWith('/'),
    expect: z.string().max(255),
    slowMs: z.number().transform(durationMs),
  }),
  mirror: z
    .object({
      hoster: id.transform(hosterId),
      addresses,
      https: httpsRecord.exactOptional(),
      port,
      ownName: hostName,
      maxAgeMs: z.number().transform(durationMs),
    })
    .exactOptional(),
});

const milliseconds = z.number().min(1).max(86_400_000);
const shape = z.object({
  dataFolder: z.string().min(1),
  listenAddress: address,
  dnsPort: port,
  controlPort: port,
  checkIntervalMs: milliseconds,
  checkTimeoutMs: milliseconds,
  failureThreshold: z.int().min(1).max(10),
  confirmAfterMs: z.number().min(0).max(86_400_000).exactOptional(),
  checkers: z.int().min(1).max(16).exactOptional(),
  keepConnections: z.boolean().exactOptional(),
  ttlSec: z.int().min(0).max(60),
  zones: z.array(z.object({ name: hostName, ns: z.array(hostName).min(1).max(13) })).max(100),
  platforms: z.array(platform).max(1_000),
  propagateMs: z.number().min(0).max(86_400_000).exactOptional(),
  throttle: z.boolean().exactOptional(),
  controlPlaneDown: z.boolean().exactOptional(),
  stopAfterOrphanedMs: milliseconds.exactOptional(),
});

const canonical = (name: string): string => name.toLowerCase().replace(/\.$/, '');

/** A zone's own name has SOA and NS, and so no CNAME (RFC 1034 3.6.2). */
const schema = shape.superRefine(({ zones, platforms }, context) => {
  const apexes = new Set(zones.map(({ name }) => canonical(name)));
  for (const [index, { hostname, origin }] of platforms.entries())
    if (origin.cname !== undefined && apexes.has(canonical(hostname)))
      context.addIssue({
        code: 'custom',
        path: ['platforms', index, 'origin', 'cname'],
        message: `no CNAME at ${hostname}, which is a zone's own name`,
      });
});

/**
 * Read a spec from JSON or from an object of unknown origin.
 *
 * @throws PreauError `config-invalid`, naming every fault with its path
 */
export function readNamesSpec(input: unknown): NamesSpec {
  const read = schema.safeParse(input);
  if (read.success) return read.data;
  const faults = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new PreauError(
    'config-invalid',
    `Expected a name server's spec, got ${faults.join('; ')}. Write it again from preau.yaml.`,
  );
}
