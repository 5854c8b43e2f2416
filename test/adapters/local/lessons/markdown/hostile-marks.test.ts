// Goal: P10: no line of a page, however long its row of blanks, holds the reader up.
// Method: marks that open or close a block, a long row of blanks, then what spoils them; each took
//   minutes by one pattern in the cube of its length.
import { describe, expect, it } from 'vitest';
import { readMarkdown } from '../../../../../adapters/local/lessons/markdown/read-markdown.ts';
import { summaryLines } from '../../../../../core/mirror/order/summary-lines.ts';

const LONG = ' '.repeat(20_000);
const SHORT = ' '.repeat(1_900);

describe('a row of blanks', () => {
  it.each([
    ['::: a', '{'],
    [':::{.a}', '{'],
    ['::: a b', '{'],
    ['open-box-a', '!'],
    ['!!! ', '!'],
    ['!!! note "b"', '!'],
    ['=== "a"', '!'],
    ['*[a]: ', 'x'.repeat(301)],
    ['--8<-- "a"', '!'],
    ['$$a\n$$', 'x'],
    ['\\[a_1\n\\]', 'x'],
    ['\\begin{align}\na\\end{align}', 'x'],
  ])('behind %j costs no time', { timeout: 10_000 }, (mark, spoils) => {
    for (const row of [LONG, SHORT]) {
      const { html } = readMarkdown(`${mark}${row}${spoils}\n\nsuite`, (key) => key);
      expect(html).toContain('<p>suite</p>');
    }
  });

  it('in a list of links costs no time', { timeout: 10_000 }, () => {
    const line = `# a${' '.repeat(590)}!\n`;
    expect(summaryLines(line.repeat(5_000))).toHaveLength(5_000);
  });
});

describe('blanks at the end of a mark', () => {
  it.each([
    ['::: {.note}  \ntexte\n:::\t', '<aside'],
    ['::: note Un titre :::  \ntexte\n:::', '>Un titre<'],
    ['!!! note "Un titre"  \n    texte', '>Un titre<'],
    ['??? note\t\n    texte', '<details'],
    ['=== "Un onglet"  \n    texte', '>Un onglet<'],
    ['*[HTML]: Langage  \n\nHTML', '<abbr title="Langage">'],
    ['$$\na^2\n$$ {#eq:a} .  ', 'id="eq:a"'],
    ['\\begin{align}\na&=b\n\\end{align}  ', '<math'],
  ])('changes nothing: %j', (text, shown) => {
    expect(readMarkdown(text, (key) => key).html).toContain(shown);
  });
});
