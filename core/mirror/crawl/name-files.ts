import { canonicalAddress } from '../alias.ts';
import { lessonFileName, markedFileName } from './file-name.ts';

/** Something fetched that wants a name. */
export interface Fetched {
  /** As `CrawlAddress.address`. */
  readonly address: string;
  /** Put before it: empty for the platform's own host. */
  readonly folder: string;
  /** Content type, or empty where the address alone says it. */
  readonly type: string;
  /** Short, of letters and digits, and the address's own. */
  readonly mark: string;
}

/**
 * Give each its name, in order. What already stands under its name on the site keeps it; of others
 * that would fall together, on any file system, each carries its mark, so that a name does not
 * change when another lesson comes or goes.
 */
export function nameFiles(fetched: readonly Fetched[]): readonly string[] {
  const plain = fetched.map(
    ({ address, folder, type, mark }) => folder + lessonFileName(address, type, mark),
  );
  const isNatural = plain.map((name, index) => isOwnName(fetched[index], name));
  const wanted = new Map<string, number>();
  const natural = new Set<string>();
  for (const [index, name] of plain.entries()) {
    const folded = fold(name);
    if (isNatural[index] === true && !natural.has(folded)) natural.add(folded);
    else wanted.set(folded, (wanted.get(folded) ?? 0) + 1);
  }
  const given = new Set<string>();
  return plain.map((name, index) => {
    const folded = fold(name);
    if (isNatural[index] === true && !given.has(folded)) {
      given.add(folded);
      return name;
    }
    const isAlone = !natural.has(folded) && wanted.get(folded) === 1;
    return isAlone ? name : markedFileName(name, fetched[index]?.mark ?? '');
  });
}

const isOwnName = (one: Fetched | undefined, name: string): boolean =>
  one !== undefined && one.folder === '' && one.address === `/${name}`;

/** macOS and Windows hold `A.html` and `a.html` for one file. */
const fold = (name: string): string => name.normalize('NFC').toLowerCase();

/** Whether a request target is answered by a file of this name without an alias. */
export const answersItself = (target: string, name: string): boolean =>
  canonicalAddress(target) === `/${name.replaceAll('?', '%3F')}`;
