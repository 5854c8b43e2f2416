// Goal: what French teachers write for MkDocs and Pandoc reads well, and nothing makes it hang.
// Method: one example of each dialect's mark; hostile lengths; a property over any lines.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainMarkdown } from '../../../core/mirror/teacher-markdown.ts';

const flat = (text: string): string =>
  plainMarkdown(text)
    .replace(/\n{2,}/g, '\n')
    .trim();

describe('a teacher’s Markdown', () => {
  it('keeps an admonition as a titled box', () => {
    expect(flat('!!! note "À savoir"\n    du texte\n\n    encore\nsuite')).toBe(
      '<div class="encadre note">\n<p class="encadre-titre">À savoir</p>\ndu texte\nencore\n</div>\nsuite',
    );
  });
  it('keeps a folded answer folded, without script', () => {
    expect(flat('??? success "Correction"\n    ```python\n    x = 1\n    ```')).toBe(
      '<details class="encadre success"><summary>Correction</summary>\n```python\nx = 1\n```\n</details>',
    );
  });
  it('keeps what a macro holds, and drops a macro that holds nothing', () => {
    expect(flat('a\n{{ correction(True, """\n**oui**\n""") }}\nb{{ IDE("x") }}c')).toBe(
      'a\n**oui**\nbc',
    );
  });
  it('leaves code alone', () => {
    const code = '```\n!!! note\n    x [^1] \\index{a}\n```';
    expect(flat(code)).toBe(code);
    expect(flat('`{{` et `}` restent')).toBe('`{{` et `}` restent');
  });
  it('keeps a boxed definition as a box', () => {
    expect(flat('open-box-def\nUne **variable**.\nclose-box-def')).toBe(
      '<div class="encadre def">\n<p class="encadre-titre">Définition</p>\nUne **variable**.\n</div>',
    );
  });
  it('drops typesetters’ marks', () => {
    expect(
      flat(
        '\\index{Python}\nTexte\\index{x@y} suite\n![i](a.png){: .center }\n::: center\nfin\n:::',
      ),
    ).toBe('Texte suite\n![i](a.png)\nfin');
    expect(flat('# Titre {#sec:un}')).toBe('<a id="sec:un"></a>\n# Titre');
    expect(flat('dit[^1]\n[^1]: note')).toBe('dit<sup>1</sup>\n<sup>1</sup> note');
  });
  it('ends quickly on hostile nesting', () => {
    const deep = Array.from(
      { length: 3_000 },
      (_, index) => `${'    '.repeat(index % 40)}!!! note`,
    ).join('\n');
    expect(plainMarkdown(deep).length).toBeGreaterThan(0);
    expect(plainMarkdown('{{'.repeat(20_000)).length).toBe(40_000);
  });
  it('never throws', () => {
    const piece = fc.constantFrom(
      '!!! ',
      '??? "',
      '"',
      '    ',
      '\n',
      '```',
      '{{',
      '}}',
      '"""',
      '[^1]',
      '=== "t"',
      'é',
      '{#sec:a}',
      ':::',
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 60 }),
        (parts) => void plainMarkdown(parts.join('')),
      ),
    );
  });
});
