import { crc32 } from 'node:zlib';
import { deflateSync } from 'fflate';
import {
  BLOCKS_FILE,
  DOSSIER_LIMITS,
  isDossierName,
  isTooTight,
} from '../../../core/dossier/manifest.ts';
import { PreauError, type Said } from '../../../core/errors.ts';
import { writeBlockTable } from './block-table.ts';
import { SEAL_BYTES, sealOf } from './seal.ts';
import { archiveTail, localHeader, type PackedFile } from './zip-headers.ts';

/**
 * Pack a dossier's files as one ZIP, the same bytes for the same files on every machine: fixed times,
 * the given order, and a compressor that does not change with Node.
 *
 * @throws PreauError `dossier-invalid` for more than its own reader would take
 */
export function packDossier(files: ReadonlyMap<string, string | Uint8Array>): Uint8Array {
  const parts: Uint8Array[] = [];
  const packed: (PackedFile & { readonly offset: number })[] = [];
  let offset = 0;
  let total = 0;
  for (const [name, content] of files) {
    const sizeBytes = Buffer.byteLength(content);
    total += sizeBytes;
    refuseTooMuch(name, sizeBytes, total);
    const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
    const { file, header, body } = packFile(name, bytes);
    packed.push({ ...file, offset });
    parts.push(header, body);
    offset += header.length + body.length;
  }
  if (packed.length >= DOSSIER_LIMITS.files)
    throw tooMuch('it', total, `${packed.length} files`, {
      key: 'got.files',
      values: { number: packed.length },
    });
  const covered = Buffer.concat(parts);
  const blocks = packFile(BLOCKS_FILE, writeBlockTable(covered));
  const tail = archiveTail([...packed, { ...blocks.file, offset }], SEAL_BYTES);
  const before = Buffer.concat([covered, blocks.header, blocks.body, tail]);
  if (before.length > DOSSIER_LIMITS.archiveBytes) throw tooMuch('it', before.length);
  return Buffer.concat([before, Buffer.from(sealOf(before), 'latin1')]);
}

function packFile(name: string, bytes: Uint8Array) {
  const body = squeeze(bytes);
  const file: PackedFile = {
    name,
    crc32: crc32(bytes),
    packedBytes: body.length,
    sizeBytes: bytes.length,
  };
  return { file, header: localHeader(file), body };
}

/** What is packed more tightly than the reader takes is laid in as it is: a raw form may be all zeros. */
function squeeze(bytes: Uint8Array): Uint8Array {
  const body = deflateSync(bytes, { level: 6 });
  return isTooTight(bytes.length, body.length) ? deflateSync(bytes, { level: 0 }) : body;
}

function refuseTooMuch(name: string, sizeBytes: number, total: number): void {
  if (!isDossierName(name) || name === BLOCKS_FILE)
    throw new Error(`"${name}" is no name for a file of a dossier`);
  if (sizeBytes > DOSSIER_LIMITS.fileBytes) throw tooMuch(name, sizeBytes);
  if (total > DOSSIER_LIMITS.totalBytes) throw tooMuch('it', total);
}

const tooMuch = (
  what: string,
  bytes: number,
  much = `${bytes} bytes`,
  said: Said = { key: 'got.bytes', values: { bytes } },
): PreauError =>
  new PreauError(
    'dossier-invalid',
    `expected a dossier that its reader can take, got ${much} of ${what}. Copy the journal and the observations themselves, as docs/operators.md tells under "Backup"`,
    {
      said: {
        key: what === 'it' ? 'proof.large' : 'proof.largeFile',
        values: { file: what, got: said },
      },
    },
  );
