import type { Manifest } from '../../core/mirror/manifest.ts';
import type { LeftOut, Removed } from './ports.ts';
import type { RightsItem } from './rights-gate.ts';

/** A link of a lesson that leads to nothing on the mirror. */
interface DeadLink {
  readonly page: string;
  readonly target: string;
}

/** What a build made, and what it could not keep. */
export interface BuildReport {
  readonly manifest: Manifest;
  /** The release's own folder. */
  readonly folder: string;
  readonly pages: number;
  readonly files: number;
  readonly bytes: number;
  /** Files whose bytes the release before did not have. */
  readonly changed: number;
  readonly links: {
    readonly internal: number;
    readonly external: number;
    readonly dead: number;
  };
  /** The first {@link MAX_DEAD_LINKS} of them. */
  readonly deadLinks: readonly DeadLink[];
  readonly removed: Removed;
  readonly leftOut: readonly LeftOut[];
  /** Lessons whose rights are reserved, and what was decided of each. */
  readonly rights: readonly RightsItem[];
}

/** Dead links named one by one; the count goes on. Chosen. */
export const MAX_DEAD_LINKS = 500;

/** What a build counts as it goes. */
export interface Tally {
  pages: number;
  internal: number;
  external: number;
  dead: number;
  readonly deadLinks: DeadLink[];
  readonly removed: Map<string, number>;
  readonly leftOut: LeftOut[];
}

export function newTally(leftOut: readonly LeftOut[]): Tally {
  return {
    pages: 0,
    internal: 0,
    external: 0,
    dead: 0,
    deadLinks: [],
    removed: new Map(),
    leftOut: [...leftOut],
  };
}

export function countRemoved(tally: Tally, removed: Removed): void {
  for (const [kind, count] of Object.entries(removed)) {
    tally.removed.set(kind, (tally.removed.get(kind) ?? 0) + count);
  }
}
