import { PreauError } from '../errors.ts';
import type { Platform } from '../platform.ts';
import type { PlatformId } from '../units.ts';
import type { WeightedRecord } from './weighted-answer.ts';

/** What the pair needs to know of a platform. */
export type PairPlatform = Pick<Platform, 'id' | 'hostname' | 'origin' | 'mirror'>;

/** The origin answers with the expected text (Route 53's HTTP_STR_MATCH, HTTPS_STR_MATCH). */
export interface EndpointCheck<Kind extends 'http' | 'https' = 'http' | 'https'> {
  readonly kind: Kind;
  readonly id: string;
  /** SNI and Host. Never the protected name: that one turns. */
  readonly host: string;
  readonly addresses: readonly string[];
  readonly port: number;
  readonly path: string;
  readonly expect: string;
}

/** A health check as Route 53 has them, as far as a pair uses them. */
export type HealthCheck =
  | EndpointCheck<'http'>
  | EndpointCheck<'https'>
  /** Inverted: healthy while the platform's hold object is absent. */
  | { readonly kind: 'hold'; readonly id: string; readonly platform: PlatformId }
  /** Healthy when at least `threshold` children are; 0 = always. Children are never calculated. */
  | {
      readonly kind: 'calculated';
      readonly id: string;
      readonly children: readonly string[];
      readonly threshold: number;
    };

export type AddressType = 'A' | 'AAAA';

/** The types that a pair may have. */
export type PublishedType = AddressType | 'CNAME' | 'HTTPS';

export type PairSide = 'origin' | 'mirror';

/** One record of a pair. */
interface PairRecord extends WeightedRecord {
  readonly setIdentifier: PairSide;
  readonly name: string;
  readonly type: PublishedType;
  readonly healthCheck: string;
}

/** Two records per published type, and the checks they lean on. */
export interface WeightedPair {
  readonly records: readonly PairRecord[];
  readonly checks: readonly HealthCheck[];
}

/** The check that is healthy by definition: one for all platforms, behind every mirror's record. */
export const ALWAYS: HealthCheck = {
  kind: 'calculated',
  id: 'always',
  children: [],
  threshold: 0,
};

/** The weight of the whole: shares are told to a hundredth. Route 53 allows up to 255. */
const WHOLE = 100;
/** R53: "60 seconds or less" for records with a health check. */
const TTL_MAX_SEC = 60;

/** The ids of a platform's own checks. */
export const checkIds = (platform: PlatformId) => ({
  origin: `${platform}.origin`,
  hold: `${platform}.hold`,
  both: `${platform}.origin-and-hold`,
});

/**
 * The weighted pair of a platform: its origin, and its mirror on another hoster.
 *
 * A type is published only when both sides have values of it. An origin's AAAA without a mirror's
 * would keep every IPv6 school on the dead origin; without it they use IPv4. An HTTPS record of the
 * origin alone would outlast the turn in browsers, with its hints and its protocols.
 *
 * @param mirrorShare the part of answers that point to the mirror while the origin is healthy,
 *   0 to 1, kept to a hundredth
 * @param ttlSec a whole number, 0 to 60
 * @throws PreauError `argument-invalid` for a share or TTL out of bounds, or no mirror, or no
 *   type that both sides have
 */
export function weightedPair(
  platform: PairPlatform,
  mirrorShare: number,
  ttlSec: number,
): WeightedPair {
  const { mirror, hostname } = platform;
  const weights = pairWeights(mirrorShare);
  if (!Number.isInteger(ttlSec) || ttlSec < 0 || ttlSec > TTL_MAX_SEC) {
    throw refused(`a TTL of 0 to ${TTL_MAX_SEC} whole seconds`, `${ttlSec}`, 'shorten it');
  }
  const types = publishedTypes(platform);
  if (!mirror || types.length === 0) {
    const got = mirror ? 'no address type that both have' : 'no mirror';
    throw refused(`an origin and a mirror for ${platform.id}`, got, 'give the mirror an address');
  }
  const ids = checkIds(platform.id);
  const records = types.flatMap((type): readonly PairRecord[] => {
    const base = { name: hostname, type, ttlSec };
    const toOrigin = { values: valuesOf(platform, 'origin', type), weight: weights.origin };
    const toMirror = { values: valuesOf(platform, 'mirror', type), weight: weights.mirror };
    return [
      { ...base, ...toOrigin, setIdentifier: 'origin', healthCheck: ids.both },
      { ...base, ...toMirror, setIdentifier: 'mirror', healthCheck: ALWAYS.id },
    ];
  });
  return { records, checks: checksOf(platform) };
}

/** The pair's weights for a share: whole numbers that add up to 100. @throws as weightedPair */
export function pairWeights(mirrorShare: number): {
  readonly origin: number;
  readonly mirror: number;
} {
  if (!(mirrorShare >= 0 && mirrorShare <= 1)) {
    throw refused('a mirror share from 0 to 1', `${mirrorShare}`, 'give a part, not a percentage');
  }
  const mirror = Math.round(mirrorShare * WHOLE);
  return { origin: WHOLE - mirror, mirror };
}

/**
 * The types that a platform's name answers: both sides' for a pair, the origin's for a control. A
 * CNAME stands alone. A mirror without addresses stands behind CloudFront, which answers both kinds
 * of address.
 *
 * @returns in the order A, AAAA, CNAME, HTTPS; HTTPS never without an address type
 */
export function publishedTypes(platform: PairPlatform): readonly PublishedType[] {
  const { origin, mirror } = platform;
  if (origin.cname !== undefined) return ['CNAME'];
  const has = (type: PublishedType) =>
    valuesOf(platform, 'origin', type).length > 0 &&
    (mirror === undefined || valuesOf(platform, 'mirror', type).length > 0);
  const isCloudFront = mirror?.addresses.length === 0;
  const addressTypes = (['A', 'AAAA'] as const).filter((type) =>
    isCloudFront ? addressesOf(type, origin.addresses).length > 0 : has(type),
  );
  return addressTypes.length > 0 && has('HTTPS') ? [...addressTypes, 'HTTPS'] : addressTypes;
}

/**
 * What one side publishes under a type: addresses; for CNAME the one name that it leads to, without
 * a trailing dot; for HTTPS the one record as RFC 9460 writes it. The mirror's CNAME is its own name.
 *
 * @returns empty when that side has nothing of the type
 */
export function valuesOf(
  { origin, mirror }: PairPlatform,
  side: PairSide,
  type: PublishedType,
): readonly string[] {
  const here = side === 'origin' ? origin : mirror;
  if (here === undefined) return [];
  switch (type) {
    case 'A':
    case 'AAAA':
      return addressesOf(type, here.addresses);
    case 'CNAME':
      return given(side === 'origin' ? origin.cname : mirror?.ownName);
    case 'HTTPS':
      return given(here.https);
  }
}

const given = (value: string | undefined): readonly string[] =>
  value === undefined ? [] : [value];

/** The IPv4 addresses among `addresses` for A, the IPv6 ones for AAAA. */
export function addressesOf(type: AddressType, addresses: readonly string[]): readonly string[] {
  return addresses.filter((address) => address.includes(':') === (type === 'AAAA'));
}

function checksOf({ id, origin }: PairPlatform): readonly HealthCheck[] {
  const ids = checkIds(id);
  const { protocol = 'https', host, addresses, port, path, expect } = origin;
  return [
    { kind: protocol, id: ids.origin, host, addresses, port, path, expect },
    { kind: 'hold', id: ids.hold, platform: id },
    { kind: 'calculated', id: ids.both, children: [ids.origin, ids.hold], threshold: 2 },
    ALWAYS,
  ];
}

const refused = (expected: string, got: string, remedy: string) =>
  new PreauError('argument-invalid', `Expected ${expected}, got ${got}: ${remedy}.`);
