import type { LeftOut, StatedRights } from '../../../../app/mirror/ports.ts';
import { h5pRights } from './h5p-licence.ts';
import { objectOf, textAt } from './json-view.ts';

/** The files that a content uses. */
export interface H5pMedia {
  /** By name in the archive, with what is stated of each. */
  readonly rights: ReadonlyMap<string, StatedRights | undefined>;
  readonly missing: readonly LeftOut[];
  /** @returns the name of the file that a path in the content means, or null */
  readonly find: (path: string) => string | null;
}

/** Objects within objects that are searched. Chosen, twice what the deepest book takes. */
const MAX_DEPTH = 64;

/** Search a content for the files that it uses: every object that has a `path` of its own. */
export function h5pMedia(content: unknown, find: (path: string) => string | null): H5pMedia {
  const rights = new Map<string, StatedRights | undefined>();
  const missing = new Map<string, LeftOut>();
  // The editor marks files that are being moved; addresses on the web are no files.
  const plain = (path: string): string | null =>
    path === '' || /^(?:[a-z]+:|\/\/)/i.test(path) ? null : path.replace(/#tmp$/, '');
  const found = (path: string): string | null => {
    const name = plain(path);
    return name === null ? null : find(name);
  };
  const search = (value: unknown, stated: unknown, depth: number): void => {
    if (depth >= MAX_DEPTH) return;
    if (Array.isArray(value)) for (const part of value) search(part, stated, depth + 1);
    const object = objectOf(value);
    if (object === null) return;
    const path = plain(textAt(object, 'path'));
    if (path !== null) {
      const name = found(path);
      const own = h5pRights(object['copyright']) ?? h5pRights(stated);
      if (name === null)
        missing.set(path, { name: `content/${path}`.slice(0, 300), reason: 'missing-file' });
      else if (rights.get(name)?.kind !== 'reserved') rights.set(name, own);
    }
    for (const part of Object.values(object)) search(part, object['metadata'] ?? stated, depth + 1);
  };
  search(content, undefined, 0);
  return { rights, missing: [...missing.values()], find: found };
}
