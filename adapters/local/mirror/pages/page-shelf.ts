import type { PageMemory } from '../../../../app/mirror/page-memory.ts';
import { hashOf } from '../../hash.ts';
import { readPageEntry, writePageEntry } from './page-entry.ts';
import { type SealedPlace, sealedFolder } from './sealed-folder.ts';

export interface PageShelf extends PageMemory {
  /** Drop what this build did not ask for. */
  prune(): void;
}

/**
 * What became of pages, in a sealed folder.
 *
 * @param place with the edition of the cleaner and of the language in which it speaks
 */
export function pageShelf(place: SealedPlace): PageShelf {
  const folder = sealedFolder(place);
  return {
    markOf: hashOf,
    find: (key) => {
      const kept = folder.get(key);
      return kept && readPageEntry(kept);
    },
    keep: (key, page) => folder.put(key, writePageEntry(page)),
    prune: () => folder.prune(),
  };
}
