import { canonicalAddress, pathOf } from '../../core/mirror/alias.ts';
import type { Manifest, ManifestFile } from '../../core/mirror/manifest.ts';
import { isGuessedByName } from '../../core/mirror/route-request.ts';

/** Every address that a release answers, for a store that has one object for each. */
export interface ReleaseAddresses {
  /** Canonical address to file: its own path, and each alias of it. */
  readonly files: ReadonlyMap<string, ManifestFile>;
  /** Those of them that a router without this list would take for a login or a program's call. */
  readonly known: readonly string[];
  /** Paths whose lessons are told apart by their query. */
  readonly byQuery: readonly string[];
}

/** List what the address book of a release finds: the same addresses, the same files. */
export function releaseAddresses(manifest: Pick<Manifest, 'files' | 'aliases'>): ReleaseAddresses {
  const byPath = new Map(manifest.files.map((file) => [file.path, file]));
  const files = new Map(manifest.files.map((file) => [file.path.replaceAll('?', '%3F'), file]));
  const byQuery = new Set<string>();
  for (const [original, path] of Object.entries(manifest.aliases)) {
    const address = canonicalAddress(original);
    const file = byPath.get(path);
    if (address === null || file === undefined) continue;
    files.set(address, file);
    if (address.includes('?')) byQuery.add(pathOf(address));
  }
  const known = [...files.keys()].filter((address) => isGuessedByName(pathOf(address)));
  return { files, known, byQuery: [...byQuery] };
}
