/**
 * What a file of schools may be at most. The national directory has about 66,000 rows, 41 MB and
 * rows of 700 characters (facts of 2024); the bounds leave room for three times that and more, and
 * are otherwise chosen.
 */
export const CSV_LIMITS = {
  /** As stored, and again once decompressed. */
  fileBytes: 200_000_000,
  /** Decompressed against compressed. The directories compress to a fifth; a bomb to a thousandth. */
  gzipRatio: 100,
  /** Below this the ratio is not looked at: small files of one value compress well. */
  gzipFreeBytes: 1_000_000,
  rowCharacters: 100_000,
  /**
   * Of one record in JSON with all that stands before it. A record of the directory has 2,500 bytes,
   * and the answers of the API begin with a few thousand.
   */
  recordBytes: 500_000,
  rows: 500_000,
  /** A header of more columns is none. The directory has 72. */
  columns: 500,
} as const;
