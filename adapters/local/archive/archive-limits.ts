const MiB = 1024 * 1024;

/** What one package may be and may become. All chosen, where nothing else is said. */
export const ARCHIVE_LIMITS = {
  /** The package as it lies there: the largest course backup that Moodle's own upload lets in. */
  packageBytes: 2_048 * MiB,
  /** Files, folders and links. A Moodle activity takes about eight, an owner's file one. */
  entries: 100_000,
  /** One entry unpacked, given piece by piece. */
  entryBytes: 512 * MiB,
  /** One entry held whole. */
  readBytes: 50 * MiB,
  /** All entries unpacked, and the temporary space of a gzipped TAR. */
  totalBytes: 4_096 * MiB,
  /**
   * Unpacked over packed. Question banks in XML reach 40; deflate cannot exceed 1,032.
   * @see https://zlib.net/zlib_tech.html maximum compression factor
   */
  ratio: 250,
  /** Below this nobody is harmed, whatever the ratio. */
  ratioFromBytes: 4 * MiB,
  /** Of a name as it is shown in a report. */
  shownNameLength: 200,
} as const;

export type ArchiveLimits = { readonly [limit in keyof typeof ARCHIVE_LIMITS]: number };
