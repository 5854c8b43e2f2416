import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { Zip, ZipDeflate } from 'fflate';
import tar from 'tar-stream';

/** One file of a package. */
export interface Part {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What PHP and most packers take, between fast and small. */
const LEVEL = 6;

/** A ZIP file, each part deflated: what Moodle and Canvas write. */
export async function packZip(parts: readonly Part[], file: string): Promise<void> {
  const out = createWriteStream(file);
  const zip = new Zip((error, piece, isLast) => {
    if (error !== null) out.destroy(error);
    else if (isLast) out.end(piece);
    else out.write(piece);
  });
  for (const { name, bytes } of parts) {
    const entry = new ZipDeflate(name, { level: LEVEL });
    zip.add(entry);
    entry.push(bytes, true);
    if (out.writableNeedDrain) await once(out, 'drain');
  }
  zip.end();
  await finished(out);
}

/** A gzipped tar file: what Moodle writes for large courses. */
export async function packTar(parts: readonly Part[], file: string): Promise<void> {
  const pack = tar.pack();
  const out = createWriteStream(file);
  pack.pipe(createGzip({ level: LEVEL })).pipe(out);
  const written = finished(out);
  for (const { name, bytes } of parts) {
    const entry = pack.entry({ name, size: bytes.length });
    entry.end(bytes);
    await finished(entry);
  }
  pack.finalize();
  await written;
}
