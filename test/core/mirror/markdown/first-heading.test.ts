// Goal: a page's first heading gives its title, in time that grows with the page alone.
// Method: headings as people write them; rows of blanks that one pattern would hang on.
import { describe, expect, it } from 'vitest';
import { firstHeading } from '../../../../core/mirror/markdown/first-heading.ts';

describe('the first heading of a page', () => {
  it.each([
    ['# La *fin* {#fin}', 'La fin'],
    ['texte\n\n#   Les listes  ##  \n# Autre', 'Les listes'],
    ['# Les listes {#l .x} #', 'Les listes'],
    ['# f(x) = {x} où', 'f(x) = {x} où'],
    ['#\r\n# Un\r\n', 'Un'],
    ['# C#', 'C'],
    ['## Deux', null],
    ['#hashtag', null],
    ['# ', null],
    ['', null],
  ])('of %j is %j', (text, title) => {
    expect(firstHeading(text)).toBe(title);
  });

  it('is cut where it is a text', () => {
    expect(firstHeading(`# ${'x'.repeat(5_000)}`)).toHaveLength(300);
  });

  it.each([' ', '\t', '#', ' #', '# ', '{', '}', '{}', '{ '])(
    'is found at once behind a long row of %j',
    { timeout: 10_000 },
    (row) => {
      expect(firstHeading(`# a${row.repeat(500_000)}${'x'.repeat(301)}`)).toMatch(/^a/);
      expect(firstHeading(`# a\n${'#'.repeat(10)}${row.repeat(500_000)}`)).toBe('a');
    },
  );
});
