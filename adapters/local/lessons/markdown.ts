import MarkdownIt from 'markdown-it';
import { parse } from 'yaml';
import { plainMarkdown } from '../../../core/mirror/teacher-markdown.ts';

/** HTML is let through: the page is cleaned afterwards, like any other. */
const reader = new MarkdownIt({ html: true, linkify: false, typographer: false });

/** Front matter is a few lines; a longer one is a text that begins with a rule. */
const MAX_FRONT_MATTER = 16_384;

/** Read a teacher's Markdown into HTML that is not clean yet, and its title where it names one. */
export function readMarkdown(text: string): {
  readonly html: string;
  readonly title: string | null;
} {
  const { title, rest } = splitFrontMatter(text.replace(/^\uFEFF/, ''));
  return { html: reader.render(plainMarkdown(rest)), title };
}

function splitFrontMatter(text: string): { readonly title: string | null; readonly rest: string } {
  if (!/^---\r?\n/.test(text)) return { title: null, rest: text };
  const end = text.slice(0, MAX_FRONT_MATTER).search(/\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/);
  if (end === -1) return { title: null, rest: text };
  const after = text.slice(end + 1).replace(/^.*(?:\n|$)/, '');
  return { title: titleOf(text.slice(3, end)), rest: after };
}

/** A front matter that is no YAML is dropped all the same: nobody wants to read it in a lesson. */
function titleOf(source: string): string | null {
  try {
    const data: unknown = parse(source, { maxAliasCount: 20, logLevel: 'silent' });
    if (typeof data !== 'object' || data === null || !('title' in data)) return null;
    return typeof data.title === 'string' ? data.title.slice(0, 300) : null;
  } catch {
    return null;
  }
}
