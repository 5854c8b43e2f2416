import { type ChangedDossier, verifyBytes } from '../adapters/local/dossier/verify.ts';
import { readPublicKey } from '../adapters/local/dossier/key.ts';
import { readCertificates } from '../adapters/local/dossier/stamp/read-certificates.ts';
import { type Proofs, verifyProofs } from '../adapters/local/dossier/verify-proofs.ts';
import { DOSSIER_LIMITS, type DossierManifest } from '../core/dossier/manifest.ts';
import { PreauError } from '../core/errors.ts';
import { readBeside, readDossierFile } from './dossier-read.ts';
import { stampLines } from './dossier-stamp-lines.ts';
import { dossierWords } from './dossier-words.ts';
import { EXIT } from './errors-exit-codes.ts';
import { fillTemplate } from './fill-template.ts';
import type { CliIo } from './frame-io.ts';
import { createOutput } from './output.ts';
import { printable } from './printable.ts';

interface VerifyOptions {
  readonly file: string;
  /** The public key that is expected. */
  readonly keyFile: string | undefined;
  readonly tsaCaFile: string | undefined;
  readonly json: boolean;
}

interface WholeDossier {
  readonly kind: 'whole';
  /** How many it has, those that speak of its manifest too. */
  readonly files: number;
  readonly manifest: DossierManifest;
  readonly proofs: Proofs;
}

/** What came of looking at one dossier. */
type Verified = WholeDossier | (ChangedDossier & { readonly detail?: string });

/** Of a file of keys or certificates. Chosen: a system's whole list of authorities is 220 kB. */
const PEM_BYTES_MOST = 1_000_000;

/**
 * `preau dossier verify FILE`: whether a dossier is whole, from its own bytes alone, who signed it
 * and when an authority saw it. Of other files it reads a stamp that lies beside it, `FILE.tsr`, and
 * those that are named. It asks nobody and writes nothing.
 *
 * @returns 0 when it is whole and all its proofs hold, 1 when not
 * @throws PreauError `file-unreadable`, `dossier-invalid` for one that is too large to be ours
 */
export async function dossierVerify(options: VerifyOptions, io: CliIo): Promise<number> {
  const verified = await verify(options);
  const output = createOutput(io);
  if (options.json) output.json(verified);
  else if (verified.kind === 'whole') tellWhole(verified, io);
  else output.line(output.paint.red(changedLine(verified, io)));
  return verified.kind === 'whole' ? EXIT.ok : EXIT.refused;
}

async function verify({ file, keyFile, tsaCaFile }: VerifyOptions): Promise<Verified> {
  const archive = await readDossierFile(file);
  const beside = await readBeside(`${file}.tsr`, DOSSIER_LIMITS.stampBytes);
  const pemOf = async (name: string | undefined): Promise<string | undefined> =>
    name === undefined ? undefined : (await readDossierFile(name, PEM_BYTES_MOST)).toString();
  const [signerPem, trustedPem] = [await pemOf(keyFile), await pemOf(tsaCaFile)];
  if (signerPem !== undefined && readPublicKey(signerPem) === null)
    throw unlike(keyFile, 'a public Ed25519 key in PEM', 'proof.noKey');
  if (trustedPem !== undefined && readCertificates(trustedPem).length === 0)
    throw unlike(tsaCaFile, 'certificates in PEM', 'proof.noCertificates');
  const verified = verifyBytes(archive);
  if (verified.kind === 'changed') return verified;
  const { manifest, files } = verified;
  const proven = await verifyProofs(manifest, files, {
    ...(signerPem !== undefined && { signerPem }),
    ...(trustedPem !== undefined && { trustedPem }),
    ...(beside !== null && { stampBeside: { name: `${file}.tsr`, bytes: beside } }),
  });
  if (proven.kind === 'hold')
    return { kind: 'whole', files: files.size, manifest, proofs: proven.proofs };
  const { kind: _, ...fault } = proven;
  return { kind: 'changed', byte: null, within: null, line: null, ...fault };
}

const unlike = (file = '', expected: string, key: string): PreauError =>
  new PreauError(
    'file-unreadable',
    `expected ${expected} in ${file}, got something else; ask for it whoever the dossier is from`,
    { said: { key, values: { file } } },
  );

function changedLine(
  { file, byte, within, line, why, detail }: ChangedDossier & { detail?: string },
  io: CliIo,
): string {
  const words = dossierWords(io.language);
  const at =
    (byte === null
      ? ''
      : fillTemplate(within === 1 ? words.byte : words.within, { byte, within: within ?? 0 })) +
    (line === null ? '' : fillTemplate(words.line, { line }));
  const where = `${file ?? words.archive}${at}`;
  const more = detail === undefined ? '' : ` (${printable(detail)})`;
  return fillTemplate(words.changed, { where, why: `${words.why[why]}${more}` });
}

/** A dossier comes from anybody: what it says of itself must not drive the terminal. */
function tellWhole({ files, manifest, proofs }: WholeDossier, io: CliIo): void {
  const { signer, stamps } = proofs;
  const words = dossierWords(io.language);
  const output = createOutput(io);
  const { journal, incident, organisation, exportedAt } = manifest;
  const lines = journal.last.seq;
  output.line(output.paint.green(fillTemplate(words.whole, { files, lines })));
  const named = {
    reference: printable(incident.reference),
    platform: printable(incident.platform),
    organisation: printable(organisation),
    at: new Date(exportedAt).toISOString(),
  };
  output.line(fillTemplate(words.of, named));
  if (signer === null) output.line(output.paint.yellow(words.unsigned));
  else
    output.line(
      fillTemplate(signer.known ? words.signedKnown : words.signedUnknown, {
        sha256: signer.sha256,
      }),
    );
  for (const stamp of stamps) for (const line of stampLines(stamp, io.language)) output.line(line);
  if (stamps.length === 0) output.line(words.noStamp);
  output.line(fillTemplate(words.last, { ...journal.last }));
  output.line(words.compare);
}
