import { withoutEnd } from '../without-end.ts';

/** One line of a list of links, as mdBook, GitBook and docsify keep them. */
export interface SummaryLine {
  readonly title: string;
  readonly depth: number;
  /** As it is written; null for a heading. */
  readonly target: string | null;
}

/** Lines that are read, and letters of each. Chosen. */
const MAX_LINES = 5_000;
const MAX_LETTERS = 600;

const ITEM =
  /^([ \t]*)[-*+][ \t]+(?:\[([^\]]{1,300})\]\(<?([^)>\s]{0,300})[^)]{0,100}\)|([^[].{0,300}))/u;
const ALONE = /^\[([^\]]{1,300})\]\(<?([^)>\s]{1,300})[^)]{0,100}\)$/u;
const PART = /^#{1,6}[ \t]+(?=[^ \t])(.*)$/u;

/** Read `SUMMARY.md` or `_sidebar.md`: a list in a list stands below it; a title opens a part. */
export function summaryLines(text: string): readonly SummaryLine[] {
  const out: SummaryLine[] = [];
  const indents: number[] = [];
  let inPart = 0;
  for (const line of text.split(/\r?\n/).slice(0, MAX_LINES)) {
    const short = withoutEnd(line.slice(0, MAX_LETTERS), ' \t');
    const part = partTitle(short);
    const alone = ALONE.exec(short);
    const item = ITEM.exec(short);
    if (part !== undefined && !/^(?:summary|sommaire|table of contents)$/i.test(part)) {
      inPart = 1;
      out.push({ title: plain(part), depth: 0, target: null });
    } else if (alone !== null) {
      out.push({ title: plain(alone[1] ?? ''), depth: inPart, target: alone[2] ?? '' });
    } else if (item !== null) {
      const indent = (item[1] ?? '').replaceAll('\t', '    ').length;
      while (indents.length > 0 && (indents.at(-1) ?? 0) >= indent) indents.pop();
      const depth = inPart + indents.length;
      indents.push(indent);
      const target = item[3] === undefined || item[3] === '' ? null : item[3];
      out.push({ title: plain(item[2] ?? item[4] ?? ''), depth, target });
    }
  }
  return out;
}

/** The words of a heading, without the signs that may close it. */
function partTitle(line: string): string | undefined {
  const title = PART.exec(line)?.[1];
  return title === undefined ? undefined : withoutEnd(withoutEnd(title, '#'), ' \t') || undefined;
}

const plain = (title: string): string => title.replaceAll(/[*_`\\]/g, '').trim();
