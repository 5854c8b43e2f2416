import { isPackage } from '../../../app/mirror/choose-packages.ts';
import { ARCHIVE_LIMITS } from '../archive/archive-limits.ts';

/** What one source may hold. All chosen: ten times the largest course looked at. */
export const SOURCE_LIMITS = {
  files: 20_000,
  fileBytes: 50 * 1024 * 1024,
  /** HTML, Markdown and SVG are read whole and written anew. */
  textBytes: 2 * 1024 * 1024,
  totalBytes: 2 * 1024 * 1024 * 1024,
  /** A package that lies among them: what is in it has limits of its own. */
  packageBytes: ARCHIVE_LIMITS.packageBytes,
  depth: 24,
} as const;

export type SourceLimits = { readonly [limit in keyof typeof SOURCE_LIMITS]: number };

/** How large a lesson of this name may be. */
export const maxLessonBytes = (
  name: string,
  limits: Pick<SourceLimits, 'fileBytes' | 'textBytes'>,
): number => (/\.(x?html?|md|markdown|svg)$/i.test(name) ? limits.textBytes : limits.fileBytes);

/** Why a file of this size has no place any more, as a key of `mirror.leftOut`; null when it has. */
export function sizeRefusal(
  name: string,
  sizeBytes: number,
  takenBytes: number,
  limits: SourceLimits,
): 'too-big' | 'source-too-big' | null {
  if (isPackage(name)) return sizeBytes > limits.packageBytes ? 'too-big' : null;
  if (sizeBytes > maxLessonBytes(name, limits)) return 'too-big';
  return takenBytes + sizeBytes > limits.totalBytes ? 'source-too-big' : null;
}

/** What a file takes of the source's bytes. */
export const bytesTaken = (name: string, sizeBytes: number): number =>
  isPackage(name) ? 0 : sizeBytes;
