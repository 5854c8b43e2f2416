import type { Manifest } from '../../core/mirror/manifest.ts';
import type { LeftOut, Removed } from './ports.ts';
import type { RightsItem } from './rights-gate.ts';

/** A link of a lesson that leads to nothing on the mirror. */
interface DeadLink {
  readonly page: string;
  readonly target: string;
}

/** What became of a build's pictures. Bytes are those of the source and of what pages show. */
export interface PictureReport {
  readonly shown: number;
  /** Made smaller: they have lighter makings beside them, or are lighter themselves. */
  readonly encoded: number;
  readonly bytesBefore: number;
  /** What a phone fetches of them. */
  readonly bytesAfter: number;
  /** Heavier than its budget all the same, by address. */
  readonly heavy: readonly string[];
  /** Moved, were too heavy for it, and stand still now; by address. */
  readonly stills: readonly string[];
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
  readonly pictures: PictureReport;
  /** Lessons whose rights are reserved, and what was decided of each. */
  readonly rights: readonly RightsItem[];
  /** Original addresses whose page is written for another folder: its references are wrong there. */
  readonly apart: readonly string[];
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
  readonly pictures: { -readonly [count in keyof PictureReport]: Counted<PictureReport[count]> };
}

type Counted<T> = T extends readonly string[] ? string[] : T;

export function newTally(leftOut: readonly LeftOut[]): Tally {
  return {
    pages: 0,
    internal: 0,
    external: 0,
    dead: 0,
    deadLinks: [],
    removed: new Map(),
    leftOut: [...leftOut],
    pictures: { shown: 0, encoded: 0, bytesBefore: 0, bytesAfter: 0, heavy: [], stills: [] },
  };
}

export function countRemoved(tally: Tally, removed: Removed): void {
  for (const [kind, count] of Object.entries(removed)) {
    tally.removed.set(kind, (tally.removed.get(kind) ?? 0) + count);
  }
}

/** In the order of addresses, whichever was done first. */
export function reportPictures({ heavy, stills, ...counts }: Tally['pictures']): PictureReport {
  return { ...counts, heavy: heavy.toSorted(), stills: stills.toSorted() };
}
