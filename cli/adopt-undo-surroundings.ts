import type { Adoption } from '../adapters/aws/open-adoption.ts';
import type { StandingRecord } from '../app/adopt/standing-record.ts';
import type { UndoObstacle } from '../app/adopt/undo-obstacles.ts';
import { PreauError } from '../core/errors.ts';

/** What is known of names beside their records. */
export interface Surroundings {
  /** Platforms whose hold is set. */
  readonly held: ReadonlySet<string>;
  /** Checks that say now that they are not healthy; one that says nothing is none of them. */
  readonly ill: ReadonlySet<string>;
  /** What could not be asked: an obstacle, and no failure, so that a person may overrule it. */
  readonly unasked: readonly UndoObstacle[];
}

/** Ask for the holds, and for the checks that records lean on. */
export async function askSurroundings(
  { held, health }: Pick<Adoption, 'held' | 'health'>,
  standing: readonly StandingRecord[],
): Promise<Surroundings> {
  const unasked: UndoObstacle[] = [];
  const orUnasked = async <Known>(asking: Promise<Known>, unknown: Known): Promise<Known> => {
    try {
      return await asking;
    } catch (error) {
      if (!(error instanceof PreauError)) throw error;
      unasked.push({ kind: 'unasked', why: error.message });
      return unknown;
    }
  };
  const ids = [...new Set(standing.flatMap(({ checkId }) => checkId ?? []))];
  const holds = await orUnasked(held(), new Set<string>());
  const checks = await orUnasked(health(ids), new Map());
  const ill = ids.filter((id) => {
    const known = checks.get(id) ?? 'no data';
    return known !== 'no data' && !known.healthy;
  });
  return { held: holds, ill: new Set(ill), unasked };
}
