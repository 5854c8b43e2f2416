import { canonicalAddress, pathOf } from './alias.ts';
import type { Manifest, ManifestFile } from './manifest.ts';

/** Every address that a mirror answers, ready to be asked. */
export interface AddressBook {
  /** @returns the file that answers an original address, or null */
  find(target: string): ManifestFile | null;
}

/**
 * Make the look-up of one release.
 *
 * A parameter that no alias speaks of does not matter (`style.css?v=3`), unless the path tells
 * its lessons apart by their query (`view.php?id=12`): an unknown one is then missing, never
 * another lesson.
 */
export function addressBook(manifest: Pick<Manifest, 'files' | 'aliases'>): AddressBook {
  const files = new Map(manifest.files.map((file) => [file.path, file]));
  const byAddress = new Map<string, ManifestFile>();
  const toldApartByQuery = new Set<string>();
  for (const file of manifest.files) byAddress.set(file.path.replaceAll('?', '%3F'), file);
  for (const [original, path] of Object.entries(manifest.aliases)) {
    const address = canonicalAddress(original);
    const file = files.get(path);
    if (address === null || file === undefined) continue;
    byAddress.set(address, file);
    if (address.includes('?')) toldApartByQuery.add(pathOf(address));
  }
  return {
    find(target) {
      const address = canonicalAddress(target);
      if (address === null) return null;
      const exact = byAddress.get(address);
      if (exact !== undefined) return exact;
      const path = pathOf(address);
      if (path !== address && toldApartByQuery.has(path)) return null;
      return byAddress.get(path) ?? null;
    },
  };
}
