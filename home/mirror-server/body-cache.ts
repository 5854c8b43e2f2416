import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { ManifestFile } from '../../core/mirror/manifest.ts';

/** A file as it goes out. */
export interface CachedBody {
  readonly plain: Buffer;
  /** Null for what gzip does not make smaller. */
  readonly zipped: Buffer | null;
}

export interface BodyCache {
  get(file: ManifestFile, read: () => Promise<Buffer>): Promise<CachedBody>;
}

const COMPRESSIBLE = /^(text\/|application\/json|image\/svg)/;

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
        entry.bytes = body.plain.length + (body.zipped?.length ?? 0);
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

async function load(file: ManifestFile, read: () => Promise<Buffer>): Promise<CachedBody> {
  const plain = await read();
  if (!COMPRESSIBLE.test(file.type) || plain.length < 256) return { plain, zipped: null };
  const zipped = await zip(plain, { level: 9 });
  return { plain, zipped: zipped.length < plain.length ? zipped : null };
}
