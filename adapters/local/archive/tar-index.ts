import { once } from 'node:events';
import { extract, type Header } from 'tar-stream';
import { type FoundEntry, tooMany } from './admit-entries.ts';
import type { ArchiveLimits } from './archive-limits.ts';

/** An entry of a TAR. */
export interface TarEntry extends FoundEntry {
  /** Where its bytes begin, from the start of the TAR. */
  readonly offset: number;
}

/** Bytes of a refused name that are kept; PAX allows 4 MiB. */
const KEPT_NAME_LENGTH = 2_048;

/**
 * Go through a TAR once and note where each entry lies.
 *
 * @throws what tar-stream throws for what is no TAR or ends early, and PreauError
 *   `mirror-source-unreadable` for too many entries
 */
export async function indexTar(
  pieces: AsyncIterable<Uint8Array>,
  path: string,
  limits: ArchiveLimits,
): Promise<readonly TarEntry[]> {
  const found: TarEntry[] = [];
  const parser = extract();
  const failed = new Promise<never>((_, reject) => {
    parser.on('error', reject);
  });
  parser.on('entry', (header, stream, next) => {
    found.push(describe(header));
    stream.on('end', () => next(tooMany(found.length, path, limits)));
    stream.on('error', () => undefined);
    stream.resume();
  });
  const feed = async (): Promise<void> => {
    for await (const piece of pieces) {
      if (!parser.write(piece)) await once(parser, 'drain');
    }
    parser.end(null);
    await once(parser, 'finish');
  };
  try {
    await Promise.race([feed(), failed]);
  } finally {
    parser.destroy();
  }
  return found;
}

function describe(header: Header): TarEntry {
  // The parser counts it for every header; its types do not say so.
  const { byteOffset } = header as Header & { readonly byteOffset: number };
  const sizeBytes = header.size;
  return {
    name: header.name.slice(0, KEPT_NAME_LENGTH),
    kind: kindOf(header.type),
    sizeBytes,
    packedBytes: sizeBytes,
    offset: byteOffset,
  };
}

function kindOf(type: Header['type']): FoundEntry['kind'] {
  if (type === 'file' || type === 'contiguous-file') return 'file';
  if (type === 'directory') return 'folder';
  return type === 'link' || type === 'symlink' ? 'link' : 'special';
}
