import { crc32 } from 'node:zlib';
import { deflateSync } from 'fflate';
import { DOSSIER_LIMITS, isDossierName } from '../../core/dossier/manifest.ts';
import { PreauError } from '../../core/errors.ts';
import { archiveTail, localHeader, type PackedFile } from './dossier-zip-headers.ts';
import { hashOf } from './hash.ts';

/** What a dossier ends with, as the archive's comment: the digest of every byte before it. */
export const digestComment = (before: Uint8Array): string => `sha256:${hashOf(before)}`;

export const DIGEST_COMMENT_BYTES = 'sha256:'.length + 64;

/**
 * Pack a dossier's files as one ZIP, the same bytes for the same files on every machine: fixed times,
 * the given order, and a compressor that does not change with Node.
 *
 * @throws PreauError `dossier-invalid` for more than its own reader would take
 */
export function packDossier(files: ReadonlyMap<string, string>): Uint8Array {
  const parts: Uint8Array[] = [];
  const packed: (PackedFile & { readonly offset: number })[] = [];
  let offset = 0;
  let total = 0;
  for (const [name, text] of files) {
    const sizeBytes = Buffer.byteLength(text);
    total += sizeBytes;
    refuseTooMuch(name, sizeBytes, total);
    const bytes = Buffer.from(text, 'utf8');
    const body = deflateSync(bytes, { level: 6 });
    const file = {
      name,
      crc32: crc32(bytes),
      packedBytes: body.length,
      sizeBytes,
    };
    const header = localHeader(file);
    packed.push({ ...file, offset });
    parts.push(header, body);
    offset += header.length + body.length;
  }
  const before = Buffer.concat([...parts, archiveTail(packed, DIGEST_COMMENT_BYTES)]);
  if (before.length > DOSSIER_LIMITS.archiveBytes) throw tooMuch('it', before.length);
  return Buffer.concat([before, Buffer.from(digestComment(before), 'latin1')]);
}

function refuseTooMuch(name: string, sizeBytes: number, total: number): void {
  if (!isDossierName(name)) throw new Error(`"${name}" is no name for a file of a dossier`);
  if (sizeBytes > DOSSIER_LIMITS.fileBytes) throw tooMuch(name, sizeBytes);
  if (total > DOSSIER_LIMITS.totalBytes) throw tooMuch('it', total);
}

const tooMuch = (what: string, bytes: number): PreauError =>
  new PreauError(
    'dossier-invalid',
    `expected a dossier that its reader can take, got ${bytes} bytes of ${what}. Copy the journal and the observations themselves, as docs/operators.md tells under "Backup"`,
  );
