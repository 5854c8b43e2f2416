import type { OutlineEntry } from './ports.ts';

/** A line of the mirror's table of contents: `path` is the lesson's address on the mirror. */
export type ContentsLine = OutlineEntry;

/** The lessons before and after one, in the teacher's order. */
export interface Neighbours {
  readonly previous?: Neighbour;
  readonly next?: Neighbour;
}

export interface Neighbour {
  readonly path: string;
  readonly title: string;
}

/** Lines of a table of contents that are read; a course of this many lessons is a library. Chosen. */
const MAX_LINES = 50_000;

/** Levels that a list shows; what is deeper stands at the last of them. HTML has six headings. */
const MAX_DEPTH = 5;

/**
 * The teacher's order, in the mirror's addresses. A line whose lesson is not on the mirror stays as a
 * heading when others stand below it, and goes otherwise: nobody is led to nothing.
 */
export function contentsOf(
  outline: readonly OutlineEntry[],
  addressOf: (sourcePath: string) => string | null,
): readonly ContentsLine[] {
  const lines: ContentsLine[] = [];
  let above = -1;
  for (const entry of outline.slice(0, MAX_LINES)) {
    const depth = Math.max(0, Math.min(entry.depth, above + 1, MAX_DEPTH));
    above = depth;
    const path = entry.path === null ? null : addressOf(entry.path);
    const title = entry.title.trim().slice(0, 300);
    lines.push({ title, depth, path, ...(entry.isGuessed && { isGuessed: true }) });
  }
  return withoutEmptyHeadings(lines);
}

/** What is left of a table of contents when headings without a lesson below them go. */
export function withoutEmptyHeadings(lines: readonly ContentsLine[]): readonly ContentsLine[] {
  const kept: ContentsLine[] = [];
  for (const line of lines.toReversed()) {
    const below = kept.at(-1);
    if (line.path !== null || (below !== undefined && below.depth > line.depth)) kept.push(line);
  }
  return kept.reverse();
}

/** What comes before and after each lesson. One that is listed twice has the neighbours of the first. */
export function neighboursOf(contents: readonly ContentsLine[]): ReadonlyMap<string, Neighbours> {
  const seen = new Map<string, Neighbour>();
  for (const { path, title } of contents)
    if (path !== null && !seen.has(path)) seen.set(path, { path, title });
  const line = [...seen.values()];
  return new Map(
    line.map(({ path }, at) => {
      const [previous, next] = [line[at - 1], line[at + 1]];
      return [path, { ...(previous && { previous }), ...(next && { next }) }];
    }),
  );
}
