import type { Platform } from '../platform.ts';
import { foldName } from './fold-name.ts';
import type { School } from './school.ts';
import { readDepartment } from './territory.ts';

/**
 * Does this platform serve this school?
 *
 * Every list that `platform.serves` gives must hold, and an empty list admits nobody. Académies are
 * compared without case nor accents. A school of several sites is of all its sites' types: a
 * collège and a lycée under one UAI are served by a platform of either.
 *
 * A control platform (no mirror) serves nobody: it is watched only, and no school is told of it.
 */
export function serves(platform: Pick<Platform, 'serves' | 'mirror'>, school: School): boolean {
  if (platform.mirror === undefined) return false;
  const { academies, departments, types } = platform.serves;
  return (
    holds(academies?.map(foldName), [foldName(school.academie)]) &&
    holds(departments?.map(readDepartment), [school.department]) &&
    holds(types, [school.type, ...(school.sites ?? []).map((site) => site.type)])
  );
}

function holds(wanted: readonly string[] | undefined, got: readonly string[]): boolean {
  return wanted === undefined || got.some((value) => wanted.includes(value));
}
