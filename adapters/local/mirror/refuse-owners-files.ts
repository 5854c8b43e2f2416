import { lstatSync, type Stats } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { PreauError } from '../../../core/errors.ts';

export interface PlainFilesToCome {
  readonly folder: string;
  /** Where their bytes are: the release itself. */
  readonly release: string;
  /** By address. */
  readonly paths: readonly string[];
  /** Those of the folder that are the mirror's own already. */
  readonly own: ReadonlySet<string>;
}

/**
 * Refuse plain files that would take the place of what somebody else put into a mirror's folder. The
 * same bytes are no loss.
 *
 * @throws PreauError `argument-invalid` naming the files
 */
export async function refuseOwnersFiles(coming: PlainFilesToCome): Promise<void> {
  const { folder, paths, own } = coming;
  const taken: string[] = [];
  const folders = new Set(paths.flatMap(foldersOf));
  for (const path of folders)
    if (!own.has(path) && isNoFolder(join(folder, path))) taken.push(path);
  for (const path of paths) if (!own.has(path) && (await isOther(coming, path))) taken.push(path);
  if (taken.length === 0) return;
  const names = taken.slice(0, 3).join(', ');
  throw new PreauError(
    'argument-invalid',
    `expected nothing of others in ${folder} where the mirror has files, got ${taken.length} (${names}); move them away, or leave the lessons of these names out`,
    { said: { key: 'release.others', values: { folder, number: taken.length, names } } },
  );
}

/** The addresses of the folders that a file lies in, the outermost first. */
export function foldersOf(path: string): readonly string[] {
  const names = path.split('/').slice(1, -1);
  return names.map((_, index) => `/${names.slice(0, index + 1).join('/')}`);
}

function isNoFolder(path: string): boolean {
  const found = lookAt(path);
  return found !== null && !found.isDirectory();
}

/** Without waiting: of a first build's thousands of files, it takes less time than to wait for it. */
function lookAt(path: string): Stats | null {
  try {
    return lstatSync(path);
  } catch {
    return null;
  }
}

async function isOther(coming: PlainFilesToCome, path: string): Promise<boolean> {
  const [from, to] = [join(coming.release, path), join(coming.folder, path)];
  const found = lookAt(to);
  if (found === null) return false;
  const given = lookAt(from);
  if (found.isDirectory()) return !(await holdsOwnAlone(coming, path));
  if (!found.isFile() || given === null) return true;
  if (found.ino === given.ino && found.dev === given.dev) return false;
  if (found.size !== given.size) return true;
  const [one, other] = await Promise.all([readFile(from), readFile(to)]);
  return !one.equals(other);
}

/** A folder that goes with the mirror's own pages in it. */
async function holdsOwnAlone({ folder, own }: PlainFilesToCome, path: string): Promise<boolean> {
  const found = await readdir(join(folder, path), { recursive: true, withFileTypes: true });
  return found.every(
    (entry) =>
      entry.isDirectory() ||
      own.has(addressOf(relative(folder, join(entry.parentPath, entry.name)))),
  );
}

const addressOf = (name: string): string => `/${name.split(sep).join('/').normalize('NFC')}`;
