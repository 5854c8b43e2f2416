import type { Serves } from '../platform.ts';
import type { Academie } from './academie.ts';
import { foldName } from './fold-name.ts';

/** A holiday zone of a platform's schools, and how many of its departments they may be in. */
export interface ServedZone {
  /** As the official calendar calls it: `Zone C`, `Martinique`. */
  readonly zone: string;
  readonly departments: number;
}

/** The holiday zones that a platform may serve. Where no list says which, all are served. */
export function servedZones(
  { academies: named, departments: listed }: Pick<Serves, 'academies' | 'departments'>,
  academies: readonly Academie[],
): readonly ServedZone[] {
  const folded = named?.map(foldName);
  const served = academies
    .filter(({ name }) => folded === undefined || folded.includes(foldName(name)))
    .map(({ holidayZone, departments }) => ({
      zone: holidayZone,
      departments: departments.filter((one) => listed === undefined || listed.includes(one)).length,
    }))
    .filter(({ departments }) => departments > 0);
  return [...Map.groupBy(served, ({ zone }) => zone)].map(([zone, of]) => ({
    zone,
    departments: of.reduce((sum, { departments }) => sum + departments, 0),
  }));
}
