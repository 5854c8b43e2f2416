import { type Makings, startMakings } from './makings.ts';
import type { MediaElement } from './media-tag.ts';
import type { PageDesk } from './page-desk.ts';
import type { PictureTag } from './picture-tag.ts';
import type { Region, RegionKind } from './region.ts';

/** An element whose end has not come yet. */
export interface Open {
  readonly name: string;
  /** What it says of itself as the page's content. */
  readonly region: RegionKind | null;
  readonly close: string;
  /** Where its start tag stands in the output. */
  readonly at: number;
  readonly drops: boolean;
  /** Letters of text before it, navigation apart. */
  readonly words: number;
  /** All letters before it. */
  readonly letters: number;
  readonly textAt: number;
  /** Pictures before it. */
  readonly pictures: number;
  /** Kind and size of the document that a link leads to. */
  readonly document?: { readonly kind: string; readonly size: string } | undefined;
}

/** A heading that was written, until all of the page's are known. */
export interface HeadingTag {
  readonly open: number;
  readonly close: number;
  readonly level: number;
  /** Whether it says or shows anything. */
  readonly speaks: boolean;
}

/** One page as it is read and written anew. `out` has a string for each tag and piece of text. */
export interface Walk {
  readonly desk: PageDesk;
  readonly out: string[];
  readonly open: Open[];
  readonly removed: Map<string, number>;
  /** Of the pictures that it shows. */
  readonly makings: Makings;
  readonly regions: Region[];
  readonly headings: HeadingTag[];
  readonly pictures: { readonly at: number; readonly tag: PictureTag; alt: string | null }[];
  /** Of each table that is open: rows begun, cells begun in this row, and whether in its head. */
  readonly tables: { rows: number; cells: number; inHead: boolean }[];
  /** The frame, film or sound that is open. */
  media:
    | (Omit<MediaElement, 'inner'> & { readonly depth: number; readonly inner: string[] })
    | null;
  dropping: number;
  /** Depth of navigation, whose words are not the lesson's. */
  aside: number;
  words: number;
  letters: number;
  /** Of the figure that is open. */
  caption: string;
  captions: number;
  title: string;
  inTitle: boolean;
  heading: string;
  inHeading: number;
  language: string | null;
  text: string;
}

export function startWalk(desk: PageDesk): Walk {
  return {
    desk,
    out: [],
    open: [],
    removed: new Map(),
    makings: startMakings(),
    regions: [],
    headings: [],
    pictures: [],
    tables: [],
    media: null,
    dropping: 0,
    aside: 0,
    words: 0,
    letters: 0,
    caption: '',
    captions: 0,
    title: '',
    inTitle: false,
    heading: '',
    inHeading: 0,
    language: null,
    text: '',
  };
}

export function countIn(walk: Walk, kind: string): void {
  walk.removed.set(kind, (walk.removed.get(kind) ?? 0) + 1);
}
