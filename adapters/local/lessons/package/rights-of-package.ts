import type { StatedRights } from '../../../../app/mirror/ports.ts';
import { statedRights } from './stated-rights.ts';

/** The rights of a package and the licence line that its pages show. */
export interface PackageRights {
  readonly rights: StatedRights | undefined;
  /** Only a licence that is open is worth a line at the foot of a page. */
  readonly licence: string | undefined;
}

export function rightsOfPackage(sentence: string): PackageRights {
  const rights = statedRights(sentence);
  return { rights, licence: rights?.kind === 'open' ? rights.said : undefined };
}
