import type { EpochMs, IncidentId, PlatformId, Sha256, VantageId } from '../units.ts';
import type { ChainEnd } from './chain-of-lines.ts';

/** Of the layout below; a reader refuses another one. */
export const DOSSIER_FORMAT = 'preau-dossier/2';

export const MANIFEST_FILE = 'manifest.json';
/** What the home's key made of the manifest, 64 bytes. The manifest cannot list it. */
export const SIGNATURE_FILE = 'manifest.sig';
/** A time-stamping authority's answer (RFC 3161) about the manifest, in DER. Not listed either. */
export const STAMP_FILE = 'manifest.tsr';
/** Digests of the archive's blocks, its last file: they say where it was changed. Not listed either. */
export const BLOCKS_FILE = 'octets.bin';
export const JOURNAL_FILE = 'journal.jsonl';
export const SUMMARY_FILE = 'resume.pdf';
/** The public half of the key that signed, in PEM. */
export const SIGNER_FILE = 'cle-publique.pem';

/** What lies in a dossier. */
export interface DossierManifest {
  readonly format: typeof DOSSIER_FORMAT;
  readonly organisation: string;
  readonly incident: {
    readonly id: IncidentId;
    readonly reference: string;
    readonly platform: PlatformId;
    /** Of an exercise and no real fall. */
    readonly drill: boolean;
    readonly fellAt: EpochMs;
    readonly closedAt: EpochMs | null;
  };
  readonly exportedAt: EpochMs;
  /** Of Préau. */
  readonly version: string;
  readonly likelihoods: { readonly version: string; readonly sha256: Sha256 };
  readonly journal: {
    /** The last line in here. */
    readonly last: ChainEnd;
    /** The home's last line when this was exported. */
    readonly home: ChainEnd;
  };
  readonly observations: {
    readonly from: EpochMs;
    readonly to: EpochMs;
    readonly platforms: readonly PlatformId[];
    readonly count: number;
    /** True when there were more than a dossier takes: the latest are missing. */
    readonly cut: boolean;
  };
  readonly vantages: readonly DossierVantage[];
  /** Who signed this; null for a dossier that nobody did. */
  readonly signer: DossierSigner | null;
  /** Every file but this one and those that speak of it, by name. */
  readonly files: readonly DossierFile[];
}

/** A place that measurements in here were made from. */
export interface DossierVantage {
  readonly id: VantageId;
  readonly name: string;
  /** The local address that its probes left from, where the configuration names one. */
  readonly sourceAddress?: string;
}

/** A key, told without it. */
export interface DossierSigner {
  readonly algorithm: 'ed25519';
  /** Of the public key as SubjectPublicKeyInfo in DER. */
  readonly sha256: Sha256;
}

export interface DossierFile {
  readonly name: string;
  readonly sha256: Sha256;
  readonly sizeBytes: number;
  /** When what it holds was collected, in UTC: ISO 8601 with milliseconds. */
  readonly collected: { readonly from: string; readonly to: string };
  /** What wrote it down: a part of Préau, or the address that it was fetched from. */
  readonly collector: string;
  /** Where it was measured from, for what was measured from one place. */
  readonly vantage?: VantageId;
}

/**
 * What a dossier may be, so that its reader is bounded: export keeps to it and verify refuses more.
 * Chosen: a day of a whole region is under 20 MB unpacked.
 */
export const DOSSIER_LIMITS = {
  archiveBytes: 128_000_000,
  fileBytes: 256_000_000,
  totalBytes: 400_000_000,
  files: 2_000,
  manifestBytes: 4_000_000,
  /** Of a file to its packed form. Measurements that repeat reach some 40. */
  ratio: 250,
  /** What is smaller may repeat as much as it likes. */
  ratioFromBytes: 1_000_000,
  observations: 400_000,
  /** A stamp with a long chain of certificates is some 12 kB. */
  stampBytes: 65_536,
} as const;

/** Whether a file is packed more tightly than any dossier's: the mark of an archive made to harm. */
export const isTooTight = (sizeBytes: number, packedBytes: number): boolean =>
  sizeBytes > DOSSIER_LIMITS.ratioFromBytes && sizeBytes > packedBytes * DOSSIER_LIMITS.ratio;

/** The names that may stand in a dossier: nothing that leads out of the folder it is unpacked in. */
export const isDossierName = (name: string): boolean =>
  /^(?:(?:notices\/|observations\/)?[A-Za-z0-9][A-Za-z0-9_-]{0,63}(?:\.[a-z0-9]{1,10}){1,2}|raw\/[0-9a-f]{64})$/.test(
    name,
  );
