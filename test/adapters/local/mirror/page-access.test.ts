// Goal: who cannot see a lesson's page finds its headings, pictures, tables, films and places; nothing is made up.
// Method: the faults of real lessons, one by one, and the page that comes out of each.
import { describe, expect, it } from 'vitest';
import { lessonMarkup } from '../../../../adapters/local/mirror/markup.ts';
import { mirrorWords } from '../../../../adapters/local/mirror/words.ts';
import type { LinkedFile } from '../../../../app/mirror/shown-picture.ts';
import { addressBook } from '../../../../core/mirror/address-book.ts';
import { siteLink } from '../../../../core/mirror/site-link.ts';
import { sha256 } from '../../../../core/units.ts';

const FILES: { readonly [path: string]: LinkedFile } = {
  '/i.png': {
    type: 'image/png',
    picture: { width: 400, height: 300, sources: [], isStill: false },
  },
  '/a.html': { type: 'text/html' },
  '/f.pdf': { type: 'application/pdf', document: { kind: 'PDF', size: '1,2 Mo' } },
  '/d.mp3': { type: 'audio/mpeg', document: { kind: 'MP3', size: '900 ko' } },
};
const book = addressBook({
  files: Object.entries(FILES).map(([path, { type }]) => ({
    path,
    type,
    sha256: sha256('0'),
    sizeBytes: 1,
  })),
  aliases: {},
});
const markup = lessonMarkup(mirrorWords('fr'));
const body = (html: string): string =>
  markup.page(
    html,
    (raw) => siteLink(raw, { page: '/p.html', book, ownHosts: [] }),
    (path) => FILES[path] ?? null,
  )?.body ?? '';
const alts = (html: string): readonly (string | undefined)[] =>
  [...body(html).matchAll(/<img [^>]*?alt="([^"]*)"/g)].map(([, alt]) => alt);

describe('a picture', () => {
  it.each([
    ['<img src="i.png" alt="Le Nil">', 'Le Nil'],
    ['<img src="i.png" alt="">', ''],
    ['<img src="i.png" title="Le delta">', 'Le delta'],
    ['<img src="i.png" aria-label="Le delta" alt="IMG_2041.JPG">', 'Le delta'],
    [
      '<figure><img src="i.png"><figcaption>Fig. 1 : <em>le  Nil</em></figcaption></figure>',
      'Fig. 1 : le Nil',
    ],
    ['<img src="i.png">', 'image sans description'],
    ['<img src="i.png" alt="DSC_0042">', 'image sans description'],
    ['<a href="a.html"><img src="i.png" alt=""></a>', 'image sans description'],
    ['<a href="a.html">Suite <img src="i.png" alt=""></a>', ''],
  ])('%s says %j', (html, alt) => {
    expect(alts(html)).toEqual([alt]);
  });

  it('has its measures, whichever the lesson gives, and comes when it is scrolled to', () => {
    expect(body('<img src="i.png" alt="a"><img src="i.png" alt="b" width="200">')).toBe(
      '<img src="./i.png" alt="a" width="400" height="300" /><img src="./i.png" alt="b" width="200" height="150" loading="lazy" />',
    );
    expect(body('<img src="i.png" alt="a" width="50%">')).toContain('width="50%"');
    expect(body('<img src="i.png" alt="a" style="width:100px">')).not.toContain('height=');
  });
});

describe('headings', () => {
  it('follow each other without a jump, and the empty ones go', () => {
    expect(body('<h1>T</h1><h3>A</h3><h4> </h4><h5 id="x"></h5><h1>B</h1>')).toBe(
      '<h1>T</h1><h2>A</h2> <span id="x"></span><h2>B</h2>',
    );
  });

  it('leave the first level to the title where they have none', () => {
    expect(body('<h3>A</h3><h4>B</h4>')).toBe('<h2>A</h2><h3>B</h3>');
  });
});

describe('a table', () => {
  it('says what its heading cells head', () => {
    expect(
      body('<table><tr><th></th><th>Lu</th></tr><tr><th>8 h</th><td>Maths</td></tr></table>'),
    ).toBe(
      '<table tabindex="0"><tbody><tr><td></td><th scope="col">Lu</th></tr><tr><th scope="row">8 h</th><td>Maths</td></tr></tbody></table>'.replaceAll(
        /<\/?tbody>/g,
        '',
      ),
    );
  });
});

describe('places and links', () => {
  it('have names of their own, and links find the first', () => {
    expect(body('<p id="a">1</p><p id="a">2</p><p id="a-2">3</p><a href="#a">x</a>')).toBe(
      '<p id="a">1</p><p id="a-2">2</p><p id="a-2-2">3</p><a href="#a">x</a>',
    );
    expect(body('<p id="preau-lecon">1</p>')).toBe('<p id="preau-lecon-2">1</p>');
  });

  it('that say nothing go, and what leads to them still does', () => {
    expect(body('<a href="a.html"><i></i></a><a href="a.html" id="b"></a>')).toBe(
      '<span id="b"></span>',
    );
  });

  it('say what a document is and how large', () => {
    expect(body('<a href="f.pdf">Fiche</a> <a href="f.pdf">Fiche (PDF)</a>')).toBe(
      '<a href="./f.pdf">Fiche <small>(PDF, 1,2 Mo)</small></a> <a href="./f.pdf">Fiche (PDF) <small>(1,2 Mo)</small></a>',
    );
  });
});

describe('what only works with a script or a voice', () => {
  it.each([
    ['<p lang="xx-klingon-123456789">a</p>', '<p>a</p>'],
    ['<p xml:lang="en">a</p>', '<p lang="en">a</p>'],
    ['<div role="tab" aria-selected="true" aria-controls="x">a</div>', '<div>a</div>'],
    ['<a href="a.html" role="button" aria-hidden="true">a</a>', '<a href="./a.html">a</a>'],
    ['<span aria-label="b">a</span>', '<span>a</span>'],
    [
      '<span role="img" aria-hidden="true">a</span>',
      '<span role="img" aria-hidden="true">a</span>',
    ],
    ['<main><p>a</p></main>', '<div><p>a</p></div>'],
  ])('%s becomes %s', (html, made) => {
    expect(body(html)).toBe(made);
  });
});

describe('a film, a sound, a frame', () => {
  const note = (words: string, href: string): string =>
    `<span class="preau-note">[${words} : <a href="${href}" rel="noopener nofollow">${href}</a>]</span>`;

  it.each([
    [
      '<iframe title="La cellule" src="https://www.youtube-nocookie.com/embed/abc?rel=0"></iframe>',
      note(
        'vidéo « La cellule » (YouTube), absente de cette copie',
        'https://www.youtube.com/watch?v=abc',
      ),
    ],
    [
      '<video title="Le Nil" data-duration="PT3M20S" poster="https://x.example/p.jpg"><source src="https://x.example/f.webm"><source src="https://x.example/f.mp4">Pas de vidéo</video>',
      note('vidéo « Le Nil » (3 min 20 s), absente de cette copie', 'https://x.example/f.webm'),
    ],
    [
      '<video src="film.mp4"></video>',
      '<span class="preau-note">[vidéo, absente de cette copie]</span>',
    ],
    [
      '<audio><source src="loin.mp3"></audio>',
      '<span class="preau-note">[son, absent de cette copie]</span>',
    ],
  ])('%s', (html, made) => {
    expect(body(html).replaceAll('\u00A0', ' ')).toBe(made);
  });

  it('shows the poster that the lesson has itself', () => {
    expect(body('<video src="https://x.example/f.mp4" poster="i.png"></video>')).toMatch(
      /^<img src="\.\/i\.png" alt="" width="400" height="300" loading="lazy" \/> <span/,
    );
  });

  it('plays the sound that is on the mirror, when it is asked to', () => {
    const made =
      '<audio src="./d.mp3" preload="none" controls></audio> <a href="./d.mp3">Dictée (MP3, 900 ko)</a>';
    expect(body('<audio title="Dictée" autoplay loop src="d.mp3"></audio>')).toBe(made);
    expect(body('<audio title="Dictée"><source src="gone.ogg"><source src="d.mp3">x</audio>')).toBe(
      made,
    );
  });
});
