import type { Manifest } from '../manifest.ts';

/** What differs from one build to the next, in files. */
export interface ReleaseChanges {
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
  readonly same: number;
  /** Bytes of what is new or other. */
  readonly freshBytes: number;
}

/** Count what differs between two builds of one mirror, by address and content. */
export function countChanges(before: Manifest, after: Manifest): ReleaseChanges {
  const old = new Map(before.files.map(({ path, sha256 }) => [path, sha256]));
  const fresh = after.files.filter(({ path, sha256 }) => old.get(path) !== sha256);
  const added = fresh.filter(({ path }) => !old.has(path)).length;
  const kept = after.files.length - added;
  return {
    added,
    removed: old.size - kept,
    changed: fresh.length - added,
    same: after.files.length - fresh.length,
    freshBytes: fresh.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
  };
}
