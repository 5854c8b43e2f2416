// Goal: what French teachers write for MkDocs Material and Pandoc stands on the copy, or is counted.
// Method: one example of each mark and of its neighbour that is none; then hostile lengths.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMarkdown } from '../../../../../adapters/local/lessons/markdown/read-markdown.ts';
import { lessonMarkup } from '../../../../../adapters/local/mirror/markup.ts';
import { mirrorWords } from '../../../../../adapters/local/mirror/words.ts';

const words = mirrorWords('fr');
const read = (text: string) => readMarkdown(text, words);
const html = (text: string): string => read(text).html.replace(/>\n+</g, '><').trim();

describe('MkDocs Material', () => {
  it('admonitions are boxes with code and boxes in them, through blank lines', () => {
    expect(
      html(
        '!!! note "À _savoir_"\n    a\n\n    ```py\n    x = 1\n    ```\n\n\n    b\n\n    ??? tip\n        c\nd',
      ),
    ).toBe(
      '<aside class="encadre note" role="note"><p class="encadre-titre">À <em>savoir</em></p><p>a</p><pre><code class="language-py">x = 1\n</code></pre><p>b</p><details class="encadre tip"><summary>Conseil</summary><p>c</p></details></aside><p>d</p>',
    );
  });
  it('a box without a title has the word of its kind, in the language of the copy', () => {
    expect(html('!!! warning\n    x')).toContain('encadre-titre">Attention<');
    expect(readMarkdown('!!! warning\n    x', mirrorWords('en')).html).toContain('>Warning<');
    expect(html('!!! exercice\n    x')).toContain('encadre-titre">Exercice<');
    expect(html('!!! note ""\n    x')).not.toContain('encadre-titre');
    expect(html('???+ note ""\n    x')).toContain('open=""><summary>Note</summary>');
  });
  it('a box stands in a list, and a line that is no box stays a line', () => {
    expect(html('- a\n\n    !!! note\n        b\n- c')).toMatch(/<li><p>a<\/p><aside/);
    expect(html('!!!note\n\n    code')).toContain('<p>!!!note</p>');
  });
  it('tabs are sections one below the other', () => {
    expect(html('=== "Python"\n    a\n\n=== "C"\n    b')).toBe(
      '<section class="onglet"><p class="encadre-titre">Python</p><p>a</p></section><section class="onglet"><p class="encadre-titre">C</p><p>b</p></section>',
    );
  });
  it('a macro is never run: a note stands there and it is counted', () => {
    const page = read('{{ IDE("x") }} {% include "a.md" %}{% if x %}\n\n<div>{{ y }}</div>');
    expect(page.removed).toEqual({ macros: 3 });
    expect(page.html.match(/contenu fabriqué par le site/g)).toHaveLength(3);
    expect(page.html).not.toContain('{');
  });
  it('a title that a macro makes is the word of the box, with what stands beside it', () => {
    const page = read('!!! example "{{ exercice() }} : listes"\n    x');
    expect(page.html).toContain('encadre-titre">Exemple : listes<');
    expect(page.removed).toEqual({ macros: 1 });
  });
  it('an excerpt that was not there is said to be missing', () => {
    const page = read('a\n\n--8<-- "x.md"');
    expect(page.html).toContain('[extrait absent de cette copie : x.md]');
    expect(page.removed).toEqual({ snippets: 1 });
  });
  it('braces in code and prose are no macro', () => {
    const page = read('`{{ x }}` {{ 3 }} $\\frac{{a}}{b}$\n\n```\n{{ x }}\n```');
    expect(page.removed).toEqual({});
    expect(page.html).toContain('<code>{{ x }}</code> {{ 3 }}');
  });
  it('[TOC] lists the headings, which have the anchors of MkDocs', () => {
    expect(html('[TOC]\n\n# Un\n\n## Là-bas\n\n### `x`\n\n## Là-bas')).toBe(
      '<nav class="sommaire" aria-label="Sur cette page"><ul><li><a href="#la-bas">Là-bas</a><ul><li><a href="#x">x</a></li></ul></li><li><a href="#la-bas_1">Là-bas</a></li></ul></nav><h1 id="un">Un</h1><h2 id="la-bas">Là-bas</h2><h3 id="x"><code>x</code></h3><h2 id="la-bas_1">Là-bas</h2>',
    );
  });
  it('keys, marks, notes, lists and abbreviations keep their meaning', () => {
    expect(html('++ctrl+enter++ ==vu== H~2~O x^2^ ~~non~~ :heart: :material-x:')).toBe(
      '<p><kbd>Ctrl</kbd>+<kbd>Entrée</kbd> <mark>vu</mark> H<sub>2</sub>O x<sup>2</sup> <s>non</s> ❤️ </p>',
    );
    expect(html('C++ et i++, x==y et a == b, ~/a et ~/b, 10:30:20')).toBe(
      '<p>C++ et i++, x==y et a == b, ~/a et ~/b, 10:30:20</p>',
    );
    expect(html('a[^1]\n\n[^1]: note')).toMatch(/href="#fn1".*<li id="fn1".*note/);
    expect(html('terme\n: sens')).toBe('<dl><dt>terme</dt><dd>sens</dd></dl>');
    expect(html('- [x] a\n- [ ] b')).toBe('<ul><li>☑ a</li><li>☐ b</li></ul>');
    expect(html('Le HTML, pas XHTML.\n\n*[HTML]: Hyper "Text"')).toBe(
      '<p>Le <abbr title="Hyper &quot;Text&quot;">HTML</abbr>, pas XHTML.</p>',
    );
  });
  it('attribute lists go to what they stand behind', () => {
    expect(html('![i](a.png){: .center width=300 onload=x }')).toBe(
      '<p><img src="a.png" alt="i" class="center" width="300"></p>',
    );
    expect(html('**a**{.b} [l](x){:target="_blank"}')).toBe(
      '<p><strong class="b">a</strong> <a href="x">l</a></p>',
    );
    expect(html('a\n{: .c}')).toBe('<p class="c">a</p>');
    expect(html('un {.b} deux {k: v} trois')).toBe('<p>un {.b} deux {k: v} trois</p>');
  });
});

describe('Pandoc', () => {
  it('numbers figures, tables and equations of the page, and leads to them', () => {
    const page = html(
      'Figure @fig:a, tableau \\ref{tbl:b}, équation [@eq:c], partie @sec:d, @fig:ailleurs.\n\n![Étape.](f.png "t"){ #fig:a width=80% }\n\\\n\n|a|\n|-|\n|1|\n\n: Légende {#tbl:b}\n\n$$ x = 1 $$ {#eq:c}\n\n## Suite {#sec:d}',
    );
    expect(page).toContain(
      '<p>Figure <a href="#fig:a">1</a>, tableau <a href="#tbl:b">1</a>, équation <a href="#eq:c">1</a>, partie <a href="#sec:d">Suite</a>, <span class="preau-absent">ailleurs</span>.</p>',
    );
    expect(page).toContain(
      '<figure id="fig:a"><img src="f.png" alt="Étape." title="t" width="80%"><figcaption>Figure 1 : Étape.</figcaption></figure>',
    );
    expect(page).toContain('<table id="tbl:b"><caption>Tableau 1 : Légende</caption>');
    expect(page).toContain('<div class="equation" id="eq:c"><math');
    expect(page).toContain('<h2 id="sec:d">Suite</h2>');
  });
  it('counts a reference to nothing, and leaves addresses of mails alone', () => {
    expect(read('voir @sec:loin et nom@fig:x').removed).toEqual({ references: 1 });
  });
  it('fenced divs and spans keep their class, boxes become boxes', () => {
    expect(html('::: {.center #x}\na\n\n:::: b\nc\n::::\n:::\nd')).toBe(
      '<div id="x" class="center"><p>a</p><div class="b"><p>c</p></div></div><p>d</p>',
    );
    expect(html('::: warning\na\n:::')).toContain(
      'encadre warning" role="note"><p class="encadre-titre">Attention<',
    );
    expect(html('open-box-def\nUne **variable**.\nclose-box-def')).toContain(
      'Définition</p><p>Une',
    );
    expect(html('[a *b*]{.c} d[0]{e}')).toBe('<p><span class="c">a <em>b</em></span> d[0]{e}</p>');
  });
  it('fences keep their language, whatever stands behind it', () => {
    expect(html('```{.python .numberLines}\nx\n```')).toBe(
      '<pre><code class="language-python">x\n</code></pre>',
    );
    expect(html('```py linenums="1" title="a.py"\nx\n```')).toBe(
      '<figure><figcaption>a.py</figcaption><pre><code class="language-py">x\n</code></pre></figure>',
    );
  });
  it('drops layout, and shows LaTeX that it cannot draw as its source', () => {
    const page = read(
      '\\newpage\n\\index{a@b}\n\nTexte\\index{x} \\LaTeX{}.\n\n\\begin{tikzpicture}\n\\draw;\n\\end{tikzpicture}',
    );
    expect(page.html).toBe(
      '<p>Texte LaTeX.</p>\n<pre><code class="language-latex">\\begin{tikzpicture}\n\\draw;\n\\end{tikzpicture}</code></pre>\n',
    );
    expect(page.removed).toEqual({ latex: 1 });
  });
  it('reads title, author and licence of the front matter', () => {
    const page = read('---\ntitle: T\nauthor:\n  - name: A\n  - B\nlicense: CC BY\n---\ntexte');
    expect(page.title).toBe('T');
    expect(page.html).toContain('Auteur : A, B · Licence : CC BY');
    expect(read('---\n: [bad\n---\ntexte').html).toBe('<p>texte</p>\n');
  });
});

describe('formulas', () => {
  it.each([
    '$x^2$',
    '\\(x^2\\)',
    '$$x^2$$',
    '$$\nx^2\n$$',
    '\\[\nx^2\n\\]',
    '\\begin{align}\nx^2\n\\end{align}',
  ])('%j is MathML, without a script', (text) => {
    expect(html(text)).toMatch(/<math[^>]*>.*<msup><mi>x<\/mi><mn[^>]*>2<\/mn><\/msup>.*<\/math>/);
    expect(html(`avant ${text} après`)).not.toContain('class="formule"');
  });
  it('prices and remarks are none', () => {
    const text = '5 $ et 10 $, $5 et $10, 5$/mois ou 60$/an, (note)';
    expect(html(text)).toBe(`<p>${text}</p>`);
    expect(html('\\(voir la note\\)')).toBe('<p>(voir la note)</p>');
    expect(html('`$x$`')).toBe('<p><code>$x$</code></p>');
  });
  it.each([
    '\\frac{-b \\pm \\sqrt{\\Delta}}{2a}',
    '\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}',
    '\\vec{AB} \\cdot \\overline{z} \\in \\mathbb{R}',
    '\\lim_{x \\to 0} \\sum_{i=1}^n \\int_0^1 f(x)\\,dx',
    '\\begin{cases} a & \\text{si } b \\\\ c \\end{cases}',
    '\\underbrace{a+b}_{n} \\xrightarrow{f} \\boxed{x} \\widehat{ABC}',
    '\\color{red}{x} \\quad \\left( \\dfrac12 \\right)',
  ])('%j loses nothing but styles to the cleaning', (tex) => {
    const made = read(`$$${tex}$$`).html;
    const clean = lessonMarkup(words).page(made, () => ({ kind: 'refused' }))?.body ?? '';
    // Wide ones scroll, and the keyboard goes there.
    const bare = (text: string): string => text.replace(/ style="[^"]*"| tabindex="0"/g, '').trim();
    expect(bare(clean)).toBe(bare(made));
  });
  it('one that Temml refuses stays as its TeX and is counted', () => {
    const page = read('$\\inconnu{<b>}$ $\\href{javascript:x}{y}$ $\\includegraphics{x}$');
    expect(page.html).toContain('<code class="formule">\\inconnu{&lt;b&gt;}</code>');
    expect(page.html).not.toMatch(/<math|<b>|<a /);
    expect(page.removed).toEqual({ formulas: 3 });
  });
  it('bombs are cut off by expansions, length, and what one page may hold', () => {
    const doubling = 'abcdefghijklmnop'
      .split('')
      .map((name, at, all) => `\\def\\${name}{\\${all[at - 1] ?? 'x'}\\${all[at - 1] ?? 'x'}}`);
    expect(read(`$$${doubling.join('')}\\p$$`).removed).toEqual({ formulas: 1 });
    expect(read(`$${'x'.repeat(3_000)}$`).html).not.toContain('<math');
    const many = read('$\\begin{matrix}a&b\\end{matrix}$ '.repeat(5_000));
    expect(many.removed['formulas']).toBeGreaterThan(2_000);
    expect(many.html.length).toBeLessThan(3_000_000);
  });
  it('a macro that one formula defines is not known to the next', () => {
    expect(read('$\\gdef\\secret{x}$ $\\secret$').removed).toEqual({ formulas: 1 });
  });
});

describe('hostile Markdown', () => {
  const times = (text: string): string => text.repeat(Math.ceil(20_000 / text.length));
  // Each was measured at two lengths: the plugins that grew with the square are not used.
  it.each([
    '*a*{.b} ',
    '{.a}',
    '{',
    '[a]{',
    '[{.a}',
    '!!! note\n',
    '=== "a"\n    b\n',
    '::: a\n',
    '$a ',
    '$$ a\n',
    '\\(a ',
    '\\[ a\n',
    '\\begin{align}\n',
    '\\begin{x}\n',
    '\\index{',
    '{{',
    '{{ a """\n',
    '{% ',
    '[@fig:',
    '==a ',
    '^a',
    '++a',
    ':a',
    '[^a]',
    '^[',
    'a\n: b\n',
    '[TOC]\n\n# a\n\n',
    '> !!! note\n>     a\n',
  ])('%j over and over ends', { timeout: 5_000 }, (text) => {
    expect(read(times(text)).html.length).toBeLessThan(3_000_000);
  });
  it('a thousand footnotes that call each other are read, more are not', () => {
    const chain = (length: number): string =>
      `[^a0]\n\n${Array.from({ length }, (_, at) => `[^a${at}]: x[^a${at + 1}]`).join('\n\n')}`;
    expect(read(chain(400)).html).toContain('footnote-item');
    expect(read(chain(1_000)).html).not.toContain('footnote-item');
  });
  it('boxes within boxes end at a depth', () => {
    const deep = Array.from({ length: 40 }, (_, at) => `${'    '.repeat(at)}!!! note`).join('\n');
    expect(html(deep).match(/<aside/g)).toHaveLength(8);
  });
  it('never throws', () => {
    const piece = fc.constantFrom(
      '!!! a "',
      '"',
      '    ',
      '\n',
      '\n\n',
      '```',
      '{{',
      '}}',
      '"""',
      '[^1]',
      '[^1]: ',
      '=== "t"',
      'é',
      '{#sec:a}',
      '{: .b}',
      ':::',
      '::: x',
      '$',
      '$$',
      '\\(',
      '\\begin{align}',
      '\\end{align}',
      '@fig:a',
      '![a](b)',
      '{#fig:a}',
      '|a|\n|-|\n|b|\n',
      ': c {#tbl:a}',
      '*',
      '==',
      '++a++',
      '[',
      ']',
      '- [x] ',
      '*[a]: b',
      '[TOC]',
      '# ',
      '> ',
      '\\',
      '~',
      '^',
      ':heart:',
      '{% x %}',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (parts) => {
        expect(typeof read(parts.join('')).html).toBe('string');
      }),
      { numRuns: 300 },
    );
  });
});
