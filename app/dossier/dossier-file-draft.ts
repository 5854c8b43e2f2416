import type { EpochMs, VantageId } from '../../core/units.ts';

/** A file of a dossier before it is listed. */
export interface DossierFileDraft {
  readonly name: string;
  readonly content: string | Uint8Array;
  /** The first and the last moment that what it holds was collected. */
  readonly collected: { readonly from: EpochMs; readonly to: EpochMs };
  readonly collector: string;
  readonly vantage?: VantageId;
}
