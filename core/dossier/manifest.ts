import type { EpochMs, IncidentId, PlatformId, Sha256 } from '../units.ts';
import type { ChainEnd } from './chain-of-lines.ts';

/** Of the layout below; a reader refuses another one. */
export const DOSSIER_FORMAT = 'preau-dossier/1';

export const MANIFEST_FILE = 'manifest.json';
export const JOURNAL_FILE = 'journal.jsonl';

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
  /** Every file but this one, by name. */
  readonly files: readonly DossierFile[];
}

export interface DossierFile {
  readonly name: string;
  readonly sha256: Sha256;
  readonly sizeBytes: number;
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
  /** Of a file to its packed form. Measurements that repeat reach some 40. */
  ratio: 250,
  observations: 400_000,
} as const;

/** The names that may stand in a dossier: nothing that leads out of the folder it is unpacked in. */
export const isDossierName = (name: string): boolean =>
  /^(?:notices\/)?[A-Za-z0-9][A-Za-z0-9_-]{0,60}(?:\.[a-z0-9]{1,10}){1,2}$/.test(name);
