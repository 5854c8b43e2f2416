import { comparableName, type StandingRecord } from './standing-record.ts';

/** What a name has of one type. */
export type StandingType =
  | { readonly kind: 'none' }
  | { readonly kind: 'plain'; readonly record: StandingRecord }
  /** A weighted pair of Préau's making. */
  | {
      readonly kind: 'pair';
      readonly origin: StandingRecord;
      readonly mirror: StandingRecord;
    }
  /** Somebody else's group: weights, failover, places. */
  | { readonly kind: 'foreign'; readonly records: readonly StandingRecord[] };

/** Tell what stands at a name, of one type, among a zone's records. */
export function standingType(
  records: readonly StandingRecord[],
  hostname: string,
  type: string,
): StandingType {
  const name = comparableName(hostname);
  const here = records.filter((one) => one.name === name && one.type === type);
  const [first] = here;
  if (first === undefined) return { kind: 'none' };
  if (first.setIdentifier === undefined) return { kind: 'plain', record: first };
  const side = (id: string) =>
    here.find(({ setIdentifier, weight }) => setIdentifier === id && weight !== undefined);
  const [origin, mirror] = [side('origin'), side('mirror')];
  if (here.length !== 2 || !origin || !mirror) return { kind: 'foreign', records: here };
  return { kind: 'pair', origin, mirror };
}

/** Types that send visitors past a pair of other types: the name's alias, and what browsers ask first. */
export const BYPASSES = ['CNAME', 'HTTPS', 'SVCB'] as const;
