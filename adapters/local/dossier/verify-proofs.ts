import type { ProofFault } from '../../../core/dossier/fault.ts';
import {
  type DossierManifest,
  MANIFEST_FILE,
  SIGNATURE_FILE,
  SIGNER_FILE,
  STAMP_FILE,
} from '../../../core/dossier/manifest.ts';
import type { Sha256 } from '../../../core/units.ts';
import { fingerprint, isSignedBy, readPublicKey } from './key.ts';
import { readStamp, type Stamp } from './stamp/read-stamp.ts';

/** Who vouches for a dossier, and since when. */
export interface Proofs {
  /** The key that signed; null for a dossier that nobody did. */
  readonly signer: { readonly sha256: Sha256; readonly known: boolean } | null;
  /** In the archive, then beside it. */
  readonly stamps: readonly Stamp[];
}

export type ProofsVerified =
  | { readonly kind: 'hold'; readonly proofs: Proofs }
  | {
      readonly kind: 'fault';
      readonly file: string;
      readonly why: ProofFault;
      /** What a reader of stamps met; absent for a signature. */
      readonly detail?: string;
    };

/** What a reader has beside the dossier: nothing of it is needed. */
export interface ProofsAtHand {
  /** The public key that the operator handed over, in PEM. */
  readonly signerPem?: string;
  /** A stamp that was added later, and what its file is called. */
  readonly stampBeside?: { readonly name: string; readonly bytes: Uint8Array };
  /** Certificates of time-stamping authorities that the reader trusts, in PEM. */
  readonly trustedPem?: string;
}

type Fault = Extract<ProofsVerified, { kind: 'fault' }>;

/** Check a whole dossier's signature and its time stamps, offline. */
export async function verifyProofs(
  manifest: DossierManifest,
  files: ReadonlyMap<string, Uint8Array>,
  atHand: ProofsAtHand = {},
): Promise<ProofsVerified> {
  const wrong = signatureFault(manifest, files, atHand.signerPem);
  if (wrong !== null) return wrong;
  const { trustedPem, stampBeside } = atHand;
  const within = files.get(STAMP_FILE);
  const answers = [
    ...(within === undefined ? [] : [{ name: STAMP_FILE, bytes: within }]),
    ...(stampBeside === undefined ? [] : [stampBeside]),
  ];
  const stamps: Stamp[] = [];
  for (const { name, bytes } of answers) {
    const text = files.get(MANIFEST_FILE) ?? new Uint8Array();
    const read = await readStamp(bytes, text, { ...(trustedPem !== undefined && { trustedPem }) });
    if (read.kind === 'refused') return fault(name, read.why, read.detail);
    stamps.push(read.stamp);
  }
  const { signer } = manifest;
  const known = atHand.signerPem !== undefined;
  return {
    kind: 'hold',
    proofs: { signer: signer === null ? null : { sha256: signer.sha256, known }, stamps },
  };
}

function signatureFault(
  { signer }: DossierManifest,
  files: ReadonlyMap<string, Uint8Array>,
  expectedPem: string | undefined,
): Fault | null {
  const signature = files.get(SIGNATURE_FILE);
  if (signer === null && signature === undefined)
    return expectedPem === undefined ? null : fault(SIGNATURE_FILE, 'signature-missing');
  if (signature === undefined) return fault(SIGNATURE_FILE, 'signature-missing');
  const key = readPublicKey(Buffer.from(files.get(SIGNER_FILE) ?? []).toString());
  if (key === null || signer?.sha256 !== fingerprint(key))
    return fault(SIGNER_FILE, 'signer-differs');
  if (!isSignedBy(key, files.get(MANIFEST_FILE) ?? new Uint8Array(), signature))
    return fault(SIGNATURE_FILE, 'signature-wrong');
  const expected = expectedPem === undefined ? key : readPublicKey(expectedPem);
  const isOther = expected === null || fingerprint(expected) !== signer.sha256;
  return isOther ? fault(SIGNER_FILE, 'signer-other') : null;
}

const fault = (file: string, why: ProofFault, detail?: string): Fault => ({
  kind: 'fault',
  file,
  why,
  ...(detail !== undefined && { detail }),
});
