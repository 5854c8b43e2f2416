// Goal: P10: no lesson, however disguised, brings a script, a form or a foreign resource along.
// Method: the known disguises, each checked by the strict scanner; then any bytes as a property.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lessonMarkup } from '../../../../adapters/local/mirror/markup.ts';
import { scanPage } from '../../../../adapters/local/mirror/scan.ts';
import { mirrorWords } from '../../../../adapters/local/mirror/words.ts';
import { decodeText } from '../../../../app/mirror/decode-text.ts';
import { addressBook } from '../../../../core/mirror/address-book.ts';
import { siteLink } from '../../../../core/mirror/site-link.ts';
import { sha256 } from '../../../../core/units.ts';
import { DISGUISES } from './hostile.ts';

const markup = lessonMarkup(mirrorWords('fr'));
const book = addressBook({
  files: ['/a.html', '/i.png'].map((path) => ({
    path,
    sha256: sha256('0'),
    sizeBytes: 1,
    type: 'text/html',
  })),
  aliases: {},
});
const judge = (raw: string) => siteLink(raw, { page: '/p.html', book, ownHosts: [] });
const clean = (html: string) => markup.page(html, judge);
const body = (html: string) => clean(html)?.body ?? '';

/** What must never be in a page, by the scanner and by eye; empty for a harmless page. */
function harm(html: string): readonly unknown[] {
  const seen = html.match(
    /<(?:script|iframe|object|embed|form|input|svg|style|base|meta|link)\b/gi,
  );
  return [...scanPage('/p.html', html), ...(seen ?? [])];
}

describe('a hostile page', () => {
  it.each(DISGUISES)('is harmless: %j', (html) => {
    expect(harm(body(html))).toEqual([]);
    expect(harm(body(`<main><p>du texte</p>${html}<p>encore</p></main>`))).toEqual([]);
  });

  it.each(DISGUISES)('is harmless in Markdown: %j', (html) => {
    const { html: made } = markup.markdown(
      `# Titre\n\n${html}\n\n[lien](javascript:alert(1)) <javascript:alert(1)>\n`,
    );
    expect(harm(body(made))).toEqual([]);
  });

  it('is harmless when its output is read and written again', () => {
    for (const html of DISGUISES) expect(harm(body(body(html)))).toEqual([]);
  });

  it('is given up when nested deeper than a person writes, quickly', () => {
    expect(clean('<b>'.repeat(300_000))).toBeNull();
    expect(clean('<p><i>'.repeat(150_000))).toBeNull();
  });

  it('is harmless whatever its bytes', { timeout: 30_000 }, () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '<',
        '>',
        '</',
        '"',
        "'",
        '=',
        ' ',
        '<!--',
        '-->',
        '<![CDATA[',
        '&#',
        ';',
        '\0',
        '\\',
        '`',
        '\n',
        '<svg>',
        '<math>',
        '<style>',
        '</style>',
        '<title>',
        '<textarea>',
        '<table>',
        'javascript:',
        'onerror=',
        'src=',
        'href=',
        'script',
        '<p>',
        '```',
        '[a](',
        ')',
      ),
      fc.constantFrom(...DISGUISES),
      fc.string({ maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (parts) => {
        const text = parts.join('');
        expect(harm(body(text))).toEqual([]);
        expect(harm(body(markup.markdown(text).html))).toEqual([]);
      }),
      { numRuns: 150 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(harm(body(decodeText(bytes)))).toEqual([]);
        expect(harm(body(markup.markdown(decodeText(bytes)).html))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});

describe('an honest page', () => {
  it('keeps its words, its structure and its pictures', () => {
    const html =
      '<h2 id="t">Titre</h2><p>Voir <a href="a.html#x">là</a> et <strong>ici</strong>.</p><img src="i.png" alt="courbe" width="20">';
    expect(body(html)).toBe(
      '<h2 id="t">Titre</h2><p>Voir <a href="./a.html#x">là</a> et <strong>ici</strong>.</p><img src="./i.png" alt="courbe" width="20" />',
    );
  });
  it('shows what it was made of: the only article, without the site’s menus', () => {
    const html =
      '<html lang="fr"><title>T</title><nav>beaucoup de menus à lire ici</nav><main><aside>à côté</aside><article><h1>H</h1>le texte de la leçon, assez long pour compter</article></main></html>';
    expect(clean(html)).toMatchObject({
      title: 'T',
      language: 'fr',
      text: expect.stringContaining('texte de la leçon'),
    });
    expect(body(html)).toBe(
      '<article><h1>H</h1>le texte de la leçon, assez long pour compter</article>',
    );
  });
  it('is called what its heading says, without the site’s name', () => {
    expect(
      clean('<title>Les boucles - Mon lycée</title><h1>Les boucles<a href="#b">¶</a></h1>')?.title,
    ).toBe('Les boucles');
    expect(clean('<title>Les boucles</title><h1>Mon site</h1>')?.title).toBe('Les boucles');
    expect(clean('<h1>Seul</h1>')?.title).toBe('Seul');
    expect(clean('<p>rien</p>')?.title).toBeNull();
  });
  it('says in words what it cannot show', () => {
    expect(body('<iframe src="https://www.geogebra.org/m/x"></iframe>')).toBe(
      '<span class="preau-note">[contenu interactif ou d\'un autre site, absent de cette copie : <a href="https://www.geogebra.org/m/x" rel="noopener nofollow">https://www.geogebra.org/m/x</a>]</span>',
    );
    expect(body('<img src="https://x.example/y.png" alt="carte">')).toContain(
      "image d'un autre site, absente de cette copie : carte",
    );
    expect(body('<form><input type=text></form>')).toContain('rien ne peut être envoyé');
  });
  it('turns a dead link into text, and marks one that leads away', () => {
    expect(body('<a href="gone.html">x</a>')).toBe('<span class="preau-absent">x</span>');
    expect(body('<a href="https://x.example/" target="_blank">x</a>')).toBe(
      '<a href="https://x.example/" rel="noopener nofollow">x</a>',
    );
  });
  it('keeps formulas and task lists', () => {
    expect(body('<math display="block"><mfrac><mn>1</mn><mi>x</mi></mfrac></math>')).toBe(
      '<math display="block" tabindex="0"><mfrac><mn>1</mn><mi>x</mi></mfrac></math>',
    );
    expect(body('<li><input type="checkbox" disabled checked>fait')).toBe('<li>☑ fait</li>');
  });
  it('takes the picture that a script would have loaded later', () => {
    expect(body('<img data-src="i.png" src="data:image/gif;base64,R0lGOD">')).toContain(
      'src="./i.png"',
    );
  });
  it('reads old encodings', () => {
    expect(decodeText(Uint8Array.of(0xe9, 0x74, 0xe9))).toBe('été');
    expect(decodeText(new TextEncoder().encode('\uFEFFété'))).toBe('été');
  });
  it('has the title of its front matter', () => {
    expect(markup.markdown('---\ntitle: Les boucles\n---\n# H')).toMatchObject({
      title: 'Les boucles',
      html: '<h1 id="h">H</h1>\n',
    });
    expect(markup.markdown('---\n: [bad\n---\ntexte').html).toBe('<p>texte</p>\n');
  });
});
