import { excludesOf } from './owner-excludes.ts';
import type { LeftOut, LessonFile, LessonSet } from './ports.ts';
import { decisionsOf } from './rights-gate.ts';

/** Names that packages of lessons have; what they are is looked up inside. */
const PACKAGE = /\.(mbz|imscc|h5p|epub|zip|tgz|tar\.gz)$/i;

/** Whether a file of this name is taken for a package of lessons. */
export const isPackage = (name: string): boolean => PACKAGE.test(name);

/** A package's name without its ending, as a name of a folder. */
export const withoutEnding = (name: string): string => name.replace(PACKAGE, '').normalize('NFC');

/** A package that may be opened, and the folder that its lessons will stand in. */
export interface ChosenPackage<T> {
  readonly file: T;
  readonly folder: string;
}

/**
 * The packages among a folder's files, in the order in which they are opened, whatever order the
 * folder gave them in. What an owner excludes or leaves out is not opened: by its own name, by a
 * folder that holds it, or by the folder that it would become.
 */
export function choosePackages<T extends Pick<LessonFile, 'name' | 'path'>>(
  files: readonly T[],
  sets: readonly LessonSet[],
): { readonly chosen: readonly ChosenPackage<T>[]; readonly leftOut: readonly LeftOut[] } {
  const leftOut: LeftOut[] = [];
  const isExcluded = excludesOf(sets);
  const decisionOn = decisionsOf(sets);
  const chosen: ChosenPackage<T>[] = [];
  const packages = files.filter(({ name }) => isPackage(name));
  for (const file of packages.toSorted((a, b) =>
    a.path < b.path ? -1 : a.path > b.path ? 1 : 0,
  )) {
    const folder = freeFolder(file.name, files);
    const places = [file.path, `/${folder}/`];
    if (places.some(isExcluded)) leftOut.push({ name: file.name, reason: 'excluded' });
    else if (decisionOn(file.path)?.decision === 'leave-out')
      leftOut.push({ name: file.name, reason: 'rights-declined' });
    else chosen.push({ file, folder });
  }
  return { chosen, leftOut };
}

/** The package's name without its ending, or with it where a folder is called so. */
function freeFolder(name: string, files: readonly Pick<LessonFile, 'name' | 'path'>[]): string {
  const plain = withoutEnding(name);
  const isTaken = files.some(
    ({ path, name: other }) =>
      path.startsWith(`/${plain}/`) ||
      (other !== name && isPackage(other) && withoutEnding(other) === plain),
  );
  return isTaken ? name.normalize('NFC').replaceAll('.', '-') : plain;
}
