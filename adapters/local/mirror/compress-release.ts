import { link, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  compressedName,
  type Encoding,
  ENCODINGS,
  isCompressible,
} from '../../../core/mirror/derived-file.ts';
import type { Manifest, ManifestFile } from '../../../core/mirror/manifest.ts';
import { inLanes } from '../in-lanes.ts';
import { compress } from './compress.ts';
import { derivedFiles } from './derived-files.ts';
import { replaceFile } from './replace-file.ts';

/** Files in work at once: zlib's own threads do the work. Chosen, for two cores. */
const LANES = 4;

export interface CompressRelease {
  /** The release's own folder. */
  readonly release: string;
  /** A folder on the same disk, where nobody looks. */
  readonly temporary: string;
  readonly manifest: Manifest;
  /** Other releases, whose compressed files are taken where the text is the same. */
  readonly others: readonly { readonly folder: string; readonly manifest: Manifest }[];
  /** Told after each text. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/**
 * Put each text of a release beside itself in `.br`, `.zst` and `.gz`, where that is smaller.
 *
 * What is there is left alone, and what another release has of the same text is linked: only a text
 * that no release had is compressed. Interrupted, it goes on where it was.
 *
 * @throws PreauError `store-unavailable` when the disk refuses
 */
export async function compressRelease(request: CompressRelease): Promise<void> {
  const { release, temporary, manifest, others, onProgress } = request;
  const there = new Set((await derivedFiles(release, manifest)).map(({ path }) => path));
  const known = knownTexts(others);
  const texts = manifest.files.filter(isCompressible);
  let done = 0;
  await inLanes(texts, LANES, async (file) => {
    for (const encoding of ENCODINGS)
      if (!there.has(compressedName(file.path, encoding)))
        await put({ release, temporary }, file, encoding, known.get(file.sha256) ?? []);
    done += 1;
    onProgress?.(done, texts.length);
  });
}

/** Where the texts of other releases lie, by their hash. */
function knownTexts(others: CompressRelease['others']): ReadonlyMap<string, readonly string[]> {
  const known = new Map<string, string[]>();
  for (const { folder, manifest } of others)
    for (const { path, sha256 } of manifest.files) {
      const places = known.get(sha256) ?? [];
      known.set(sha256, [...places, join(folder, path)]);
    }
  return known;
}

async function put(
  { release, temporary }: Pick<CompressRelease, 'release' | 'temporary'>,
  file: ManifestFile,
  encoding: Encoding,
  places: readonly string[],
): Promise<void> {
  const target = join(release, compressedName(file.path, encoding));
  for (const place of places) {
    const linked = await link(compressedName(place, encoding), target).then(
      () => true,
      () => false,
    );
    if (linked) return;
  }
  const bytes = await readFile(join(release, file.path));
  const small = await compress(bytes, encoding);
  if (small.length >= bytes.length) return;
  await replaceFile(temporary, target, (fresh) => writeFile(fresh, small));
}
