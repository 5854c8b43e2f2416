import type { DescribeFile, JudgeLink, MirrorWords } from '../../../app/mirror/ports.ts';

/** What the writer of one page asks while it writes. */
export interface PageDesk {
  readonly judge: JudgeLink;
  readonly describe: DescribeFile;
  readonly words: MirrorWords;
}
