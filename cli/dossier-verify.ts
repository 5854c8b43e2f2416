import { readFile, stat } from 'node:fs/promises';
import { unpackDossier } from '../adapters/local/dossier-unzip.ts';
import { hashOf } from '../adapters/local/hash.ts';
import { checkDossier } from '../app/dossier/check-dossier.ts';
import type { DossierFault } from '../core/dossier/fault.ts';
import { DOSSIER_LIMITS, type DossierManifest } from '../core/dossier/manifest.ts';
import { PreauError } from '../core/errors.ts';
import { dossierWords } from './dossier-words.ts';
import { EXIT } from './errors-exit-codes.ts';
import { fillTemplate } from './fill-template.ts';
import type { CliIo } from './frame-io.ts';
import { createOutput } from './output.ts';

/** What came of looking at one dossier. */
export type Verified =
  | { readonly kind: 'whole'; readonly manifest: DossierManifest }
  | {
      readonly kind: 'changed';
      /** Null for what is no file's: the archive itself. */
      readonly file: string | null;
      /** In the archive, from 0. */
      readonly byte: number | null;
      /** In the file, from 1. */
      readonly line: number | null;
      readonly why: DossierFault;
    };

/**
 * `preau dossier verify FILE`: whether a dossier is whole, from its own bytes alone. It reads no
 * other file, asks nobody and writes nothing.
 *
 * @returns 0 when it is whole, 1 when something was changed
 * @throws PreauError `file-unreadable`, `dossier-invalid` for one that is too large to be ours
 */
export async function dossierVerify(file: string, json: boolean, io: CliIo): Promise<number> {
  const verified = verifyBytes(await readArchive(file));
  const output = createOutput(io);
  if (json) output.json(verified);
  else if (verified.kind === 'whole') tellWhole(verified.manifest, io);
  else {
    const words = dossierWords(io.language);
    const { byte, line } = verified;
    const why = words.why[verified.why];
    const at =
      (byte === null ? '' : fillTemplate(words.byte, { byte })) +
      (line === null ? '' : fillTemplate(words.line, { line }));
    const where = `${verified.file ?? words.archive}${at}`;
    output.line(output.paint.red(fillTemplate(words.changed, { where, why })));
  }
  return verified.kind === 'whole' ? EXIT.ok : EXIT.refused;
}

/** The first thing that is not as it was packed: in the archive's own order, then in its manifest's. */
export function verifyBytes(archive: Buffer): Verified {
  const unpacked = unpackDossier(archive);
  if (unpacked.kind === 'changed') return { ...unpacked, line: null };
  const checked = checkDossier(unpacked.files, hashOf);
  if (checked.kind === 'changed') return { ...checked, byte: null };
  if (unpacked.digestHolds) return checked;
  return { kind: 'changed', file: null, byte: null, line: null, why: 'digest-differs' };
}

async function readArchive(file: string): Promise<Buffer> {
  try {
    const { size } = await stat(file);
    if (size <= DOSSIER_LIMITS.archiveBytes) return await readFile(file);
    throw new PreauError(
      'dossier-invalid',
      `expected a dossier of at most ${DOSSIER_LIMITS.archiveBytes} bytes, got ${size} in ${file}; no dossier of Préau is as large`,
    );
  } catch (cause) {
    if (cause instanceof PreauError) throw cause;
    throw new PreauError(
      'file-unreadable',
      `expected a dossier in ${file}, got: ${String(cause)}`,
      {
        cause,
      },
    );
  }
}

function tellWhole(manifest: DossierManifest, io: CliIo): void {
  const words = dossierWords(io.language);
  const output = createOutput(io);
  const { journal, files, incident, organisation, exportedAt } = manifest;
  const lines = journal.last.seq;
  output.line(output.paint.green(fillTemplate(words.whole, { files: files.length + 1, lines })));
  const { reference, platform } = incident;
  const at = new Date(exportedAt).toISOString();
  output.line(fillTemplate(words.of, { reference, platform, organisation, at }));
  output.line(fillTemplate(words.last, { ...journal.last }));
  output.line(words.compare);
}
