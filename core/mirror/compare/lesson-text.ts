/** A lesson as its readers see it, without the frame that the mirror puts around it. */
export interface LessonText {
  readonly title: string;
  /** A line for each block of text. */
  readonly text: string;
  /** Licence and author, as the foot of the page says them; empty without. */
  readonly credit: string;
  /** Paths of the pictures that are shown, as the page names them. */
  readonly pictures: readonly string[];
  /** Paths that the lesson leads to, in order. */
  readonly links: readonly string[];
  /** Whether the mirror wrote it itself: its lists have a script, and no lesson has one. */
  readonly isOwn: boolean;
}
