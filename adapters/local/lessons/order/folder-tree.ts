import type { LessonFile } from '../../../../app/mirror/ports.ts';

/** A folder of lessons with the pages in it, and no pictures. */
export interface FolderNode {
  /** `''` for the root, `a/b` else; NFC. */
  readonly place: string;
  readonly name: string;
  readonly pages: Map<string, LessonFile>;
  readonly folders: Map<string, FolderNode>;
}

/** What is a lesson by itself. */
export const isPage = (path: string): boolean => /\.(?:x?html?|md|markdown|pdf)$/i.test(path);

export function folderTree(files: readonly LessonFile[]): FolderNode {
  const root = node('', '');
  for (const file of files) {
    if (!isPage(file.path)) continue;
    const names = file.path.slice(1).split('/');
    const name = names.pop() ?? '';
    let at = root;
    for (const folder of names) {
      const next = at.folders.get(folder) ?? node(join(at.place, folder), folder);
      at.folders.set(folder, next);
      at = next;
    }
    at.pages.set(name, file);
  }
  return root;
}

const node = (place: string, name: string): FolderNode => ({
  place,
  name,
  pages: new Map(),
  folders: new Map(),
});

export const join = (place: string, name: string): string =>
  place === '' ? name : `${place}/${name}`;

/** The folder or page at a target written in a menu of `from`; null for what is not there. */
export function findPlace(from: FolderNode, target: string): FolderNode | LessonFile | null {
  let at: FolderNode = from;
  const names = decoded(target)
    .replace(/[?#][^]*$/, '')
    .normalize('NFC')
    .split('/');
  const steps = names.filter((name) => name !== '' && name !== '.');
  for (const [index, name] of steps.entries()) {
    const folder = at.folders.get(name);
    const isLast = index === steps.length - 1;
    if (isLast && folder === undefined) return pageOf(at, name);
    if (folder === undefined) return null;
    at = folder;
  }
  return at === from ? null : at;
}

/** docsify leaves the ending out. */
const pageOf = (folder: FolderNode, name: string): LessonFile | null =>
  folder.pages.get(name) ?? folder.pages.get(`${name}.md`) ?? null;

function decoded(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}
