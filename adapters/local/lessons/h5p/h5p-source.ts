import type { LessonSource, MirrorWords } from '../../../../app/mirror/ports.ts';
import type { Archive } from '../../archive/archive.ts';
import { packageSource } from '../package/lesson-package.ts';
import { readH5p } from './read-h5p.ts';

/** How an H5P package becomes pages. */
export interface H5pOptions {
  readonly words: MirrorWords;
  /**
   * `folded`: answers that the author lets pupils see stand behind "show the answer".
   * `none`: for exercises that are marked elsewhere.
   * @default folded
   */
  readonly answers?: 'folded' | 'none' | undefined;
}

/** Whether a package is H5P: its description and its content are there. */
export async function isH5p(archive: Archive): Promise<boolean> {
  const names = new Set(archive.entries.map(({ name }) => name));
  return names.has('h5p.json') && names.has('content/content.json');
}

/**
 * An H5P package as a source of lessons: what it says and shows, without its program.
 *
 * Exercises show their question. Their answers are there to train oneself, and most pupils of a
 * closed platform have nobody to ask: they are shown folded, but only where the author's own
 * settings let pupils see the solution.
 */
export function h5pSource(archive: Archive, options: H5pOptions): LessonSource {
  return packageSource(archive, () => readH5p(archive, options));
}
