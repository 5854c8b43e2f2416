import { constants, inflateRawSync } from 'node:zlib';
import { checkDossier } from '../../../app/dossier/check-dossier.ts';
import type { DossierFault } from '../../../core/dossier/fault.ts';
import {
  BLOCKS_FILE,
  DOSSIER_LIMITS,
  type DossierManifest,
} from '../../../core/dossier/manifest.ts';
import { hashOf } from '../hash.ts';
import { writeBlockTable } from './block-table.ts';
import { locateBlock } from './locate-block.ts';
import { type Flip, locateFlip } from './locate-flip.ts';
import { type FilePlace, placeBefore, type Unpacked, unpackDossier } from './unpack.ts';

/** What came of looking at the bytes of one dossier. */
export type VerifiedBytes =
  | {
      readonly kind: 'whole';
      readonly manifest: DossierManifest;
      readonly files: ReadonlyMap<string, Uint8Array>;
    }
  | ChangedDossier;

/** The first thing that is not as it was packed. */
export interface ChangedDossier {
  readonly kind: 'changed';
  /** Null for what is no file's: the archive itself. */
  readonly file: string | null;
  /** In the archive, from 0. */
  readonly byte: number | null;
  /** How far from there the first changed byte may be: 1 for that byte itself, null without one. */
  readonly within: number | null;
  /** In the file, from 1. */
  readonly line: number | null;
  readonly why: DossierFault;
}

/**
 * Check a dossier by its own bytes. One changed byte is named exactly, by the archive's seal; of more,
 * the first that can be told: in the archive's own order, as near as its table of blocks tells, then in
 * its manifest's.
 */
export function verifyBytes(archive: Buffer): VerifiedBytes {
  const flip = locateFlip(archive);
  if (flip !== null) return tellFlip(archive, flip);
  const unpacked = unpackDossier(archive);
  if (unpacked.kind === 'changed') return tellChanged(archive, unpacked);
  const { files, places, sealHolds } = unpacked;
  const checked = checkDossier(files, hashOf);
  if (checked.kind === 'changed') return { ...checked, byte: null, within: null };
  const blocksFrom = places.at(-1)?.headerFrom ?? 0;
  const table = writeBlockTable(archive.subarray(0, blocksFrom));
  if (sealHolds && table.equals(files.get(BLOCKS_FILE) ?? Buffer.alloc(0)))
    return { ...checked, files };
  const near = locateBlock(archive);
  const place = near === null ? null : placeAt(places, near.byte);
  const file = place?.name ?? (sealHolds ? BLOCKS_FILE : null);
  const where = near ?? { byte: null, within: null };
  return { kind: 'changed', file, ...where, line: null, why: 'digest-differs' };
}

type Changed = Extract<Unpacked, { kind: 'changed' }>;

/** Headers and packed files tell that they are wrong, and not always where: the table of blocks does. */
function tellChanged(archive: Buffer, { intactUntil, ...changed }: Changed): ChangedDossier {
  const near = locateBlock(archive);
  if (near === null) return { ...changed, line: null };
  // A block may begin in a file that is as it was.
  const isAcross = near.byte < intactUntil && near.byte + near.within > intactUntil;
  const byte = isAcross ? intactUntil : near.byte;
  const place = placeBefore(archive, byte);
  const line = place === null ? null : lineAt(archive, place.name, place.contentFrom, byte);
  const within = near.byte + near.within - byte;
  if (place === null) return { ...changed, byte, within, line };
  const why = byte < place.contentFrom ? 'header-changed' : 'content-changed';
  return { kind: 'changed', byte, within, file: place.name, line, why };
}

/** Which file the byte belongs to, and which of its lines, as the archive was before. */
function tellFlip(archive: Buffer, { byte, was }: Flip): ChangedDossier {
  const before = Buffer.from(archive);
  before.writeUInt8(was, byte);
  const unpacked = unpackDossier(before);
  const place = unpacked.kind === 'read' ? placeAt(unpacked.places, byte) : null;
  const line = place === null ? null : lineAt(before, place.name, place.contentFrom, byte);
  const why = 'byte-changed';
  return { kind: 'changed', file: place?.name ?? null, byte, within: 1, line, why };
}

const placeAt = (places: readonly FilePlace[], byte: number): FilePlace | null =>
  places.find(({ headerFrom, end }) => byte >= headerFrom && byte < end) ?? null;

const TEXTS = /\.(?:jsonl?|txt|sh|pem)$/;

/** The line of a text that a packed byte first speaks of; null for its header, and for no text. */
function lineAt(archive: Buffer, name: string, contentFrom: number, byte: number): number | null {
  if (byte < contentFrom || !TEXTS.test(name)) return null;
  const packed = archive.subarray(contentFrom, byte);
  if (packed.length === 0) return 1;
  const text = unpackedSoFar(packed);
  if (text === null) return null;
  let line = 1;
  for (let at = text.indexOf(10); at !== -1; at = text.indexOf(10, at + 1)) line += 1;
  return line;
}

/** A stream that ends early still gives what it has; null for one that was made to harm. */
function unpackedSoFar(packed: Buffer): Buffer | null {
  const bounds = { maxOutputLength: DOSSIER_LIMITS.fileBytes };
  try {
    return inflateRawSync(packed, { finishFlush: constants.Z_SYNC_FLUSH, ...bounds });
  } catch {
    return null;
  }
}
