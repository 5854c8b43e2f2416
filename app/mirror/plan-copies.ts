import { canonicalAddress, pathOf } from '../../core/mirror/alias.ts';
import { copiesMax } from '../../core/mirror/copies-max.ts';
import { copyPlace } from '../../core/mirror/copy-place.ts';
import { markedFileName } from '../../core/mirror/crawl/file-name.ts';
import { OWN_PAGES } from './own-pages.ts';
import type { PlannedFile } from './plan-site.ts';

export interface PlannedCopies {
  readonly copies: readonly PlannedFile[];
  /** As they were given, but that they lead to the copies. */
  readonly aliases: { readonly [original: string]: string };
  /** Addresses in other folders than their page that got no copy, in order. */
  readonly apart: readonly string[];
}

/** Names that are tried for one copy. Chosen: every one of them is a name that somebody else has. */
const TRIES = 50;

/**
 * Plan a copy of a page for each folder that it is asked in and does not stand in.
 *
 * The references of a page are relative, so that it also works from a disk: asked by
 * `/mod/page/view.php?id=12` a page of `/nsi/` would show no picture and no style. Its copy stands in
 * `/mod/page/` and is written for that place. Addresses of one page in one folder share one.
 *
 * The same files and aliases give the same copies, in whatever order addresses of equal rank come.
 *
 * @param aliases those that somebody asked for before those that are guessed: they go first where
 *   copies run out
 */
export function planCopies(
  files: readonly PlannedFile[],
  aliases: { readonly [original: string]: string },
): PlannedCopies {
  const pages = new Map(files.filter(isPage).map((file) => [file.path, file]));
  const most = copiesMax(pages.size, files.length);
  const places = placesTaken(files, aliases);
  const copies = new Map<string, PlannedFile>();
  const led: { [original: string]: string } = {};
  const apart: string[] = [];
  for (const [original, to] of Object.entries(aliases)) {
    const page = pages.get(to);
    const place = page === undefined ? null : copyPlace(original);
    led[original] = to;
    if (page === undefined || place === null || folderOf(to) === place.folder) continue;
    const key = `${place.folder}\n${to}`;
    const known = copies.get(key);
    const path = known?.path ?? (copies.size < most ? places.take(place.path, to) : null);
    if (path === null) {
      apart.push(original);
      continue;
    }
    if (known === undefined) copies.set(key, { ...page, path, copyOf: to });
    led[original] = path;
    // A file answers its own address by itself.
    if (canonicalAddress(original) === path.replaceAll('?', '%3F')) delete led[original];
  }
  return { copies: [...copies.values()], aliases: led, apart: apart.toSorted() };
}

const isPage = ({ type }: PlannedFile): boolean => type.startsWith('text/html');

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

interface Places {
  /** @returns the first free name of it, taken from now on, or null */
  take(wanted: string | null, page: string): string | null;
}

/** What stands where: no two files at one path, none where a folder is, none where another page answers. */
function placesTaken(
  files: readonly PlannedFile[],
  aliases: { readonly [original: string]: string },
): Places {
  const taken = new Set<string>([OWN_PAGES.home]);
  const folders = new Set<string>();
  const add = (path: string): void => {
    taken.add(path);
    for (const folder of foldersAbove(path)) folders.add(folder);
  };
  for (const { path } of files) add(path);
  const answers = answeredPaths(aliases);
  const isFree = (path: string, page: string): boolean =>
    !taken.has(path) &&
    !folders.has(path) &&
    (answers.get(path) ?? page) === page &&
    !foldersAbove(path).some((folder) => taken.has(folder));
  return {
    take(wanted, page) {
      if (wanted === null) return null;
      for (let count = 1; count <= TRIES; count += 1) {
        const path = count === 1 ? wanted : markedFileName(wanted, String(count));
        if (!isFree(path, page)) continue;
        add(path);
        return path;
      }
      return null;
    },
  };
}

/** Path to the page that answers it without a query; empty where only queries tell pages apart. */
function answeredPaths(aliases: {
  readonly [original: string]: string;
}): ReadonlyMap<string, string> {
  const answers = new Map<string, string>();
  for (const [original, to] of Object.entries(aliases)) {
    const address = canonicalAddress(original);
    if (address === null) continue;
    const path = pathOf(address).replaceAll('%3F', '?');
    if (!address.includes('?')) answers.set(path, to);
    else if (!answers.has(path)) answers.set(path, '');
  }
  return answers;
}

/** `/a` and `/a/b` for `/a/b/c.html`. */
function foldersAbove(path: string): readonly string[] {
  const names = path.split('/').slice(1, -1);
  return names.map((_, index) => `/${names.slice(0, index + 1).join('/')}`);
}
