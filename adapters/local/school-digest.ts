import type { ServedSchool } from '../../app/schools/served-school.ts';
import { hashOf } from './hash.ts';

/** The files of one school, by path below the page's folder: `etab/<UAI>…`. */
export type FilesOfSchool = (school: ServedSchool) => ReadonlyMap<string, string>;

/** Of a digest, in hexadecimal digits: 64 bits tell apart what one school's files ever were. Chosen. */
const DIGITS = 16;

/** What a school's files are known by, so that nobody reads them to see whether they must be written. */
export const schoolDigest = (school: ServedSchool, filesOf: FilesOfSchool): string =>
  hashOf([...filesOf(school)].flat().join('\n')).slice(0, DIGITS);
