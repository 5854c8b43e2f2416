import { foldName } from './fold-name.ts';
import type { SchoolType } from './school.ts';

const PROPER = ['ecole', 'college', 'lycee', 'erea'] as const;

/**
 * The type of an establishment from the directory's own words (`Type_etablissement`, or the nature
 * of the geolocation set: `COLLEGE`, `LYCEE POLYVALENT`).
 *
 * Schools proper are Ecole, Collège, Lycée and EREA, as the ministry counts them. Administrative
 * services, medico-social homes, careers centres, `Autre` and the empty type are `other`.
 */
export function schoolTypeOf(words: string): SchoolType {
  const folded = foldName(words);
  if (folded === 'etablissement regional d enseignement adapte') return 'erea';
  return PROPER.find((type) => folded === type || folded.startsWith(`${type} `)) ?? 'other';
}
