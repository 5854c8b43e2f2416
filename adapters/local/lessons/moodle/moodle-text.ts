import type { MirrorWords } from '../../../../app/mirror/ports.ts';
import { plainMarkdown } from '../markdown/plain-markdown.ts';
import { htmlFormulas } from '../package/html-formulas.ts';
import { paragraphs } from '../package/written-page.ts';
import type { MoodleText } from './course-parts.ts';
import { type CourseLinks, leadLinks, type TextPlace } from './moodle-links.ts';

/** Tags that say that a text in Moodle's own format was written as HTML. */
const BLOCK = /<(?:p|div|br|h[1-6]|ul|ol|table|pre|blockquote)\b/i;

/** A teacher's text as HTML, its links led to the mirror, its formulas drawn. It is cleaned with its page. */
export function moodleHtml(
  { text, format }: MoodleText,
  place: TextPlace,
  { links, words }: { readonly links: CourseLinks; readonly words: MirrorWords },
): string {
  const led = leadLinks(text, place, links);
  return format === '2' ? paragraphs(led) : htmlFormulas(asHtml(led, format), words);
}

function asHtml(text: string, format: string): string {
  if (format === '4') return plainMarkdown(text);
  // Moodle's own format is HTML in which line ends count, unless it has blocks.
  const isLines = format === '0' && !BLOCK.test(text);
  return isLines ? `<p>${text.trim().replaceAll('\n', '<br>\n')}</p>` : text;
}
