import type { OutlineEntry } from '../../../../app/mirror/ports.ts';
import type { NamedEntry } from './lesson-package.ts';

/** Lines of one outline. Chosen: the largest course looked at has under 1,000. */
const MAX_ENTRIES = 20_000;

const MAX_TITLE = 300;

/**
 * Make an outline out of what a package nests: lines that open nothing and hold nothing go, and no
 * line is more than one deeper than the one before.
 *
 * @param paths addresses that there are; a line that opens another becomes a heading
 */
export function settleOutline(
  entries: readonly NamedEntry[],
  paths: ReadonlySet<string>,
): readonly OutlineEntry[] {
  const lines = kept(
    entries.slice(0, MAX_ENTRIES).map((entry) => {
      const path = entry.name === null ? null : `/${entry.name.normalize('NFC')}`;
      return { ...entry, path: path !== null && paths.has(path) ? path : null };
    }),
  );
  /** The depths, in the package, of the lines that the present one stands in. */
  const above: number[] = [];
  return lines.map(({ title, depth, path }) => {
    while ((above.at(-1) ?? -1) >= depth) above.pop();
    const line = title.replace(/\s+/g, ' ').trim().slice(0, MAX_TITLE);
    above.push(depth);
    return { title: line || (path ?? '…'), depth: above.length - 1, path };
  });
}

interface Line {
  readonly title: string;
  readonly depth: number;
  readonly path: string | null;
}

/**
 * The lines that open something, and the headings above them. A sub-header stands before its
 * lessons at their own depth, as Canvas writes it, and counts as one.
 */
function kept(lines: readonly Line[]): readonly Line[] {
  const out: Line[] = [];
  for (const line of lines.toReversed()) {
    const next = out.at(-1);
    const heads =
      next !== undefined &&
      (next.depth > line.depth || (next.depth === line.depth && next.path !== null));
    if (line.path !== null || heads) out.push(line);
  }
  return out.toReversed();
}
