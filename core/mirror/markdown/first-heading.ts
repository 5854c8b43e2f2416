import { withoutEnd } from '../without-end.ts';

/** Letters of a heading's line that are looked at, and of its title. Chosen. */
const MAX_LINE = 2_000;
const MAX_TITLE = 300;

/**
 * The words of the first heading of the first level, `# La fin {#fin} #`, without its marks.
 *
 * What stands at its end is taken off step by step: one pattern for all of it would try each
 * parting of a long row of blanks.
 *
 * @returns null where there is none
 */
export function firstHeading(text: string): string | null {
  const line = /^#[ \t]+(?=[^ \t\r\n])(.*)$/mu.exec(text)?.[1];
  if (line === undefined) return null;
  const open = withoutEnd(line.slice(0, MAX_LINE), ' \t\r');
  const title = withoutAttributes(withoutEnd(withoutEnd(open, '#'), ' \t'));
  return title.slice(0, MAX_TITLE).replaceAll(/[*_`]/g, '').trim() || null;
}

function withoutAttributes(title: string): string {
  const start = title.endsWith('}') ? title.lastIndexOf('{') : -1;
  return start === -1 ? title : title.slice(0, start);
}
