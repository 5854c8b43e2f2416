import { addressesOf, type PublishedType } from '../../core/shelter/weighted-pair.ts';
import type { StandingRecord } from './standing-record.ts';

/** What one type says on either side, where both say one thing. */
interface Twins {
  readonly origin: string;
  readonly mirror: string;
}

/** A protected name, as its pair is to be. */
export interface WantedName {
  readonly platform: string;
  readonly hostname: string;
  /** The origin's own name. */
  readonly originHost: string;
  readonly origin: readonly string[];
  /** Of every kind of address that the origin has. */
  readonly mirror: WantedMirror;
  /** Where the name leads, when it is published as a CNAME instead of by addresses. */
  readonly cname?: Twins;
  /** The HTTPS records, when it publishes them. Never beside a CNAME. */
  readonly https?: Twins;
  readonly ttlSec: number;
  /** Well when visitors may be sent to the origin; always well. */
  readonly checks: { readonly both: string; readonly always: string };
  /** Whether the configuration says that the pair is not CloudFormation's. */
  readonly adopted: boolean;
}

export type WantedMirror =
  | { readonly kind: 'addresses'; readonly addresses: readonly string[] }
  /** The distribution that the mirror's own name is an alias to. */
  | { readonly kind: 'alias'; readonly target: string; readonly zoneId: string };

export interface PairOf {
  readonly origin: StandingRecord;
  readonly mirror: StandingRecord;
}

/** A pair at rest: everybody to the origin. @see lib/weighted-names.ts, which makes the same */
export function wantedPair(wanted: WantedName, type: PublishedType): PairOf {
  const { hostname: name, ttlSec, checks } = wanted;
  const values = wantedValues(wanted, type);
  const side = { name, type } as const;
  const toMirror = mirrorContent(wanted, type);
  return {
    origin: { ...side, setIdentifier: 'origin', weight: 100, ttlSec, values, checkId: checks.both },
    mirror: { ...side, setIdentifier: 'mirror', weight: 0, ...toMirror, checkId: checks.always },
  };
}

/** What the origin's record of a type says; empty for a type that the name is not to publish. */
export function wantedValues(
  { origin, cname, https }: WantedName,
  type: PublishedType,
): readonly string[] {
  switch (type) {
    case 'A':
    case 'AAAA':
      return cname ? [] : addressesOf(type, origin);
    case 'CNAME':
      return cname ? [cname.origin] : [];
    case 'HTTPS':
      return https ? [https.origin] : [];
  }
}

function mirrorContent(
  { mirror, cname, https, ttlSec }: WantedName,
  type: PublishedType,
): Pick<StandingRecord, 'values' | 'ttlSec' | 'alias'> {
  const twin = type === 'CNAME' ? cname : type === 'HTTPS' ? https : undefined;
  if (twin) return { ttlSec, values: [twin.mirror] };
  if (mirror.kind === 'addresses')
    return {
      ttlSec,
      values: type === 'A' || type === 'AAAA' ? addressesOf(type, mirror.addresses) : [],
    };
  return {
    values: [],
    alias: { target: mirror.target, zoneId: mirror.zoneId, evaluatesHealth: false },
  };
}
