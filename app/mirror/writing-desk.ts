import type { Sha256 } from '../../core/units.ts';
import type { Tally } from './build-report.ts';
import type { TextShelf } from './kept-text.ts';
import type { SiteFrame } from './page-frame.ts';
import type { PageMemory } from './page-memory.ts';
import type { PlannedFile, SitePlan } from './plan-site.ts';
import type { LessonMarkup, LessonSet } from './ports.ts';
import type { ShownPicture } from './shown-picture.ts';

/** All that whoever writes the files of one build has before them. */
export interface WritingDesk {
  readonly frame: SiteFrame;
  readonly plan: SitePlan;
  readonly markup: LessonMarkup;
  readonly ownHosts: readonly string[];
  readonly tally: Tally;
  /** The files of the plan, by their address. */
  readonly planned: ReadonlyMap<string, PlannedFile>;
  /** Pictures as pages are to show them. Empty where there is no encoder. */
  readonly pictures: Map<string, ShownPicture>;
  /** Addresses of the plan that have nothing to show. */
  readonly absent: Set<string>;
  /** Pictures that pages of each set show or lead to, by their addresses. */
  readonly shown: Map<LessonSet, Set<string>>;
  /** Pages that lead to a file of another set, other than a picture. */
  readonly crossing: Set<string>;
  /** Where words wait for the search. Absent: in memory. */
  readonly shelf?: TextShelf | undefined;
  /** What earlier builds made of pages. Absent: every page is cleaned. */
  readonly memory?: PageMemory | undefined;
  /** The archive for which pages are written once more. Absent: the mirror itself. */
  readonly archive?: string | undefined;
  readonly hashText: (text: string) => Sha256;
  /** Counts a text's words for the search, packed. Absent: they are counted when the search is written. */
  readonly countWords?: ((text: string) => string) | undefined;
  /** Where the text of a set's licence stands, of the sets that bring one. */
  readonly licences: ReadonlyMap<LessonSet, string>;
}
