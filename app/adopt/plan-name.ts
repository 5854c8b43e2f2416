import type { PublishedType } from '../../core/shelter/weighted-pair.ts';
import { comparableValues, isAlike } from './same-record.ts';
import { comparableName, type RecordEdit, type StandingRecord } from './standing-record.ts';
import { type StandingType, standingType } from './standing-type.ts';
import { type PairOf, wantedPair, type WantedName, wantedValues } from './wanted-pair.ts';

/** What becomes of one type of a name. */
export interface TypePlan extends PairOf {
  readonly type: PublishedType;
  /**
   * - adopt: a plain record becomes a pair
   * - add: nothing stands, and the name is to publish it
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
  /** The name is to be a CNAME, which has nothing beside it. */
  | { readonly kind: 'beside'; readonly type: string; readonly stands: string }
  /** A pair of a type that the name is no longer to publish. */
  | { readonly kind: 'dropped'; readonly type: string }
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

const TYPES: readonly PublishedType[] = ['A', 'AAAA', 'CNAME', 'HTTPS'];

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

/** The CNAME that the pair of addresses is to replace. */
function cnameOf(wanted: WantedName, records: readonly StandingRecord[]) {
  const { hostname, originHost } = wanted;
  if (wanted.cname) return null;
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

/** What browsers follow past the pair, under a type that no pair has. */
function bypasses(
  { hostname }: WantedName,
  records: readonly StandingRecord[],
): readonly Obstacle[] {
  const standing = standingType(records, hostname, 'SVCB');
  if (standing.kind === 'none') return [];
  if (standing.kind !== 'plain') return [{ kind: 'foreign', type: 'SVCB' }];
  return [{ kind: 'bypass', type: 'SVCB', stands: standing.record.values.join(' ') }];
}

function obstaclesTo(
  wanted: WantedName,
  type: PublishedType,
  standing: StandingType,
): readonly Obstacle[] {
  const configured = wantedValues(wanted, type);
  switch (standing.kind) {
    case 'none':
      return [];
    case 'foreign':
      return [{ kind: 'foreign', type }];
    case 'pair':
      if (configured.length === 0) return [{ kind: 'dropped', type }];
      if (wanted.adopted || isStanding(wantedPair(wanted, type), standing)) return [];
      return [{ kind: 'unlisted', type }];
    case 'plain': {
      const { alias, values } = standing.record;
      const stands = alias?.target ?? values.join(' ');
      if (configured.length === 0) return surplus(wanted, type, stands);
      if (alias) return [{ kind: 'alias', type, stands }];
      if (comparableValues(values).join() === comparableValues(configured).join()) return [];
      return [{ kind: 'values', type, stands, configured: configured.join(' ') }];
    }
  }
}

/** A plain record of a type that the name is not to publish. */
function surplus({ cname }: WantedName, type: PublishedType, stands: string): readonly Obstacle[] {
  if (cname) return [{ kind: 'beside', type, stands }];
  // The CNAME that addresses replace is looked at by itself.
  if (type === 'CNAME') return [];
  return [{ kind: type === 'HTTPS' ? 'bypass' : 'surplus', type, stands }];
}

const isStanding = (pair: PairOf, standing: PairOf): boolean =>
  isAlike(pair.origin, standing.origin, false) && isAlike(pair.mirror, standing.mirror, false);

function planType(
  wanted: WantedName,
  type: PublishedType,
  records: readonly StandingRecord[],
  cname: StandingRecord | null,
): readonly TypePlan[] {
  if (wantedValues(wanted, type).length === 0) return [];
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
      return [...before.filter((record) => record !== cname).map(remove), ...both];
    }),
  ];
}
