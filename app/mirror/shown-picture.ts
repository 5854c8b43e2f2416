/** A lighter making of a picture, where a page finds it. */
interface ShownSource {
  readonly type: string;
  readonly width: number;
  readonly height: number;
  /** For windows no wider than a phone's. */
  readonly isNarrow: boolean;
}

/** What a page needs to know of a picture to show it without a jump, and light. */
export interface ShownPicture<At = { readonly path: string }> {
  readonly width: number;
  readonly height: number;
  /** The one to take first, first. */
  readonly sources: readonly (ShownSource & At)[];
  /** Its first frame, of one that moved. */
  readonly isStill: boolean;
}

/** Something on the mirror that a page leads to or shows. */
export interface LinkedFile {
  readonly type: string;
  /** Of a document or a sound: what it is called and how large it is, as people read it. */
  readonly document?: { readonly kind: string; readonly size: string } | undefined;
  /** With addresses as the page writes them. */
  readonly picture?: ShownPicture<{ readonly href: string }> | undefined;
}
