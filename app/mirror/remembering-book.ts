import type { AddressBook } from '../../core/mirror/address-book.ts';
import type { ManifestFile } from '../../core/mirror/manifest.ts';

/** Addresses kept: those that menus repeat on every page come first. Chosen: some 5 MB. */
const KEPT = 20_000;

/**
 * An address book that remembers what it was asked, for one build: its pages lead to the same few
 * thousand addresses, each written the same way on page after page.
 */
export function rememberingBook(book: AddressBook): AddressBook {
  const known = new Map<string, ManifestFile | null>();
  return {
    find(target) {
      const before = known.get(target);
      if (before !== undefined) return before;
      const found = book.find(target);
      if (known.size < KEPT) known.set(target, found);
      return found;
    },
  };
}
