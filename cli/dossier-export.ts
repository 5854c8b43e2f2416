import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { dossierKey } from '../adapters/local/dossier/key.ts';
import { packDossier } from '../adapters/local/dossier/pack.ts';
import { askAuthority, authorityAddress } from '../adapters/local/dossier/stamp/ask-authority.ts';
import type { Stamp } from '../adapters/local/dossier/stamp/read-stamp.ts';
import type { AssembledDossier } from '../app/dossier/assemble-dossier.ts';
import { MANIFEST_FILE, STAMP_FILE } from '../core/dossier/manifest.ts';
import { PreauError } from '../core/errors.ts';
import { assembleHere } from './dossier-assemble.ts';
import { tellDossier } from './dossier-tell.ts';
import { writeNew } from './dossier-write-new.ts';
import { EXIT } from './errors-exit-codes.ts';
import { errorText } from './errors-text.ts';
import type { CliIo } from './frame-io.ts';
import type { Language } from './language.ts';
import { incidentCalled } from './operate-known.ts';
import type { OperatedHome } from './operated-home.ts';

interface ExportOptions {
  /** By its id, its reference, or its platform, whose latest it is. */
  readonly called: string;
  readonly out: string | undefined;
  /** The time-stamping authority; absent: the configuration's, if it names one. */
  readonly tsa: string | undefined;
  /** The signing key; absent: the home's, `false`: none. */
  readonly keyFile: string | false | undefined;
  /** Of what people read in it; null: the organisation's. */
  readonly language: Language | null;
  readonly json: boolean;
}

/** What an authority said, or why it did not. */
export type Stamping =
  | { readonly kind: 'stamped'; readonly stamp: Stamp }
  /** `why` is for programs, `said` for the reader. */
  | { readonly kind: 'failed'; readonly why: string; readonly said: string }
  | { readonly kind: 'not-asked' };

/**
 * `preau dossier export INCIDENT`: put the evidence of one incident into one archive, signed, and the
 * key of its pseudonyms beside it. Neither is ever written over. Where the time-stamping authority
 * fails the dossier is written without its stamp.
 *
 * @returns 0; 5 for a dossier that should have been stamped and is not
 * @throws PreauError `not-found`, `journal-broken`, `dossier-invalid` for one that is too large,
 *   `argument-invalid` for a file that is there already, and as the home's own
 */
export async function dossierExport(
  home: OperatedHome,
  options: ExportOptions,
  io: CliIo,
): Promise<number> {
  const { called, json, keyFile } = options;
  const incident = incidentCalled((await home.replay()).state, called);
  const file = options.out ?? `dossier-${incident.reference}.zip`;
  const pseudonyms = randomBytes(32);
  const record = await home.record();
  try {
    const tsa = options.tsa ?? record.config.dossier.tsa;
    if (tsa !== undefined) authorityAddress(tsa);
    const key = keyFile === false ? null : await dossierKey(keyFile ?? home.dossierKeyFile);
    const { language } = options;
    const dossier = await assembleHere(record, incident, { pseudonyms, key, language });
    const { files, stamping } = await stamped(dossier, tsa, io.language);
    const bytes = packDossier(files);
    await writeBoth(file, bytes, pseudonyms);
    tellDossier({ file, sizeBytes: bytes.length, manifest: dossier.manifest, stamping }, json, io);
    return stamping.kind === 'failed' ? EXIT.unreachable : EXIT.ok;
  } finally {
    record.close();
  }
}

/** The stamp stands after the manifest that it is of, and its signature. */
async function stamped(
  { files }: AssembledDossier,
  tsa: string | undefined,
  language: Language,
): Promise<{ readonly files: AssembledDossier['files']; readonly stamping: Stamping }> {
  if (tsa === undefined) return { files, stamping: { kind: 'not-asked' } };
  try {
    const { bytes, stamp } = await askAuthority(tsa, Buffer.from(files.get(MANIFEST_FILE) ?? ''));
    const listed = new Set(files.keys());
    const proofs = [...listed].filter((name) => name.startsWith('manifest.'));
    const rest = [...listed].filter((name) => !name.startsWith('manifest.'));
    const entry = (name: string): [string, string | Uint8Array] => [name, files.get(name) ?? ''];
    const all = new Map([...proofs.map(entry), [STAMP_FILE, bytes] as const, ...rest.map(entry)]);
    return { files: all, stamping: { kind: 'stamped', stamp } };
  } catch (error) {
    if (!(error instanceof PreauError) || error.code !== 'stamp-refused') throw error;
    const said = errorText(error, language);
    return { files, stamping: { kind: 'failed', why: error.message, said } };
  }
}

async function writeBoth(file: string, bytes: Uint8Array, pseudonyms: Buffer): Promise<void> {
  await writeNew(`${file}.key`, `${pseudonyms.toString('hex')}\n`);
  try {
    await writeNew(file, bytes);
  } catch (error) {
    await rm(`${file}.key`);
    throw error;
  }
}
