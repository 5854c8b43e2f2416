import { comparableValues, isAlike } from './same-record.ts';
import { comparableName, type RecordEdit, type StandingRecord } from './standing-record.ts';
import { type StandingType, standingType } from './standing-type.ts';
import {
  addressesOf,
  type PairOf,
  type PairType,
  wantedPair,
  type WantedName,
} from './wanted-pair.ts';

/** What becomes of one type of a name. */
export interface TypePlan extends PairOf {
  readonly type: PairType;
  /**
   * - adopt: a plain record becomes a pair
   * - add: nothing stands, and the origin has such addresses
   * - renew: a pair stands that leans on other checks, or answers otherwise; its weights stay
   * - keep: the pair stands as it should
   */
  readonly kind: 'adopt' | 'add' | 'renew' | 'keep';
  /** What it replaces; for an alias of the whole name, the CNAME. */
  readonly before: readonly StandingRecord[];
}

/** What is in the way, and must be settled by a person. */
export type Obstacle =
  | {
      readonly kind: 'values';
      readonly type: string;
      readonly stands: string;
      readonly configured: string;
    }
  | { readonly kind: 'surplus'; readonly type: string; readonly stands: string }
  | { readonly kind: 'alias'; readonly type: string; readonly stands: string }
  | { readonly kind: 'foreign'; readonly type: string }
  | { readonly kind: 'bypass'; readonly type: string; readonly stands: string }
  | { readonly kind: 'cname'; readonly stands: string; readonly origin: string }
  | { readonly kind: 'unlisted'; readonly type: string };

/** What a person should know beforehand. */
export type Remark =
  | { readonly kind: 'slow'; readonly ttlSec: number }
  | { readonly kind: 'added'; readonly type: string }
  | { readonly kind: 'fixed'; readonly stands: string };

export interface NamePlan {
  readonly platform: string;
  readonly hostname: string;
  /**
   * - ready: may be applied
   * - blocked: not before its obstacles are gone
   * - absent: nothing stands there; the stack of names makes the pair
   * - done: the pair stands as it should
   */
  readonly state: 'ready' | 'blocked' | 'absent' | 'done';
  readonly types: readonly TypePlan[];
  readonly obstacles: readonly Obstacle[];
  readonly remarks: readonly Remark[];
  /** Empty unless ready. Whole or not at all. */
  readonly edits: readonly RecordEdit[];
}

const TYPES: readonly PairType[] = ['A', 'AAAA'];

/**
 * Plan how a name that stands in a zone becomes a weighted pair, without moving a visitor: its
 * records must answer what the configuration says of the origin, or it is refused.
 *
 * @param records all that the zone has at this name; others are ignored
 */
export function planName(wanted: WantedName, records: readonly StandingRecord[]): NamePlan {
  const { platform, hostname } = wanted;
  const name = { platform, hostname };
  const cname = cnameOf(wanted, records);
  const obstacles = [
    ...bypasses(wanted, records),
    ...(cname && !cname.leadsToOrigin ? [cname.obstacle] : []),
    ...TYPES.flatMap((type) => obstaclesTo(wanted, type, standingType(records, hostname, type))),
  ];
  const types = TYPES.flatMap((type) => planType(wanted, type, records, cname?.record ?? null));
  const remarks = [
    ...(cname ? [{ kind: 'fixed' as const, stands: cname.record.values.join(' ') }] : []),
    ...slow(wanted, types),
    ...types
      .filter(({ kind }) => kind === 'add')
      .map(({ type }) => ({ kind: 'added' as const, type })),
  ];
  const stands = types.some(({ kind }) => kind !== 'add');
  if (obstacles.length > 0)
    return { ...name, state: 'blocked', types, obstacles, remarks, edits: [] };
  if (!stands) return { ...name, state: 'absent', types: [], obstacles, remarks: [], edits: [] };
  const edits = editsOf(types, cname?.record ?? null);
  return { ...name, state: edits.length > 0 ? 'ready' : 'done', types, obstacles, remarks, edits };
}

function cnameOf({ hostname, originHost }: WantedName, records: readonly StandingRecord[]) {
  const standing = standingType(records, hostname, 'CNAME');
  const record = standing.kind === 'plain' ? standing.record : null;
  if (record === null) return null;
  const stands = record.values.join(' ');
  return {
    record,
    leadsToOrigin: comparableName(stands) === comparableName(originHost),
    obstacle: { kind: 'cname' as const, stands, origin: originHost },
  };
}

/** Records that browsers follow past A and AAAA; a CNAME of somebody else's policy is one too. */
function bypasses(
  { hostname }: WantedName,
  records: readonly StandingRecord[],
): readonly Obstacle[] {
  return ['CNAME', 'HTTPS', 'SVCB'].flatMap((type): readonly Obstacle[] => {
    const standing = standingType(records, hostname, type);
    switch (standing.kind) {
      case 'none':
        return [];
      case 'plain':
        return type === 'CNAME'
          ? []
          : [{ kind: 'bypass', type, stands: standing.record.values.join(' ') }];
      case 'pair':
      case 'foreign':
        return [{ kind: 'foreign', type }];
    }
  });
}

function obstaclesTo(
  { origin, adopted, ...wanted }: WantedName,
  type: PairType,
  standing: StandingType,
): readonly Obstacle[] {
  const configured = addressesOf(type, origin);
  switch (standing.kind) {
    case 'none':
      return [];
    case 'foreign':
      return [{ kind: 'foreign', type }];
    case 'pair': {
      const pair = wantedPair({ origin, adopted, ...wanted }, type);
      if (adopted || isStanding(pair, standing)) return [];
      return [{ kind: 'unlisted', type }];
    }
    case 'plain': {
      const { alias, values } = standing.record;
      if (alias) return [{ kind: 'alias', type, stands: alias.target }];
      const stands = values.join(' ');
      if (configured.length === 0) return [{ kind: 'surplus', type, stands }];
      if (comparableValues(values).join() === comparableValues(configured).join()) return [];
      return [{ kind: 'values', type, stands, configured: configured.join(' ') }];
    }
  }
}

const isStanding = (pair: PairOf, standing: PairOf): boolean =>
  isAlike(pair.origin, standing.origin, false) && isAlike(pair.mirror, standing.mirror, false);

function planType(
  wanted: WantedName,
  type: PairType,
  records: readonly StandingRecord[],
  cname: StandingRecord | null,
): readonly TypePlan[] {
  if (addressesOf(type, wanted.origin).length === 0) return [];
  const pair = wantedPair(wanted, type);
  const standing = standingType(records, wanted.hostname, type);
  switch (standing.kind) {
    case 'none':
      return cname
        ? [{ type, ...pair, kind: 'adopt', before: [cname] }]
        : [{ type, ...pair, kind: 'add', before: [] }];
    case 'plain':
      return [{ type, ...pair, kind: 'adopt', before: [standing.record] }];
    case 'pair': {
      const before = [standing.origin, standing.mirror];
      const kind = isStanding(pair, standing) ? 'keep' : 'renew';
      return [{ type, kind, before, ...weighedAs(pair, standing) }];
    }
    case 'foreign':
      return [{ type, ...pair, kind: 'adopt', before: standing.records }];
  }
}

/** What Préau has set stays set. */
const weighedAs = ({ origin, mirror }: PairOf, standing: PairOf): PairOf => ({
  origin: { ...origin, weight: standing.origin.weight ?? 100 },
  mirror: { ...mirror, weight: standing.mirror.weight ?? 0 },
});

function slow({ ttlSec }: WantedName, types: readonly TypePlan[]): readonly Remark[] {
  const before = types.flatMap((type) => type.before.map((record) => record.ttlSec ?? 0));
  const longest = Math.max(0, ...before);
  return longest > ttlSec ? [{ kind: 'slow', ttlSec: longest }] : [];
}

function editsOf(types: readonly TypePlan[], cname: StandingRecord | null): readonly RecordEdit[] {
  const remove = (record: StandingRecord): RecordEdit => ({ action: 'DELETE', record });
  return [
    ...(cname ? [remove(cname)] : []),
    ...types.flatMap(({ kind, before, origin, mirror }): readonly RecordEdit[] => {
      const action = kind === 'renew' ? 'UPSERT' : 'CREATE';
      const both: readonly RecordEdit[] = [
        { action, record: origin },
        { action, record: mirror },
      ];
      if (kind === 'keep') return [];
      if (kind !== 'adopt') return both;
      return [...before.filter(({ type }) => type !== 'CNAME').map(remove), ...both];
    }),
  ];
}
