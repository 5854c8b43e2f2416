import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { settleOutline } from '../../../../../adapters/local/lessons/package/settle-outline.ts';

// Goal: an outline never jumps a level, opens only what there is, and has no empty heading.
// Method: outlines written as indented lines, and a property over any nesting.

const entry = (line: string) => {
  const [, blanks = '', title = '', name] = /^( *)([^>]*?)(?:>(.*))?$/.exec(line) ?? [];
  return { title: title.trim(), depth: blanks.length, name: name ?? null };
};
const settle = (lines: readonly string[]) =>
  settleOutline(lines.map(entry), new Set(['/a', '/b'])).map(
    ({ title, depth, path }) => `${' '.repeat(depth)}${title}${path === null ? '' : `>${path}`}`,
  );

test('headings stay where something stands under them', () => {
  expect(settle(['un', ' a>a', 'deux', ' trois', 'quatre', ' b>b'])).toEqual([
    'un',
    ' a>/a',
    'quatre',
    ' b>/b',
  ]);
});

test('a sub-header before lessons of its own depth stays', () => {
  expect(settle(['un', ' sous-titre', ' a>a', ' fin'])).toEqual(['un', ' sous-titre', ' a>/a']);
});

test('a line whose file is not there is no link', () => {
  expect(settle(['un>absent', ' a>a', 'deux>absent'])).toEqual(['un', ' a>/a']);
});

test('no line is more than one deeper than the one before', () => {
  const lines = fc.array(
    fc.record({
      title: fc.string({ maxLength: 3 }),
      depth: fc.nat({ max: 5 }),
      name: fc.constantFrom('a', 'b', 'absent', null),
    }),
  );
  fc.assert(
    fc.property(lines, (entries) => {
      const outline = settleOutline(entries, new Set(['/a', '/b']));
      const depths = outline.map(({ depth }) => depth);
      expect(depths.every((depth, at) => depth <= (depths[at - 1] ?? -1) + 1)).toBe(true);
      expect(outline.filter(({ path }) => path !== null)).toHaveLength(
        entries.filter(({ name }) => name === 'a' || name === 'b').length,
      );
      expect(outline.length === 0 || outline.at(-1)?.path !== null).toBe(true);
    }),
  );
});
