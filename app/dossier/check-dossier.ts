import { checkChainOfLines } from '../../core/dossier/chain-of-lines.ts';
import { type DossierManifest, JOURNAL_FILE, MANIFEST_FILE } from '../../core/dossier/manifest.ts';
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
      readonly why: string;
    };

type HashBytes = (data: string | Uint8Array) => Sha256;

/**
 * Check the files of a dossier against each other, with nothing else at hand.
 *
 * @returns the first that does not hold: the manifest, then its files in its order
 */
export function checkDossier(
  files: ReadonlyMap<string, Uint8Array>,
  hash: HashBytes,
): DossierCheck {
  const manifest = readManifest(textOf(files.get(MANIFEST_FILE)));
  if (manifest === null) return changed(MANIFEST_FILE, 'it is no manifest that this version reads');
  for (const { name, sha256, sizeBytes } of manifest.files) {
    const bytes = files.get(name);
    if (bytes === undefined) return changed(name, 'it is missing');
    if (bytes.length === sizeBytes && hash(bytes) === sha256) continue;
    const line = name === JOURNAL_FILE ? brokenLine(bytes, hash) : null;
    return changed(name, 'it is not what the manifest says', line);
  }
  const listed = new Set([MANIFEST_FILE, ...manifest.files.map(({ name }) => name)]);
  const stray = [...files.keys()].find((name) => !listed.has(name));
  if (stray !== undefined) return changed(stray, 'the manifest does not have it');
  return checkJournal(files.get(JOURNAL_FILE), manifest, hash);
}

function checkJournal(
  bytes: Uint8Array | undefined,
  manifest: DossierManifest,
  hash: HashBytes,
): DossierCheck {
  if (bytes === undefined) return changed(JOURNAL_FILE, 'it is missing');
  const { last, home } = manifest.journal;
  const checked = checkChainOfLines(linesOf(bytes), hash);
  if (checked.kind === 'broken') return changed(JOURNAL_FILE, checked.why, checked.line);
  if (checked.end.seq !== last.seq || checked.end.hash !== last.hash)
    return changed(JOURNAL_FILE, 'its last line is not that of the manifest', checked.end.seq);
  if (home.seq < last.seq || (home.seq === last.seq && home.hash !== last.hash))
    return changed(MANIFEST_FILE, "the home's last line cannot be before the dossier's");
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

const textOf = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);

const changed = (file: string, why: string, line: number | null = null): DossierCheck => ({
  kind: 'changed',
  file,
  line,
  why,
});
