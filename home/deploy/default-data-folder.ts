import { dirname, join, resolve } from 'node:path';

/** Chosen: a folder name that every file system takes. */
const SLUG_MOST = 60;

/**
 * Where a home keeps its data when nobody says where: `.preau/<organisation>` beside its
 * configuration, e.g. `.preau/region-academique-bretagne`.
 */
export const defaultDataFolder = (configFile: string, organisation: string): string =>
  join(dirname(resolve(configFile)), '.preau', slugOf(organisation));

/** Small letters, digits and hyphens; `home` for a name that has none of them. */
function slugOf(name: string): string {
  const slug = name
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, SLUG_MOST)
    .replaceAll(/^-|-$/g, '');
  return slug === '' ? 'home' : slug;
}
