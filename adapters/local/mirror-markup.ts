import type { LessonMarkup, MirrorWords } from '../../app/mirror/ports.ts';
import { cleanDrawing } from './mirror-drawing.ts';
import { readMarkdown } from './mirror-markdown.ts';
import { cleanPage } from './mirror-page.ts';

/** Reads lessons with htmlparser2 and markdown-it, and writes them clean. */
export function lessonMarkup(words: MirrorWords): LessonMarkup {
  return {
    page: (html, judge) => cleanPage(html, judge, words),
    markdown: readMarkdown,
    drawing: cleanDrawing,
  };
}
