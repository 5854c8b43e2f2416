import { constants, inflateRawSync } from 'node:zlib';
import { checkDossier } from '../../../app/dossier/check-dossier.ts';
import type { DossierFault } from '../../../core/dossier/fault.ts';
import type { DossierManifest } from '../../../core/dossier/manifest.ts';
import { hashOf } from '../hash.ts';
import { type Flip, locateFlip } from './locate-flip.ts';
import { type FilePlace, unpackDossier } from './unpack.ts';

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
  /** In the file, from 1. */
  readonly line: number | null;
  readonly why: DossierFault;
}

/**
 * Check a dossier by its own bytes. One changed byte is named exactly, by the archive's seal; of more,
 * the first that can be told: in the archive's own order, then in its manifest's.
 */
export function verifyBytes(archive: Buffer): VerifiedBytes {
  const flip = locateFlip(archive);
  if (flip !== null) return tellFlip(archive, flip);
  const unpacked = unpackDossier(archive);
  if (unpacked.kind === 'changed') return { ...unpacked, line: null };
  const { files, sealHolds } = unpacked;
  const checked = checkDossier(files, hashOf);
  if (checked.kind === 'changed') return { ...checked, byte: null };
  if (sealHolds) return { ...checked, files };
  return { kind: 'changed', file: null, byte: null, line: null, why: 'digest-differs' };
}

/** Which file the byte belongs to, and which of its lines, as the archive was before. */
function tellFlip(archive: Buffer, { byte, was }: Flip): ChangedDossier {
  const why = 'byte-changed';
  const before = Buffer.from(archive);
  before.writeUInt8(was, byte);
  const unpacked = unpackDossier(before);
  const places = unpacked.kind === 'read' ? unpacked.places : [];
  const place = places.find(({ headerFrom, end }) => byte >= headerFrom && byte < end);
  if (place === undefined) return { kind: 'changed', file: null, byte, line: null, why };
  return { kind: 'changed', file: place.name, byte, line: lineAt(before, place, byte), why };
}

const TEXTS = /\.(?:jsonl?|txt|sh|pem)$/;

/** The line of a text that a packed byte first speaks of; null for its header, and for no text. */
function lineAt(archive: Buffer, { name, contentFrom }: FilePlace, byte: number): number | null {
  if (byte < contentFrom || !TEXTS.test(name)) return null;
  const packed = archive.subarray(contentFrom, byte);
  if (packed.length === 0) return 1;
  // What was unpacked before the byte: a stream that ends early still gives what it has.
  const text = inflateRawSync(packed, { finishFlush: constants.Z_SYNC_FLUSH });
  let line = 1;
  for (let at = text.indexOf(10); at !== -1; at = text.indexOf(10, at + 1)) line += 1;
  return line;
}
