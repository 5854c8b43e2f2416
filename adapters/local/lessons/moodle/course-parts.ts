/** A text as a teacher wrote it in Moodle. */
export interface MoodleText {
  readonly text: string;
  /** 0 Moodle's own, 1 HTML, 2 plain, 4 Markdown. @see lib/weblib.php, FORMAT_* */
  readonly format: string;
}

export const NO_TEXT: MoodleText = { text: '', format: '1' };

/** A chapter of a book, without its text. */
export interface Chapter {
  readonly id: string;
  readonly title: string;
  readonly isSub: boolean;
  /** Letters of its text. */
  readonly letters: number;
}

/** One activity that is shown, without its texts: those are read when its page is written. */
export interface Activity {
  readonly cmid: string;
  readonly sectionId: string;
  readonly module: string;
  readonly title: string;
  readonly folder: string;
  readonly contextId: string;
  /** The number within its kind: what a delegated section names its activity by. */
  readonly instanceId: string;
  /** False for one that pupils reach by a link alone. */
  readonly isListed: boolean;
  /** What stands in the addresses of its files. */
  readonly revision: string;
  readonly chapters: readonly Chapter[];
  /** Letters of its own texts, for the size of its page. */
  readonly letters: number;
}

/** One section of the course that is shown, without its summary: that is read when its page is written. */
export interface Section {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  /** Its folder in the backup, with a slash at the end. */
  readonly folder: string;
  /** Letters of its summary. */
  readonly letters: number;
  /** Course module ids in the teacher's order, those that the backup lists, each once. */
  readonly sequence: readonly string[];
  /** The subsection that it is the inside of, by instance; '' for an ordinary section. */
  readonly subsectionId: string;
}
