import { CAUSES, type Cause } from './cause.ts';
import type { Evidence } from './evidence.ts';
import type { LikelihoodRow } from './likelihood-table.ts';
import type { Reading } from './readings.ts';

/**
 * What the readings weigh on each cause.
 *
 * The rows of one family are not independent: for each cause, only the one that speaks loudest
 * for it and the one that speaks loudest against it count. Two rows that pull one way are one
 * piece of evidence seen twice; two that pull apart are a real disagreement, and offset each other
 * (a log may hold a crowd and a flood). Logarithms are multiplied by `shrink`, save a proof's own.
 */
export function weighSignals(readings: readonly Reading[], shrink: number): readonly Evidence[] {
  const families = Map.groupBy(readings, ({ row }) => row.family);
  return [...families.values()].flatMap((family) =>
    CAUSES.flatMap((cause) =>
      cause === 'other' ? [] : loudest(family, cause).map((one) => evidence(one, cause, shrink)),
    ),
  );
}

type Weighed = Exclude<Cause, 'other'>;

function loudest(family: readonly Reading[], cause: Weighed): readonly Reading[] {
  const ratio = ({ row }: Reading) => row.ratios[cause];
  const pick = (better: (a: number, b: number) => boolean, from: readonly Reading[]) =>
    from.reduce<Reading | undefined>(
      (best, one) => (best === undefined || better(ratio(one), ratio(best)) ? one : best),
      undefined,
    );
  const up = pick(
    (a, b) => a > b,
    family.filter((one) => ratio(one) > 1),
  );
  const down = pick(
    (a, b) => a < b,
    family.filter((one) => ratio(one) < 1),
  );
  return [up, down].filter((one) => one !== undefined);
}

function evidence({ row, signal, drawnFrom }: Reading, cause: Weighed, shrink: number): Evidence {
  const ratio = row.ratios[cause];
  return {
    cause,
    feature: row.feature,
    family: row.family,
    ratio,
    weight: row.proof === true ? ratio : ratio ** shrink,
    provenance: signal.provenance,
    statement: signal.statement,
    why: row.why,
    ...(drawnFrom === undefined ? {} : { drawnFrom }),
  };
}

/** The cause that a row of proof proves: its likeliest. */
export function provenBy({ ratios, proof }: LikelihoodRow): Cause | null {
  if (proof !== true) return null;
  return CAUSES.reduce<Weighed>(
    (best, cause) => (cause !== 'other' && ratios[cause] > ratios[best] ? cause : best),
    'overload',
  );
}
