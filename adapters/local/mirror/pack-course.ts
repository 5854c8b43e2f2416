import { createHash } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import type { PackedFile } from '../../../app/mirror/ports.ts';
import type { ManifestFile } from '../../../core/mirror/manifest.ts';
import { sha256 } from '../../../core/units.ts';

/** Compressed already: to try again costs time and gains nothing. */
const PACKED =
  /\.(avif|docx|gif|jpe?g|m4a|mp3|odg|odp|ods|odt|og[ga]|opus|pdf|png|pptx|webp|xlsx)$/i;

/** Bytes that are written at once: each file gives some five small pieces. Chosen. */
const WRITTEN_AT = 262_144;

/** 1980-01-01 00:00 by the local clock, by which ZIP's dates are written: the same bytes everywhere. */
const firstDay = (): Date => new Date(1980, 0, 1);

async function bytesOf(root: string, file: PackedFile): Promise<Uint8Array> {
  if (file.kind === 'given') return file.bytes;
  return (await file.instead?.()) ?? readFile(join(root, file.path));
}

/**
 * Write an archive of a release's files, the same bytes for the same files on every machine: the
 * given order, one date, and a compressor that does not change with Node. One file is in memory at
 * a time.
 *
 * @param root the folder that has the files written before
 */
export async function packCourse(
  root: string,
  target: string,
  files: readonly PackedFile[],
): Promise<Pick<ManifestFile, 'sha256' | 'sizeBytes'>> {
  const out = await open(target, 'wx');
  const hash = createHash('sha256');
  let sizeBytes = 0;
  let made: Uint8Array[] = [];
  const zip = new Zip((error, part) => {
    if (error) throw error;
    made.push(part);
  });
  const flush = async (): Promise<void> => {
    const parts = Buffer.concat(made);
    made = [];
    hash.update(parts);
    sizeBytes += parts.length;
    await out.writeFile(parts);
  };
  try {
    for (const file of files) {
      const name = file.path.slice(1);
      const entry = PACKED.test(name)
        ? new ZipPassThrough(name)
        : new ZipDeflate(name, { level: 6 });
      entry.mtime = firstDay();
      zip.add(entry);
      entry.push(await bytesOf(root, file), true);
      if (made.reduce((sum, { length }) => sum + length, 0) >= WRITTEN_AT) await flush();
    }
    zip.end();
    await flush();
  } finally {
    await out.close();
  }
  return { sha256: sha256(hash.digest('hex')), sizeBytes };
}
