/** What one source may hold. All chosen: ten times the largest course looked at. */
export const SOURCE_LIMITS = {
  files: 20_000,
  fileBytes: 50 * 1024 * 1024,
  /** HTML, Markdown and SVG are read whole and written anew. */
  textBytes: 2 * 1024 * 1024,
  totalBytes: 2 * 1024 * 1024 * 1024,
  depth: 24,
} as const;

export type SourceLimits = { readonly [limit in keyof typeof SOURCE_LIMITS]: number };

/** How large a file of this name may be. */
export const maxLessonBytes = (name: string, limits: SourceLimits): number =>
  /\.(x?html?|md|markdown|svg)$/i.test(name) ? limits.textBytes : limits.fileBytes;
