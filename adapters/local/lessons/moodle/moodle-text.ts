import { plainMarkdown } from '../markdown/plain-markdown.ts';
import { paragraphs } from '../package/written-page.ts';
import type { MoodleText } from './course-parts.ts';
import { type CourseLinks, leadLinks, type TextPlace } from './moodle-links.ts';

/** Tags that say that a text in Moodle's own format was written as HTML. */
const BLOCK = /<(?:p|div|br|h[1-6]|ul|ol|table|pre|blockquote)\b/i;

/** A teacher's text as HTML, with its links led to the mirror. It is cleaned with its page. */
export function moodleHtml(
  { text, format }: MoodleText,
  place: TextPlace,
  links: CourseLinks,
): string {
  const led = leadLinks(text, place, links);
  if (format === '2') return paragraphs(led);
  if (format === '4') return plainMarkdown(led);
  // Moodle's own format is HTML in which line ends count, unless it has blocks.
  if (format === '0' && !BLOCK.test(led)) return `<p>${led.trim().replaceAll('\n', '<br>\n')}</p>`;
  return led;
}
