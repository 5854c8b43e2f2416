import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type Encoding, ENCODINGS, isCompressible } from '../../core/mirror/derived-file.ts';
import type { ManifestFile } from '../../core/mirror/manifest.ts';

/** A file as it goes out. */
export interface CachedBody {
  readonly plain: Buffer;
  /** Empty for what compressing does not make smaller. */
  readonly compressed: ReadonlyMap<Encoding, Buffer>;
}

/** Reads a file, or what lies compressed beside it. @returns null where nothing does */
type ReadBody = (encoding: Encoding | null) => Promise<Buffer | null>;

export interface BodyCache {
  get(file: ManifestFile, read: ReadBody): Promise<CachedBody>;
}

const zip = promisify(gzip);

/**
 * Keep the files that are asked for in memory, compressed once, up to `maxBytes` of them; the one
 * asked for longest ago leaves first. A crowd that asks for one page at once has it read once.
 */
export function bodyCache(maxBytes: number): BodyCache {
  const kept = new Map<string, { readonly body: Promise<CachedBody>; bytes: number }>();
  let bytes = 0;
  const drop = (path: string): void => {
    bytes -= kept.get(path)?.bytes ?? 0;
    kept.delete(path);
  };
  return {
    async get(file, read) {
      const known = kept.get(file.path);
      if (known !== undefined) {
        kept.delete(file.path);
        kept.set(file.path, known);
        return known.body;
      }
      const entry = { body: load(file, read), bytes: 0 };
      kept.set(file.path, entry);
      try {
        const body = await entry.body;
        entry.bytes = body.plain.length;
        for (const { length } of body.compressed.values()) entry.bytes += length;
        bytes += entry.bytes;
        for (const path of kept.keys()) {
          if (bytes <= maxBytes) break;
          drop(path);
        }
        return body;
      } catch (error) {
        kept.delete(file.path);
        throw error;
      }
    },
  };
}

async function load(file: ManifestFile, read: ReadBody): Promise<CachedBody> {
  const plain = await read(null);
  if (plain === null) throw new Error(`${file.path} is gone`);
  const compressed = new Map<Encoding, Buffer>();
  if (!isCompressible(file)) return { plain, compressed };
  for (const encoding of ENCODINGS) {
    const bytes = await read(encoding);
    if (bytes !== null && bytes.length < plain.length) compressed.set(encoding, bytes);
  }
  // A release that nobody has published yet has none beside it.
  if (compressed.size > 0) return { plain, compressed };
  const zipped = await zip(plain, { level: 9 });
  if (zipped.length < plain.length) compressed.set('gzip', zipped);
  return { plain, compressed };
}
