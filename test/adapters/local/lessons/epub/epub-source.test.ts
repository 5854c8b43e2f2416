import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { openArchive } from '../../../../../adapters/local/archive/open-archive.ts';
import { epubSource, isEpub } from '../../../../../adapters/local/lessons/epub/epub-source.ts';
import { memoryArchive, type PackedFiles } from '../package/memory-archive.ts';
import { readSource } from '../package/read-source.ts';

// Goal: a book becomes its chapters in their order, and one under a digital lock is refused.
// Method: a real EPUB 3; small books of both versions with the faults of real ones.

const CONTAINER =
  '<container><rootfiles><rootfile full-path="OEBPS/livre.opf" media-type="application/oebps-package+xml"/></rootfiles></container>';

const opf = (items: string, spine: string, metadata = ''): string =>
  `<opf:package xmlns:opf="http://www.idpf.org/2007/opf" version="2.0"><opf:metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Contes</dc:title><dc:language>fr</dc:language>${metadata}</opf:metadata><opf:manifest>${items}</opf:manifest><opf:spine toc="ncx">${spine}</opf:spine></opf:package>`;

const item = (id: string, href: string, type = 'application/xhtml+xml', more = ''): string =>
  `<opf:item id="${id}" href="${href}" media-type="${type}" ${more}/>`;
const chapters = (...ids: readonly string[]): string =>
  ids.map((id) => `<opf:itemref idref="${id}"/>`).join('');
const xhtml = (body: string, title = 'x'): string =>
  `<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" xml:lang="fr-FR"><head><title>${title}</title><script src="a.js"/><style>p{}</style></head><body>${body}</body></html>`;

const book = (files: PackedFiles): PackedFiles => ({
  mimetype: 'application/epub+zip',
  'META-INF/container.xml': CONTAINER,
  ...files,
});
const source = (files: PackedFiles) => epubSource(memoryArchive(book(files)));
const read = (files: PackedFiles) => readSource(source(files));

test('a real EPUB 3 gives its chapters, titles, licence and authors', async () => {
  const path = new URL(
    '../../../../../examples/april-6-2021/lessons/livre/cours-python.epub',
    import.meta.url,
  );
  const archive = await openArchive(fileURLToPath(path));
  expect(await isEpub(archive)).toBe(true);
  const real = epubSource(archive);
  const [set] = await real.sets();
  expect(set).toMatchObject({
    title: 'Cours de Python (extrait)',
    licence: 'CC BY-SA 4.0',
    attribution: 'Patrick Fuchs & Pierre Poulain',
  });
  const { names, outline, leftOut, text, rights } = await readSource(real);
  await real.close?.();
  expect(outline).toEqual([
    'Cours de Python (extrait) -> /EPUB/text/title_page.xhtml',
    'Introduction -> /EPUB/text/ch001.xhtml',
    'Variables -> /EPUB/text/ch002.xhtml',
    'Boucles et comparaisons -> /EPUB/text/ch003.xhtml',
    'Fonctions -> /EPUB/text/ch004.xhtml',
  ]);
  expect([names.length, names.filter((name) => name.endsWith('.png')).length]).toEqual([21, 15]);
  expect(leftOut).toEqual([]);
  expect(rights('EPUB/text/ch001.xhtml')).toBe('open');
  expect(text('EPUB/text/ch001.xhtml')).toContain('<html lang="fr">');
  expect(text('EPUB/text/ch001.xhtml')).toContain('<title>Introduction</title>');
  expect(text('EPUB/text/ch001.xhtml')).not.toMatch(/<style|<link/);
});

describe('an EPUB 2', () => {
  const files: PackedFiles = {
    'OEBPS/livre.opf': opf(
      item('ncx', 'toc.ncx', 'application/x-dtbncx+xml') +
        item('cover', 'cover.xhtml') +
        item('un', 'texte/un.xml') +
        item('deux', 'texte/deux%20b.html') +
        item('perdu', 'texte/perdu.html') +
        item('img', 'img/loup.png', 'image/png') +
        item('police', 'f.otf', 'font/otf'),
      chapters('cover', 'un', 'deux', 'perdu'),
      '<dc:rights>Tous droits réservés</dc:rights><dc:creator>A</dc:creator><dc:creator>B</dc:creator>',
    ),
    'OEBPS/toc.ncx':
      '<!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" "http://www.daisy.org/z3986/2005/ncx-2005-1.dtd"><ncx><navMap><navPoint><navLabel><text>Le loup</text></navLabel><content src="texte/un.xml"/><navPoint><navLabel><text>Sa dent</text></navLabel><content src="texte/un.xml#d"/><navPoint><navLabel><text>La fin</text></navLabel><content src="texte/deux%20b.html"/></navPoint></navPoint></navPoint></navMap></ncx>',
    'OEBPS/cover.xhtml': xhtml(
      '<svg:svg xmlns:svg="http://www.w3.org/2000/svg" xmlns:xlink="x"><svg:title>c</svg:title><svg:image xlink:href="img/loup.png"/></svg:svg>',
      'Couverture',
    ),
    'OEBPS/texte/un.xml': xhtml(
      '<a id="d"/><h1>Un &eacute;t&eacute; &amp; un loup</h1><br></br><p><![CDATA[3 < 4 & plus]]></p><p xml:lang="en">Wolf</p><m:math xmlns:m="http://www.w3.org/1998/Math/MathML"><m:mi>x</m:mi></m:math>',
    ),
    'OEBPS/texte/deux b.html': xhtml('<p>Fin.</p>'),
    'OEBPS/img/loup.png': 'png',
    'OEBPS/f.otf': 'otf',
    'OEBPS/oubli.html': 'x',
  };

  test('keeps its order, one line a chapter, and chapters that its table forgets', async () => {
    const { outline } = await read(files);
    expect(outline).toEqual([
      'Couverture -> /OEBPS/cover.xhtml',
      'Le loup -> /OEBPS/texte/un.xml.html',
      '  La fin -> /OEBPS/texte/deux b.html',
    ]);
  });

  test('is written as the HTML that it means', async () => {
    const { text } = await read(files);
    const chapter = text('OEBPS/texte/un.xml.html');
    expect(chapter).toContain('<html lang="fr-FR">');
    expect(chapter).toContain('<title>Le loup</title>');
    expect(chapter).toContain('<a id="d"></a><h1>Un &eacute;t&eacute; &amp; un loup</h1><br>');
    expect(chapter).toContain('<p>3 &lt; 4 &amp; plus</p><p lang="en">Wolf</p>');
    expect(chapter).toContain('<math><mi>x</mi></math>');
    expect(chapter).not.toMatch(/<script|<style|<br><\/br>/);
    expect(text('OEBPS/cover.xhtml')).toContain('<img src="img/loup.png" alt="">');
    expect(text('OEBPS/cover.xhtml')).not.toContain('<svg');
  });

  test('tells what is missing and what is not its own, and its rights', async () => {
    const whole = await read(files);
    expect(whole.leftOut).toEqual([
      'OEBPS/oubli.html: not-listed',
      'OEBPS/texte/perdu.html: missing-file',
    ]);
    expect(whole.rights('OEBPS/texte/deux b.html')).toBe('reserved');
    const [set] = await source(files).sets();
    expect(set?.attribution).toBe('A, B');
    expect(set?.licence).toBeUndefined();
    expect(set?.aliases).toEqual({ '/OEBPS/texte/un.xml': 'OEBPS/texte/un.xml.html' });
  });
});

describe('the table of an EPUB 3', () => {
  const nav = (list: string): PackedFiles => ({
    'OEBPS/livre.opf': opf(
      item('nav', 'nav.xhtml', 'application/xhtml+xml', 'properties="nav"') +
        item('a', 'a.xhtml') +
        item('b', 'b.xhtml'),
      chapters('a', 'b'),
    ),
    'OEBPS/nav.xhtml': xhtml(
      `<nav epub:type="landmarks"><ol><li><a href="b.xhtml">Non</a></li></ol></nav><nav epub:type="toc">${list}</nav>`,
    ),
    'OEBPS/a.xhtml': xhtml('<h1>A</h1>'),
    'OEBPS/b.xhtml': xhtml('<h1>B</h1>'),
  });

  test('has headings without a link', async () => {
    const { outline, names } = await read(
      nav(
        '<ol><li><span>Partie <em>une</em></span><ol><li><a href="a.xhtml">Le <code>for</code></a></li></ol></li><li><a href="b.xhtml#x">Suite</a></li></ol>',
      ),
    );
    expect(outline).toEqual([
      'Partie une',
      '  Le for -> /OEBPS/a.xhtml',
      'Suite -> /OEBPS/b.xhtml',
    ]);
    expect(names).toEqual(['OEBPS/a.xhtml', 'OEBPS/b.xhtml']);
  });

  test('an empty or a hostile one leaves the reading order', async () => {
    for (const list of ['', '<ol><li>'.repeat(50_000)]) {
      const { outline } = await read(nav(list));
      expect(outline).toEqual(['A -> /OEBPS/a.xhtml', 'B -> /OEBPS/b.xhtml']);
    }
  });
});

describe('what is refused', () => {
  const locked = (algorithm: string): PackedFiles => ({
    'OEBPS/livre.opf': opf(item('a', 'a.xhtml'), chapters('a')),
    'OEBPS/a.xhtml': xhtml('<p>Bonjour</p>'),
    'META-INF/encryption.xml': `<encryption xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData><enc:EncryptionMethod Algorithm="${algorithm}"/><enc:CipherData><enc:CipherReference URI="OEBPS/a.xhtml"/></enc:CipherData></enc:EncryptedData></encryption>`,
  });

  test('a book under a digital lock, with what to do', async () => {
    const closed = source(locked('http://www.w3.org/2001/04/xmlenc#aes256-cbc'));
    await expect(closed.list()).rejects.toMatchObject({
      code: 'mirror-source-unreadable',
      message: expect.stringMatching(/digital lock \(OEBPS\/a\.xhtml\); ask its publisher/),
    });
  });

  test('fonts that are only obfuscated are no lock', async () => {
    const { names } = await read(locked('http://www.idpf.org/2008/embedding'));
    expect(names).toEqual(['OEBPS/a.xhtml']);
  });

  test.each([
    ['no package document', {}],
    ['a package document that is no XML', { 'OEBPS/livre.opf': '<package>' }],
  ])('a book with %s', async (_what, files) => {
    await expect(source(files).list()).rejects.toMatchObject({
      code: 'mirror-source-unreadable',
      message: expect.stringContaining('OEBPS/livre.opf'),
    });
  });

  test('a chapter nested too deep is not read, the others are', async () => {
    const deep = source({
      'OEBPS/livre.opf': opf(item('a', 'a.xhtml') + item('b', 'b.xhtml'), chapters('a', 'b')),
      'OEBPS/a.xhtml': xhtml('<b>'.repeat(100_000)),
      'OEBPS/b.xhtml': xhtml('<p>lu</p>'),
    });
    const { files } = await deep.list();
    const made = await Promise.all(files.map((file) => deep.read(file)));
    expect(made.map((bytes) => bytes === null)).toEqual([true, false]);
  });
});

test('a sound that the book lists is a file of it, and its chapter still leads to it', async () => {
  const { names, text } = await read({
    'OEBPS/livre.opf': opf(
      item('un', 'un.xhtml') + item('son', 'dictee.mp3', 'audio/mpeg'),
      chapters('un'),
    ),
    'OEBPS/un.xhtml': xhtml('<p>Écoute.</p><audio src="dictee.mp3"/>'),
    'OEBPS/dictee.mp3': 'ID3',
  });
  expect(names).toContain('OEBPS/dictee.mp3');
  expect(text('OEBPS/un.xhtml')).toContain('<audio src="dictee.mp3">');
});

test('a package without a container is no EPUB', async () => {
  expect(await isEpub(memoryArchive({ 'a.html': 'x' }))).toBe(false);
});
