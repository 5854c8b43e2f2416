import type { Manifest } from '../../core/mirror/manifest.ts';
import type { ReleaseSheet } from './mirror-sheet.ts';

/** What the console shows of one release. */
export const releaseSheet = (manifest: Manifest, isServed: boolean): ReleaseSheet => ({
  buildId: manifest.buildId,
  builtAt: manifest.builtAt,
  isServed,
  files: manifest.files.length,
  sizeBytes: manifest.files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
  licence: manifest.licence,
  attribution: manifest.attribution,
  isSigned: manifest.signature !== undefined,
});
