import type { StandingRecord } from './standing-record.ts';

export type PairType = 'A' | 'AAAA';

/** A protected name, as its pair is to be. */
export interface WantedName {
  readonly platform: string;
  readonly hostname: string;
  /** The origin's own name. */
  readonly originHost: string;
  readonly origin: readonly string[];
  /** Of every kind of address that the origin has. */
  readonly mirror: WantedMirror;
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
export function wantedPair(wanted: WantedName, type: PairType): PairOf {
  const { hostname: name, origin, mirror, ttlSec, checks } = wanted;
  const values = addressesOf(type, origin);
  const side = { name, type } as const;
  const toMirror =
    mirror.kind === 'addresses'
      ? { ttlSec, values: addressesOf(type, mirror.addresses) }
      : {
          values: [],
          alias: { target: mirror.target, zoneId: mirror.zoneId, evaluatesHealth: false },
        };
  return {
    origin: { ...side, setIdentifier: 'origin', weight: 100, ttlSec, values, checkId: checks.both },
    mirror: { ...side, setIdentifier: 'mirror', weight: 0, ...toMirror, checkId: checks.always },
  };
}

export const addressesOf = (type: PairType, addresses: readonly string[]): readonly string[] =>
  addresses.filter((address) => address.includes(':') === (type === 'AAAA'));
