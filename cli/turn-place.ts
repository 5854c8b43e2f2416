import type { Config } from '../config/schema.ts';
import { type DurationMs, durationMs, seconds } from '../core/units.ts';

/** Where a turn is carried out, and how soon visitors follow. */
export interface TurnPlace {
  /** The zone that the name is in; null when no configured one holds it. */
  readonly zone: string | null;
  /** Its name servers, as they are asked after a turn: addresses, or names as the parent lists them. */
  readonly servers: readonly string[];
  /** The hold object: a file's path, or `s3://bucket/key`. */
  readonly hold: string;
  /** Until the hold is seen there, at most. */
  readonly holdSeenMs: DurationMs;
  /** Until changed weights are answered by every server, as a rule. */
  readonly weightsSeenMs: DurationMs;
  /** What resolvers may go on answering from before. */
  readonly ttlMs: DurationMs;
}

/**
 * The hold's check on AWS: the fast interval, and one look is enough (lib/platform-check.ts).
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-creating-values.html
 */
const AWS_HOLD_SEEN = seconds(10);
/**
 * "Changes generally propagate to all Route 53 name servers within 60 seconds."
 *
 * @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html
 */
const AWS_WEIGHTS_SEEN = seconds(60);

/** On one machine: its own name server, which takes weights at once; or the owner's, with no holds. */
export function placeHere(
  { names }: Pick<Config, 'names'>,
  hostname: string,
  hold: string,
  dnsPort: number,
): TurnPlace {
  const zone = zoneOf(names, hostname);
  const common = {
    zone: zone?.name ?? null,
    weightsSeenMs: durationMs(0),
    ttlMs: durationMs(names.ttl),
  };
  if (names.rfc2136 === undefined)
    return {
      ...common,
      servers: [`${names.listen}:${dnsPort}`],
      hold,
      holdSeenMs: durationMs(names.checkInterval),
    };
  const { server, port, authorities } = names.rfc2136;
  return {
    ...common,
    servers: authorities?.map((one) => `${one.address}:${one.port}`) ?? zone?.nameServers ?? [],
    // What stands for a hold there: the mirror's records themselves.
    hold: `RFC 2136, ${server}:${port}`,
    holdSeenMs: durationMs(0),
  };
}

/** On AWS: Route 53, and a bucket in another Region. */
export function placeOnAws(
  { names }: Pick<Config, 'names'>,
  hostname: string,
  hold: string,
): TurnPlace {
  const zone = zoneOf(names, hostname);
  return {
    zone: zone?.name ?? null,
    servers: zone?.nameServers ?? [],
    hold,
    holdSeenMs: AWS_HOLD_SEEN,
    weightsSeenMs: AWS_WEIGHTS_SEEN,
    ttlMs: durationMs(names.ttl),
  };
}

/** The most precise of the zones that hold a name. */
const zoneOf = ({ zones }: Config['names'], hostname: string) =>
  zones
    .filter(({ name }) => hostname === name || hostname.endsWith(`.${name}`))
    .toSorted((one, other) => other.name.length - one.name.length)[0];

/**
 * Until every server answers as a turn asks, at most: out, the hold alone does it; back, the weights
 * come first and the hold is lifted after them.
 */
export function seenMs(
  { holdSeenMs, weightsSeenMs }: TurnPlace,
  hold: { readonly before: boolean; readonly after: boolean },
): DurationMs {
  if (hold.after) return holdSeenMs;
  return durationMs(weightsSeenMs + (hold.before ? holdSeenMs : 0));
}

/** How long a visitor may take to follow a turn: until it is answered, and until resolvers forget. */
export const followMs = (
  place: TurnPlace,
  hold: { readonly before: boolean; readonly after: boolean },
): DurationMs => durationMs(seenMs(place, hold) + place.ttlMs);
