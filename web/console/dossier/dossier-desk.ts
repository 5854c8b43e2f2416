import type { EpochMs, IncidentId } from '../../../core/units.ts';

/** How it stands with the dossier of one incident. */
export type DossierStanding =
  | { readonly kind: 'none' }
  /** Another incident's is being made: one at a time. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'making'; readonly since: EpochMs }
  | { readonly kind: 'made'; readonly made: MadeDossier }
  /** What the command said, in the language of the home. */
  | { readonly kind: 'failed'; readonly why: string };

export interface MadeDossier {
  readonly at: EpochMs;
  readonly sizeBytes: number;
  /** Names below `/dossiers/`, of the archive and of the key to its pseudonyms. */
  readonly archive: string;
  readonly key: string;
  /** The journal's last line in it, to be noted elsewhere. */
  readonly last: { readonly seq: number; readonly hash: string };
  /** `failed` is one that should have been stamped and is not. */
  readonly stamping: 'stamped' | 'failed' | 'not-asked';
}

/** A file of the dossier that was made last. */
export interface DossierFile {
  readonly path: string;
  readonly downloadAs: string;
  readonly type: string;
}

/** Makes the dossiers that the console's people ask for, one at a time, and keeps the last of them. */
export interface DossierDesk {
  standing(incident: IncidentId): DossierStanding;
  /** Begin to make one; while one is being made nothing else begins. */
  make(incident: IncidentId, reference: string): void;
  /** @returns null for any name but those of the dossier that was made last */
  file(name: string): DossierFile | null;
}
