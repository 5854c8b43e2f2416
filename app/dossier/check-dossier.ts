import { checkChainOfLines } from '../../core/dossier/chain-of-lines.ts';
import type { DossierFault } from '../../core/dossier/fault.ts';
import {
  BLOCKS_FILE,
  DOSSIER_LIMITS,
  type DossierManifest,
  JOURNAL_FILE,
  MANIFEST_FILE,
  SIGNATURE_FILE,
  STAMP_FILE,
} from '../../core/dossier/manifest.ts';
import type { Sha256 } from '../../core/units.ts';
import { readManifest } from './read-manifest.ts';

/** Whether what lies in a dossier is what its manifest says, and what its chain carries. */
export type DossierCheck =
  | { readonly kind: 'whole'; readonly manifest: DossierManifest }
  | {
      readonly kind: 'changed';
      readonly file: string;
      /** From 1, where one line of it can be named. */
      readonly line: number | null;
      readonly why: DossierFault;
    };

type HashBytes = (data: string | Uint8Array) => Sha256;

/**
 * Check the files of a dossier against each other, with nothing else at hand.
 *
 * @param files in the order in which the archive has them
 * @returns the first that does not hold: the manifest, then its files in its order
 */
export function checkDossier(
  files: ReadonlyMap<string, Uint8Array>,
  hash: HashBytes,
): DossierCheck {
  const found = files.get(MANIFEST_FILE);
  if ((found?.length ?? 0) > DOSSIER_LIMITS.manifestBytes)
    return changed(MANIFEST_FILE, 'manifest-too-large');
  const manifest = readManifest(textOf(found));
  if (manifest === null) return changed(MANIFEST_FILE, 'manifest-unreadable');
  for (const { name, sha256, sizeBytes } of manifest.files) {
    const bytes = files.get(name);
    if (bytes === undefined) return changed(name, 'file-missing');
    if (bytes.length === sizeBytes && hash(bytes) === sha256) continue;
    const line = name === JOURNAL_FILE ? brokenLine(bytes, hash) : null;
    return changed(name, 'file-not-as-listed', line);
  }
  return checkPlaces([...files.keys()], manifest) ?? checkJournal(files, manifest, hash);
}

/** Every file stands where the one rule of packing puts it, and no other is there. */
function checkPlaces(names: readonly string[], manifest: DossierManifest): DossierCheck | null {
  const proofs = [SIGNATURE_FILE, STAMP_FILE].filter((name) => names.includes(name));
  const listed = manifest.files.map(({ name }) => name);
  const expected = [MANIFEST_FILE, ...proofs, ...listed, BLOCKS_FILE];
  const known = new Set(expected);
  const stray = names.find((name) => !known.has(name));
  if (stray !== undefined) return changed(stray, 'file-not-listed');
  const elsewhere = names.find((name, index) => expected[index] !== name);
  return elsewhere === undefined ? null : changed(elsewhere, 'file-elsewhere');
}

function checkJournal(
  files: ReadonlyMap<string, Uint8Array>,
  manifest: DossierManifest,
  hash: HashBytes,
): DossierCheck {
  const bytes = files.get(JOURNAL_FILE);
  if (bytes === undefined) return changed(JOURNAL_FILE, 'file-missing');
  const { last, home } = manifest.journal;
  const checked = checkChainOfLines(linesOf(bytes), hash);
  if (checked.kind === 'broken') return changed(JOURNAL_FILE, checked.why, checked.line);
  if (checked.end.seq !== last.seq || checked.end.hash !== last.hash)
    return changed(JOURNAL_FILE, 'last-line-differs', checked.end.seq);
  if (home.seq < last.seq || (home.seq === last.seq && home.hash !== last.hash))
    return changed(MANIFEST_FILE, 'home-line-earlier');
  return { kind: 'whole', manifest };
}

function brokenLine(bytes: Uint8Array, hash: HashBytes): number | null {
  const checked = checkChainOfLines(linesOf(bytes), hash);
  return checked.kind === 'broken' ? checked.line : null;
}

/** Line by line, so that a large journal is never one text. */
function* linesOf(bytes: Uint8Array): Generator<string> {
  for (let from = 0; from < bytes.length; ) {
    const at = bytes.indexOf(10, from);
    const end = at === -1 ? bytes.length : at;
    yield textOf(bytes.subarray(from, end));
    from = end + 1;
  }
}

/**
 * Letter by letter what is there: a mark before it, or bytes that are no text, would be passed over
 * else, and other bytes would have the same hash.
 *
 * @returns '' of bytes that are no UTF-8
 */
function textOf(bytes: Uint8Array | undefined): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return '';
  }
}

const changed = (file: string, why: DossierFault, line: number | null = null): DossierCheck => ({
  kind: 'changed',
  file,
  line,
  why,
});
