import MarkdownIt, { type Env, type MarkdownIt as Reader } from 'markdown-it';
import definitionLists from 'markdown-it-deflist';
import footnotes from 'markdown-it-footnote';
import type { MirrorWords, Removed } from '../../../../app/mirror/ports.ts';
import { unwrapMacros } from '../../../../core/mirror/markdown/unwrap-macros.ts';
import { escapeText } from '../../../../core/mirror/markup-policy.ts';
import { useAbbreviations } from './abbreviations.ts';
import { useAttributes } from './attributes.ts';
import { useCodeBlocks } from './code-blocks.ts';
import { useFencedDivs } from './fenced-divs.ts';
import { useFigures } from './figures.ts';
import { type FrontMatter, splitFrontMatter } from './front-matter.ts';
import { useHeadings } from './headings.ts';
import { useIndentedBlocks } from './indented-blocks.ts';
import { useLatex } from './latex-rules.ts';
import { useMacros } from './macros.ts';
import { useMath } from './math-rules.ts';
import { keepNotes, newPageNotes } from './page-notes.ts';
import { useSmallMarks } from './small-marks.ts';
import { useTaskLists } from './task-lists.ts';

/** A page of Markdown as HTML, which is not clean yet. */
export interface MarkdownPage {
  readonly html: string;
  readonly title: string | null;
  /** What it says that the copy cannot show, by kind. */
  readonly removed: Removed;
}

/**
 * Footnotes of one page. Chosen; the plugin's work grows with the square of them: 20,000 in a row
 * take 3 s, measured.
 */
const MAX_FOOTNOTES = 1_000;

/**
 * Read Markdown as French teachers write it, for MkDocs Material and for Pandoc, into HTML. The page
 * is cleaned afterwards like any hostile one, so nothing here has to be safe, only bounded.
 */
export function readMarkdown(text: string, words: MirrorWords): MarkdownPage {
  const { front, rest } = splitFrontMatter(text);
  const notes = newPageNotes(words);
  const env: Env = {};
  keepNotes(env, notes);
  const source = unwrapMacros(rest.replaceAll('\r\n', '\n'));
  const many = (source.match(/\[\^|\^\[/g)?.length ?? 0) > MAX_FOOTNOTES;
  const html = (many ? withoutFootnotes() : reader()).render(source, env) + credit(front, words);
  return { html, title: front.title, removed: Object.fromEntries(notes.removed) };
}

/** Who wrote it and how it may be used stays with the page, as open licences ask. */
function credit({ author, licence }: FrontMatter, words: MirrorWords): string {
  const lines = [
    ...(author === null ? [] : [words('markdown.author', { author })]),
    ...(licence === null ? [] : [words('foot.licence', { licence })]),
  ];
  return lines.length === 0 ? '' : `<p class="credit">${escapeText(lines.join(' · '))}</p>\n`;
}

let made: Reader | null = null;
let madePlain: Reader | null = null;
const reader = (): Reader => (made ??= build().use(footnotes));
const withoutFootnotes = (): Reader => (madePlain ??= build());

/** HTML is let through: the page is cleaned afterwards. */
function build(): Reader {
  const md = new MarkdownIt({ html: true, linkify: false, typographer: false });
  for (const use of [
    useCodeBlocks,
    useIndentedBlocks,
    useFencedDivs,
    useMath,
    useLatex,
    useMacros,
    useAttributes,
    useFigures,
    useHeadings,
    useSmallMarks,
    useAbbreviations,
    useTaskLists,
  ])
    use(md);
  return md.use(definitionLists);
}
