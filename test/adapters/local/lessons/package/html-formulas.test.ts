import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { htmlFormulas } from '../../../../../adapters/local/lessons/package/html-formulas.ts';

// Goal: formulas that a platform leaves to a script are drawn in the copy, and nothing else is touched.
// Method: texts as teachers write them; then any text, for which time and letters are held.

const draw = (html: string): string => htmlFormulas(html, (key) => key);
const formulas = (html: string): readonly string[] => draw(html).match(/<math/g) ?? [];

describe('formulas of a page', () => {
  test('are drawn within a line and by themselves', () => {
    expect(draw(String.raw`<p>Soit \(x^2\) et</p>`)).toMatch(/^<p>Soit <math[^]*<\/math> et<\/p>$/);
    expect(draw(String.raw`<p>\[\frac{a}{b}\]</p>`)).toMatch(/<math[^>]*display="block"/);
    expect(draw('<p>$$a+b$$</p>')).toMatch(/<math[^>]*display="block"/);
  });

  test('are read as they were typed', () => {
    expect(draw(String.raw`<p>\(a &lt; b\)</p>`)).toMatch(/<mo[^>]*>&lt;<\/mo>/);
    const matrix = String.raw`\[\begin{array}{cc} 1 &amp; 2 \\[2pt] 3 &amp; 4 \end{array}\]`;
    expect(draw(`<p>${matrix}</p>`).match(/<mtd/g)).toHaveLength(4);
  });

  test.each([
    String.raw`<pre>\(x\)</pre><p>rien</p>`,
    String.raw`<p>Écrire <code>\(x\)</code></p>`,
    String.raw`<p>Les signes <span>\[</span> et <span>\(</span></p>`,
    String.raw`<p title="\(x\)">rien</p>`,
    String.raw`<p>\(a <b>b</b>\)</p>`,
    '<p>Deux prix : 5 $ et 6 $</p>',
  ])('are none in %s', (html) => {
    expect(draw(html)).toBe(html);
  });

  test('begin again after what is shown letter by letter', () => {
    expect(formulas(String.raw`<code>\(x\)</code> \(y\)`)).toHaveLength(1);
  });

  test('that are no TeX stay as their source', () => {
    expect(draw(String.raw`<p>\(\frac{1\)</p>`)).toContain(String.raw`\frac{1</code>`);
  });

  test('of a hostile page take no longer than it is long', () => {
    expect(draw(`\\(${'a'.repeat(3_000_000)}`)).toHaveLength(3_000_002);
    for (const piece of ['\\(', '\\[', '$$', '<', '\\', '\\(\\[', '&lt;']) {
      expect(draw(piece.repeat(300_000)).length).toBeGreaterThan(0);
    }
  });

  test('leave every text without delimiters as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        fc.pre(!/[\\$]/.test(text));
        expect(draw(`\\(a\\)<p>${text}`).endsWith(`<p>${text}`)).toBe(true);
      }),
    );
  });
});
