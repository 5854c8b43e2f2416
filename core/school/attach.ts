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
 * A school that a table attaches to the platform is served by it whatever the rules say.
 *
 * A control platform (no mirror) serves nobody: it is watched only, and no school is told of it.
 *
 * @param attached the platforms that tables attach the school to
 */
export function serves(
  platform: Pick<Platform, 'id' | 'serves' | 'mirror'>,
  school: School,
  attached: readonly string[] = [],
): boolean {
  if (platform.mirror === undefined) return false;
  if (attached.includes(platform.id)) return true;
  const { academies, departments, types, onlyAttached } = platform.serves;
  return (
    onlyAttached !== true &&
    holds(academies?.map(foldName), [foldName(school.academie)]) &&
    holds(departments?.map(readDepartment), [school.department]) &&
    holds(types, [school.type, ...(school.sites ?? []).map((site) => site.type)])
  );
}

function holds(wanted: readonly string[] | undefined, got: readonly string[]): boolean {
  return wanted === undefined || got.some((value) => wanted.includes(value));
}
