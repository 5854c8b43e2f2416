import type { LessonMarkup, MirrorWords } from '../../../app/mirror/ports.ts';
import type { readMarkdown } from '../lessons/markdown/read-markdown.ts';
import { cleanDrawing } from './drawing.ts';
import { cleanPage } from './page.ts';

/**
 * As `lessonMarkup`, with what reads Markdown and its formulas loaded for Markdown alone: it takes
 * 5 MiB, which a site of web pages has no need of.
 */
export function markupWhenNeeded(words: MirrorWords): LessonMarkup {
  let read: typeof readMarkdown | null = null;
  return {
    page: (html, judge, describe) => cleanPage(html, judge, words, describe),
    drawing: cleanDrawing,
    prepareMarkdown: async () => {
      const reader = await import('../lessons/markdown/read-markdown.ts');
      read = reader.readMarkdown;
    },
    markdown: (text) => {
      if (read === null) throw new Error('expected prepareMarkdown before any Markdown is read');
      return read(text, words);
    },
  };
}
