import type { Manifest, ManifestFile } from '../../core/mirror/manifest.ts';
import type { SiteLink } from '../../core/mirror/site-link.ts';
import type { EpochMs, Sha256 } from '../../core/units.ts';
import type { TextShelf } from './kept-text.ts';
import type { PageMemory } from './page-memory.ts';
import type { PictureEncoder } from './picture-encoder.ts';
import type { PictureMemory } from './picture-memory.ts';
import type { Stemmers } from './search/write-index.ts';
import type { LinkedFile } from './shown-picture.ts';

/** A sentence of the `mirror:` section of `locales/<language>.yaml`, with `{name}` filled in. */
export type MirrorWords = (
  key: string,
  values?: Readonly<Record<string, string | number>>,
) => string;

/** What the owner of one set of lessons says of it, in `preau-lessons.yaml`. */
export interface LessonSet {
  /** The folder that it speaks of: `/`, or `/name/`. */
  readonly folder: string;
  readonly title?: string | undefined;
  readonly licence?: string | undefined;
  readonly attribution?: string | undefined;
  /** Original address of the platform to a file of the folder. */
  readonly aliases: { readonly [original: string]: string };
  /** Hosts that the lessons stood on when they were packed: absolute links to them stay on the mirror. */
  readonly hosts?: readonly string[] | undefined;
  /** `folder/`, `*.ending` or one exact name each, never empty. Holds for all that lies in the folder. */
  readonly exclude: readonly string[];
  /** What the owner decided of lessons whose rights are reserved. */
  readonly rights?: readonly RightsDecision[] | undefined;
}

/** What a package states of who may show one of its files. */
export type StatedRights =
  /** A licence that lets everybody pass it on, as it is stated. */
  | { readonly kind: 'open'; readonly said: string }
  /** All rights reserved, private, or a licence that nobody here knows. */
  | { readonly kind: 'reserved'; readonly said: string };

/**
 * An owner's word on lessons: whether what is reserved may be shown, and what may not. Recorded, with
 * who and when. The latest counts; of one day, the one that leaves out.
 */
export interface RightsDecision {
  /** As `exclude`: `folder/`, `*.ending` or one exact name; `/` for everything. */
  readonly item: string;
  readonly decision: 'publish' | 'leave-out';
  readonly by: string;
  /** ISO 8601, a day. */
  readonly on: string;
}

/** One file of a source folder that may become part of the mirror. */
export interface LessonFile {
  /** As the source calls it. */
  readonly name: string;
  /** The same as an address: leading `/`, NFC. */
  readonly path: string;
  readonly sizeBytes: number;
  /** Absent where nothing is stated: the owner answers for what they put there. */
  readonly rights?: StatedRights | undefined;
  /** The charset that it was sent with, where that is known. Of use for text only. */
  readonly charset?: string | undefined;
  /** Where it was fetched, for lessons of a web site. */
  readonly from?: { readonly url: string; readonly at: EpochMs } | undefined;
  /**
   * On AWS, of what was in a package: its bytes as an earlier step kept them, or null when that step
   * could not read it. Absent where the source itself has it.
   */
  readonly kept?: Sha256 | null | undefined;
  /**
   * Names its bytes: as long as it is the same, `read` gives the same ones. Absent where only reading
   * them tells.
   */
  readonly mark?: string | undefined;
}

/** One line of a course's table of contents, in its teacher's order. */
export interface OutlineEntry {
  readonly title: string;
  /** 0 for the top. At most one deeper than the line before. */
  readonly depth: number;
  /** The file that it opens, as in {@link LessonFile}; null for a heading. */
  readonly path: string | null;
  /** The title is no more than the file's name: what the page calls itself is better. */
  readonly isGuessed?: true | undefined;
}

/** Something of the source that is not on the mirror, and why, as a key of `mirror.leftOut`. */
export interface LeftOut {
  readonly name: string;
  readonly reason: string;
}

/** Where lessons come from. Everything in it is hostile. */
export interface LessonSource {
  /** The root's set first. @throws PreauError `mirror-source-unreadable` */
  sets(): Promise<readonly LessonSet[]>;
  /** In the order of names. @throws PreauError `mirror-source-unreadable` */
  list(): Promise<{ readonly files: readonly LessonFile[]; readonly leftOut: readonly LeftOut[] }>;
  /** @returns null when it can no longer be read, or grew past its limit */
  read(file: LessonFile): Promise<Uint8Array | null>;
  /**
   * The order that the teacher gave the lessons. Absent or empty where there is none: names give it.
   * A file that it does not name is listed after those that it does.
   */
  outline?(): Promise<readonly OutlineEntry[]>;
  /** Give back what it holds open; nothing is read after. */
  close?(): Promise<void>;
}

/** What was taken out of a page, by kind. */
export type Removed = { readonly [kind: string]: number };

export interface CleanPage {
  readonly title: string | null;
  readonly language: string | null;
  /** HTML of the allow-list only. */
  readonly body: string;
  /** Its words, at most 20,000 characters, for the search. */
  readonly text: string;
  readonly removed: Removed;
}

/** What becomes of an address, asked for each link and picture of a page. */
export type JudgeLink = (raw: string) => SiteLink;

/** What is known of a file of the mirror that a page leads to or shows, by its path. */
export type DescribeFile = (path: string) => LinkedFile | null;

export interface LessonMarkup {
  /** Get ready for Markdown: asked once, where there is some, before any is read. Absent where it is. */
  prepareMarkdown?(): Promise<void>;
  /** @returns null for a page nested deeper than a person writes */
  page(html: string, judge: JudgeLink, describe?: DescribeFile): CleanPage | null;
  /** HTML that is not clean yet, the title that the page gives itself, and what it could not keep. */
  markdown(text: string): {
    readonly html: string;
    readonly title: string | null;
    readonly removed: Removed;
  };
  /** An SVG picture without script, address or style sheet. @returns null when none is left */
  drawing(svg: string): string | null;
}

/** One file of an archive: one that the draft has already, or one that stands in the archive alone. */
export type PackedFile =
  | {
      readonly kind: 'written';
      readonly path: string;
      /** What the archive has in its place, made when its turn comes; null for what the draft has. */
      readonly instead?: () => Promise<Uint8Array | null>;
    }
  | { readonly kind: 'given'; readonly path: string; readonly bytes: Uint8Array };

/** One release being written. Nothing of it is seen before `commit`. */
export interface ReleaseDraft {
  write(path: string, bytes: Uint8Array): Promise<Sha256>;
  /**
   * A file of the release before that is to be in this one too. Absent where there is nothing to be had
   * again.
   *
   * @returns what puts it there; null where that release has another file, or none that is whole
   */
  readonly again?: (
    path: string,
    file: Pick<ManifestFile, 'sha256' | 'sizeBytes'>,
  ) => (() => Promise<void>) | null;
  /**
   * Write an archive of some of its files, one after the other: never all of them in memory. Absent
   * where a draft cannot read back what it has written.
   */
  pack?(
    path: string,
    files: readonly PackedFile[],
  ): Promise<Pick<ManifestFile, 'sha256' | 'sizeBytes'>>;
  /** Make this release the current one, in one step. */
  commit(manifest: Manifest): Promise<ReleaseCommit>;
  discard(): Promise<void>;
}

export interface ReleaseCommit {
  readonly folder: string;
  /** Files whose bytes were not in the release before. */
  readonly changed: number;
}

export interface ReleaseStore {
  draft(): Promise<ReleaseDraft>;
}

/** Everything that a build needs of the world. */
export interface BuildMirrorPorts {
  readonly source: LessonSource;
  readonly markup: LessonMarkup;
  readonly store: ReleaseStore;
  readonly words: MirrorWords;
  /** For the search in the page. */
  readonly stemmers: Stemmers;
  /** Absent where there is none: pictures keep their size then, and the heavy ones are told. */
  readonly pictures?: PictureEncoder | undefined;
  readonly hashText: (text: string) => Sha256;
  /** Where words of lessons wait for the search. Absent: in memory. */
  readonly shelf?: TextShelf | undefined;
  /** What earlier builds made of pages. Absent: every page is cleaned. */
  readonly memory?: PageMemory | undefined;
  /** The same of pictures. */
  readonly pictureMemory?: PictureMemory | undefined;
  /** Signs, or hands the manifest back as it is when there is no key. */
  readonly sign: (manifest: Manifest) => Manifest;
}
