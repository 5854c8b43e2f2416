import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentsOf, neighboursOf } from '../../../app/mirror/lesson-order.ts';
import type { OutlineEntry } from '../../../app/mirror/ports.ts';

// Goal: pupils read lessons in their teacher's order, and no line of it leads to nothing.
// Method: outlines as indented lines, where `-` is a heading; any outline as a property.

/** Two spaces a level; `x` is a lesson at `/x`, `- x` a heading. */
const outline = (text: string): OutlineEntry[] =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const title = line.trim().replace(/^- /, '');
      const isHeading = line.trim().startsWith('- ');
      const depth = (line.length - line.trimStart().length) / 2;
      return { title, depth, path: isHeading ? null : `/${title}` };
    });

const drawn = (entries: readonly OutlineEntry[]): string =>
  entries
    .map(({ title, depth, path }) => `${'  '.repeat(depth)}${path === null ? '- ' : ''}${title}`)
    .join('\n');

const everywhere = (path: string): string => path;

describe('a table of contents', () => {
  it('keeps the teacher’s order and headings', () => {
    const text = 'intro\n- Chapitre 1\n  a\n  b\n- Chapitre 2\n  c';
    expect(drawn(contentsOf(outline(text), everywhere))).toBe(text);
  });
  it('drops what is not on the mirror, and headings over nothing', () => {
    const text = '- Un\n  a\n- Deux\n  - Trois\n    b\n- Quatre\nc';
    const there = (path: string) => (path === '/b' ? null : path);
    expect(drawn(contentsOf(outline(text), there))).toBe('- Un\n  a\nc');
  });
  it('keeps a lesson that is gone as the heading of those below it', () => {
    const there = (path: string) => (path === '/a' ? null : path);
    expect(drawn(contentsOf(outline('a\n  b'), there))).toBe('- a\n  b');
  });
  it('never jumps a level', () => {
    const jumped = [
      { title: 'a', depth: 3, path: '/a' },
      { title: 'b', depth: 9, path: '/b' },
    ];
    expect(contentsOf(jumped, everywhere).map(({ depth }) => depth)).toEqual([0, 1]);
  });
  it('is a list that can be nested, whatever it is made from', () => {
    const entry = fc.record({
      title: fc.string(),
      depth: fc.integer({ min: -3, max: 40 }),
      path: fc.option(fc.constantFrom('/a', '/b', '/c', '/gone')),
    });
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 60 }), (entries) => {
        const lines = contentsOf(entries, (path) => (path === '/gone' ? null : path));
        for (const [at, { depth, path }] of lines.entries()) {
          expect(depth).toBeLessThanOrEqual((lines[at - 1]?.depth ?? -1) + 1);
          const isOverNothing = path === null && (lines[at + 1]?.depth ?? -1) <= depth;
          expect(isOverNothing).toBe(false);
        }
        const order = entries.flatMap(({ path }) =>
          path === null || path === '/gone' ? [] : path,
        );
        expect(lines.flatMap(({ path }) => path ?? [])).toEqual(order);
      }),
    );
  });
});

describe('the neighbours of a lesson', () => {
  it('are those before and after it, over headings', () => {
    const around = neighboursOf(contentsOf(outline('a\n- X\n  b\n  c'), everywhere));
    const of = (path: string) => {
      const { previous, next } = around.get(path) ?? {};
      return [previous?.path, next?.path];
    };
    expect([of('/a'), of('/b'), of('/c')]).toEqual([
      [undefined, '/b'],
      ['/a', '/c'],
      ['/b', undefined],
    ]);
  });
  it('are one line to walk along, even when a lesson is listed twice', () => {
    const around = neighboursOf(contentsOf(outline('a\nb\na\nc'), everywhere));
    const walked: string[] = [];
    for (let at: string | undefined = '/a'; at !== undefined; at = around.get(at)?.next?.path)
      walked.push(at);
    expect(walked).toEqual(['/a', '/b', '/c']);
  });
});
