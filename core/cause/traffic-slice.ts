/** Each mix has so many parts. */
export const MIX_PARTS = 8;

/**
 * What a survey counts in one slice of time, by column: all requests first, then those looked at
 * whole, and among these what shows a change of those who ask, of what they ask, of what they get.
 */
export const SURVEY_MIXES = {
  requests: 0,
  looked: 1,
  errors: 2,
  refusals: 3,
  referers: 4,
  queries: 5,
  assets: 6,
  paths: 7,
  agents: 7 + MIX_PARTS,
  networks: 7 + 2 * MIX_PARTS,
} as const;

/** Columns of which each counts a part of those looked at. */
export const SHARE_COLUMNS: readonly number[] = [
  SURVEY_MIXES.errors,
  SURVEY_MIXES.refusals,
  SURVEY_MIXES.referers,
  SURVEY_MIXES.queries,
  SURVEY_MIXES.assets,
];

/** Where each mix begins, whose parts together are those looked at. */
export const MIX_COLUMNS: readonly number[] = [
  SURVEY_MIXES.paths,
  SURVEY_MIXES.agents,
  SURVEY_MIXES.networks,
];

export const SURVEY_COLUMNS = 7 + 3 * MIX_PARTS;

/** A slice of a survey. */
export interface TrafficSlice {
  /** Seconds since 1970. */
  readonly fromSec: number;
  /** By column, `SURVEY_COLUMNS` of them. */
  readonly counts: ArrayLike<number>;
}
