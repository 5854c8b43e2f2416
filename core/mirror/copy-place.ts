import { canonicalAddress, pathOf } from './alias.ts';
import { lessonFileName } from './crawl/file-name.ts';
import { lessonPath } from './lesson-path.ts';

/** Where a browser stands that asked an original address. */
export interface CopyPlace {
  /** Decoded, up to its last `/`: what relative references are resolved against. */
  readonly folder: string;
  /** The path of a page of that address's own in this folder; null where no page may stand. */
  readonly path: string | null;
}

/** Sets apart a name of which something had to be left out. It is the same on every machine. */
const MARK = '1';

/**
 * Where the references of a page would be resolved, were it asked by this address, and what a copy of
 * it would be called there: `/cours/` is `/cours/index.html`, `/mod/view.php?id=4` is
 * `/mod/view-id=4.html`.
 *
 * @returns null for what no lesson can be asked by
 */
export function copyPlace(original: string): CopyPlace | null {
  const address = canonicalAddress(original);
  if (address === null) return null;
  const last = pathOf(address).lastIndexOf('/') + 1;
  const folder = folderOf(address);
  const name = lessonFileName(`/${address.slice(last)}`, 'text/html', MARK);
  const found = lessonPath(folder.slice(1) + name);
  return { folder, path: found.kind === 'path' ? found.path : null };
}

/** Decoded, up to its last `/`. */
const folderOf = (address: string): string =>
  address.slice(0, pathOf(address).lastIndexOf('/') + 1).replaceAll('%3F', '?');
