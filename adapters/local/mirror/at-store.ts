import { mkdir, stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { PreauError } from '../../../core/errors.ts';

/**
 * Do something in a mirror's folder, and say in people's words what the system says against it.
 *
 * @param place the folder or file that the work is about
 * @throws PreauError `store-unavailable` for whatever the system refuses; a bug is thrown as it is
 */
export async function atStore<T>(place: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw await storeFault(place, error);
  }
}

/** Make a folder and those around it. Node's own way never ends where the system makes none, as in /proc. */
export async function makeFolders(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EEXIST' && (await stat(path)).isDirectory()) return;
    if (code !== 'ENOENT' || dirname(path) === path) throw error;
    await makeFolders(dirname(path));
    await mkdir(path).catch((again: unknown) => {
      if (codeOf(again) !== 'EEXIST') throw again;
    });
  }
}

/** @returns the code of a failed system call, such as `ENOSPC`; null for any other error */
export function codeOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}

/** What no second try changes before somebody has done something. */
const STAYS: ReadonlySet<string> = new Set([
  'EACCES',
  'EEXIST',
  'EISDIR',
  'ENOENT',
  'ENOTDIR',
  'ENOTEMPTY',
  'EPERM',
  'EROFS',
]);

async function storeFault(place: string, error: unknown): Promise<unknown> {
  const code = codeOf(error);
  if (error instanceof PreauError || code === null) return error;
  const at = error instanceof Error && 'path' in error ? String(error.path) : place;
  const { key, got, remedy, room = '' } = await readable(code, place);
  return new PreauError(
    'store-unavailable',
    `expected to write ${place}, got ${got} (${code}, ${at}); ${remedy}, then do it again`,
    {
      cause: error,
      retryable: !STAYS.has(code),
      said: { key: `store.${key}`, values: { place, code, at, room } },
    },
  );
}

/** `key`: of its words in the languages of people, under `store`. */
interface Readable {
  readonly key: string;
  readonly got: string;
  readonly remedy: string;
  readonly room?: string;
}

const noRoom = (room: string): Readable => ({
  key: 'noRoom',
  got: `no room: ${room} are left`,
  remedy: 'make room there, for what a mirror weighs and as much again',
  room,
});

async function readable(code: string, place: string): Promise<Readable> {
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return noRoom(await roomLeft(place));
    case 'EACCES':
    case 'EPERM':
      return {
        key: 'noRight',
        got: 'no right to',
        remedy: 'let this user write there, or name another place',
      };
    case 'EROFS':
      return {
        key: 'readOnly',
        got: 'a disk that is read only',
        remedy: 'name a place that can be written',
      };
    case 'ENOTDIR':
    case 'EEXIST':
      return {
        key: 'fileThere',
        got: 'a file where a folder must be',
        remedy: 'move that file away, or name another place',
      };
    case 'EISDIR':
    case 'ENOTEMPTY':
      return {
        key: 'folderThere',
        got: 'a folder where a file must be',
        remedy: 'move that folder away, or name another place',
      };
    case 'ENOENT':
      return {
        key: 'nowhere',
        got: 'a place where nothing can be made',
        remedy: 'name another place',
      };
    default:
      return {
        key: 'system',
        got: 'an error of the system',
        remedy: 'see that the disk is there and well, or name another place',
      };
  }
}

/** Of the disk that the place is or would be on, in megabytes. */
async function roomLeft(place: string): Promise<string> {
  const found = await statfs(place).catch(() => null);
  if (found !== null) return `${Math.floor((found.bavail * found.bsize) / 1e6)} MB`;
  return dirname(place) === place ? '0 MB' : roomLeft(dirname(place));
}
