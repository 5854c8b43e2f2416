import type { ManifestFile } from '../../core/mirror/manifest.ts';
import type { Sha256 } from '../../core/units.ts';
import type { Asked } from './asked-again.ts';
import type { CleanPage, Removed } from './ports.ts';

/** What cleaning a page gave, but for its two long texts. */
export interface CleanedPage {
  /** As the page or its Markdown calls itself. */
  readonly title: string | null;
  readonly language: string | null;
  readonly removed: Removed;
  /** What its parts are called. Empty for a copy, which no list has. */
  readonly headings: readonly string[];
}

/** The file that a page became in the build that cleaned or framed it last. */
export interface PageFile extends Pick<ManifestFile, 'sha256' | 'sizeBytes'> {
  /** Of what stood around the page's body. */
  readonly frame: Sha256;
}

/** A page as an earlier build wrote it, and all that it hung on besides its source. */
export interface RememberedPage extends CleanedPage {
  readonly asked: Asked;
  /** Null for what was written into an archive alone. */
  readonly file: PageFile | null;
  /** The words of the first `letters` of its text, as `packWords` has them; null where nobody counted. */
  readonly words: { readonly letters: number; readonly packed: string } | null;
  /** HTML of the allow-list only. Read when it is needed: mostly it is not. */
  readonly body: () => CleanPage['body'];
  /** Empty for a copy. */
  readonly text: () => CleanPage['text'];
}

/**
 * What became of pages in earlier builds, so that none is cleaned twice. It holds as long as all that
 * the page asked of the site around it has the same answer: see `askAgain`.
 */
export interface PageMemory {
  /** Name a page's bytes, where its source does not. */
  markOf(bytes: Uint8Array): string;
  /**
   * @param key of its bytes, and of all that has a say in what they mean
   * @returns null where nothing is known under the rules of now
   */
  find(key: string): RememberedPage | null;
  keep(key: string, page: RememberedPage): void;
}
