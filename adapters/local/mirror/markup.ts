import type { LessonMarkup, MirrorWords } from '../../../app/mirror/ports.ts';
import { cleanDrawing } from './drawing.ts';
import { readMarkdown } from '../lessons/markdown/read-markdown.ts';
import { cleanPage } from './page.ts';

/** Reads lessons with htmlparser2 and markdown-it, and writes them clean. */
export function lessonMarkup(words: MirrorWords): LessonMarkup {
  return {
    page: (html, judge, describe) => cleanPage(html, judge, words, describe),
    markdown: (text) => readMarkdown(text, words),
    drawing: cleanDrawing,
  };
}
