import { type DerivedFile, derivedFrom } from '../../../core/mirror/derived-file.ts';
import type { Manifest } from '../../../core/mirror/manifest.ts';
import { listFiles } from './list-files.ts';

/**
 * What a release holds besides its manifest's files: `/.well-known/preau`, and texts compressed
 * beside themselves. In the order of paths.
 *
 * @param release the release's own folder
 * @throws PreauError `mirror-unverified`
 */
export async function derivedFiles(
  release: string,
  manifest: Pick<Manifest, 'files'>,
): Promise<readonly (DerivedFile & { readonly path: string })[]> {
  const byPath = new Map(manifest.files.map((file) => [file.path, file]));
  const paths = await listFiles(release);
  return paths.toSorted().flatMap((path) => {
    const derived = derivedFrom(path, (one) => byPath.get(one));
    return derived === null ? [] : [{ ...derived, path }];
  });
}
