import type { OriginValues } from './origin-values.ts';
import type { AdoptedName } from './plan-undo.ts';
import { comparableValues, isSameMember } from './same-record.ts';
import type { StandingRecord } from './standing-record.ts';

/** Why going back now would lead visitors to an origin that is not fit for them. */
export type UndoObstacle =
  /** Some or all are on the mirror, by its weight. */
  | { readonly kind: 'turned'; readonly type: string; readonly weight: number }
  /** The hold object is there: all are on the mirror. */
  | { readonly kind: 'held' }
  /** The origin's check is not healthy: all are on the mirror. */
  | { readonly kind: 'ill'; readonly check: string }
  /** What would come back is not where the configuration says that the origin is. */
  | {
      readonly kind: 'elsewhere';
      readonly type: string;
      readonly back: string;
      readonly configured: string;
    }
  /** Holds or checks could not be asked. */
  | { readonly kind: 'unasked'; readonly why: string };

/** What is known of a name beside its records. */
interface UndoSurroundings {
  readonly held: boolean;
  /** Checks that say now that they are not healthy. */
  readonly ill: ReadonlySet<string>;
  /** What leads to the origin, by the configuration; null when it no longer has the platform. */
  readonly origin: OriginValues | null;
}

/**
 * What speaks against undoing a name now, though its pair stands as its adoption left it. A person
 * may overrule it.
 *
 * @param records all that the zone has at this name now
 */
export function undoObstacles(
  { before, after }: AdoptedName,
  records: readonly StandingRecord[],
  { held, ill, origin }: UndoSurroundings,
): readonly UndoObstacle[] {
  const pair = records.filter((one) => after.some((made) => isSameMember(made, one)));
  const turned = pair
    .filter(({ setIdentifier, weight = 0 }) => setIdentifier === 'mirror' && weight > 0)
    .map(({ type, weight = 0 }) => ({ kind: 'turned' as const, type, weight }));
  const checks = new Set(pair.flatMap(({ checkId }) => checkId ?? []));
  const failing = held ? [] : [...checks].filter((id) => ill.has(id));
  return [
    ...turned,
    ...(held ? [{ kind: 'held' as const }] : []),
    ...failing.map((check) => ({ kind: 'ill' as const, check })),
    ...elsewhere(before, origin),
  ];
}

function elsewhere(
  before: readonly StandingRecord[],
  origin: OriginValues | null,
): readonly UndoObstacle[] {
  if (origin === null) return [];
  return before.flatMap(({ type, setIdentifier = 'origin', values }) => {
    const configured = Object.entries(origin).find(([one]) => one === type)?.[1];
    // What the configuration does not know of, a CNAME to the origin's name say, led there before.
    if (setIdentifier !== 'origin' || configured === undefined) return [];
    if (comparableValues(values).join() === comparableValues(configured).join()) return [];
    const words = { back: values.join(' '), configured: configured.join(' ') || '-' };
    return [{ kind: 'elsewhere' as const, type, ...words }];
  });
}
