import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openArchive } from '../../../../../adapters/local/archive/open-archive.ts';
import {
  type H5pOptions,
  h5pSource,
  isH5p,
} from '../../../../../adapters/local/lessons/h5p/h5p-source.ts';
import { mirrorWords } from '../../../../../adapters/local/mirror/words.ts';
import { lessonMarkup } from '../../../../../adapters/local/mirror/markup.ts';
import { memoryArchive, type PackedFiles } from '../package/memory-archive.ts';
import { readSource } from '../package/read-source.ts';

// Goal: an H5P content is read without its program; answers show only where its author lets them.
// Method: a real package cut to its content; each content type as its editor writes it; any JSON.

const words = mirrorWords('fr');

interface Packed {
  readonly library: string;
  readonly params: unknown;
  readonly about?: Readonly<Record<string, unknown>>;
  readonly files?: PackedFiles;
}

const packed = ({ library, params, about = {}, files = {} }: Packed): PackedFiles => ({
  'h5p.json': JSON.stringify({ title: 'Leçon', mainLibrary: library, language: 'fr', ...about }),
  'content/content.json': JSON.stringify(params),
  ...files,
});
const read = (what: Packed, options: Partial<H5pOptions> = {}) =>
  readSource(h5pSource(memoryArchive(packed(what)), { words, ...options }));
const page = async (library: string, params: unknown, files: PackedFiles = {}) =>
  (await read({ library, params, files })).text('lecon.html');

test('a real package is one page, its program one line', async () => {
  const path = new URL('../../../../fixtures/lessons/true-false.h5p', import.meta.url);
  const archive = await openArchive(fileURLToPath(path));
  expect(await isH5p(archive)).toBe(true);
  const source = h5pSource(archive, { words });
  const { names, outline, leftOut, text, rights } = await readSource(source);
  await source.close?.();
  expect(names).toEqual(['hello-world.html']);
  expect(outline).toEqual(['Hello World -> /hello-world.html']);
  expect(leftOut).toEqual(['H5P.TrueFalse-1.6/: script', 'H5P_CONTENT_HERE.txt: not-listed']);
  expect(rights('hello-world.html')).toBeUndefined();
  const html = text('hello-world.html');
  expect(html).toContain('<p>Is this false?</p>');
  expect(html).toMatch(/<li>True<\/li>\s*<li>False<\/li>/);
  expect(html).toMatch(/<details><summary>Voir la réponse<\/summary>\s*<div>False<\/div>/);
  expect(html).not.toContain('<html lang="und"');
});

test.each([
  [{ language: 'en', defaultLanguage: 'de' }, 'de'],
  [{ language: 'en' }, 'en'],
  [{ language: 'en', defaultLanguage: 'und' }, 'en'],
])('its language is the one chosen for the content: %j', async (about, language) => {
  const source = await read({ library: 'H5P.Text', params: { text: '<p>x</p>' }, about });
  expect(source.text('lecon.html')).toContain(`lang="${language}"`);
});

describe('questions', () => {
  const choice = {
    question: '<p>2 + 2 ?</p>',
    answers: [{ text: '3' }, { text: '4', correct: true }],
  };

  test('a choice shows its question and folds its answer', async () => {
    const html = await page('H5P.MultiChoice', choice);
    expect(html).toContain('<p>2 + 2 ?</p>');
    expect(html).toMatch(/<li>3<\/li>\s*<li>4<\/li>/);
    expect(html).toMatch(/<details>[^]*<div>4<\/div>[^]*<\/details>/);
  });

  test('an author who hides solutions hides them here, and in all that stands within', async () => {
    const hidden = { ...choice, behaviour: { enableSolutionsButton: false } };
    expect(await page('H5P.MultiChoice', hidden)).not.toContain('<details>');
    const set = { questions: [{ library: 'H5P.MultiChoice 1.16', params: choice }] };
    expect(await page('H5P.QuestionSet', set)).toContain('<details>');
    const closed = { ...set, override: { showSolutionButton: 'off' } };
    expect(await page('H5P.QuestionSet', closed)).not.toContain('<details>');
  });

  test('exercises that are marked elsewhere show no answer', async () => {
    const whole = await read({ library: 'H5P.MultiChoice', params: choice }, { answers: 'none' });
    expect(whole.text('lecon.html')).not.toContain('<details>');
  });

  test('gaps hide their words, and keep their hints', async () => {
    const html = await page('H5P.Blanks', {
      text: 'Complète.',
      questions: ['<p>Le *chat/matou:un animal* dort.</p>', '<p>Il fait *beau*.</p>'],
    });
    const [shown = '', folded = ''] = html.split('<details>');
    expect(shown).toContain('Le <strong>1. …………</strong> (Indice : un animal) dort.');
    expect(shown).toContain('Il fait <strong>2. …………</strong>.');
    expect(shown).not.toMatch(/chat|beau/);
    expect(folded).toMatch(/<li>chat \/ matou<\/li>\s*<li>beau<\/li>/);
  });

  test('a text of nothing but gaps is a page too big, and no crash', async () => {
    const params = { questions: ['*a* '.repeat(200_000)] };
    const { names, leftOut } = await read({ library: 'H5P.Blanks', params });
    expect([names, leftOut]).toEqual([[], ['lecon.html: too-big']]);
  }, 20_000);

  test('marks of letters in an answer are no hint and no alternative', async () => {
    const html = await page('H5P.Blanks', {
      questions: ['<p>*<span style="color:red">H<sub>2</sub>O</span>/eau:molécule* coule.</p>'],
    });
    expect(html).toContain('(Indice : molécule) coule.');
    expect(html).toContain('<div><span style="color:red">H<sub>2</sub>O</span> / eau</div>');
  });

  test('words to drag are given in an order that says nothing', async () => {
    const html = await page('H5P.DragText', {
      taskDescription: 'Place.',
      textField: 'Le *rouge:couleur* et\nle *bleu*.',
      distractors: '*vert*',
    });
    expect(html).toContain('Mots à placer : bleu, rouge, vert');
    expect(html).toContain('<br>');
  });

  test.each([
    ['H5P.SingleChoiceSet', { choices: [{ question: 'Q', answers: ['zèbre', 'âne'] }] }],
    ['H5P.Summary', { intro: 'Q', summaries: [{ summary: ['zèbre', 'âne'] }] }],
  ])('%s does not show the right answer first because its file does', async (library, params) => {
    const html = await page(library, params);
    expect(html).toMatch(/<li>zèbre<\/li>\s*<li>âne<\/li>[^]*<details>[^]*zèbre/);
    const other = JSON.parse(JSON.stringify(params).replace('zèbre', 'ZZ').replace('âne', 'AA'));
    expect(await page(library, other)).toMatch(/<li>AA<\/li>\s*<li>ZZ<\/li>[^]*<details>[^]*ZZ/);
  });

  test('marked words, essays and things to drag', async () => {
    expect(await page('H5P.MarkTheWords', { textField: 'Un *chat* dort' })).toContain(
      'Un chat dort',
    );
    const essay = { taskDescription: 'Raconte.', solution: { sample: 'Il était une fois' } };
    expect(await page('H5P.Essay', essay)).toMatch(/Raconte\.[^]*<details>[^]*Il était une fois/);
    const drag = {
      question: {
        settings: { questionTitle: 'Range.' },
        task: {
          elements: [{ type: { library: 'H5P.AdvancedText 1.1', params: { text: 'lion' } } }],
          dropZones: [{ label: 'Savane', correctElements: ['0'] }],
        },
      },
    };
    expect(await page('H5P.DragQuestion', drag)).toMatch(/Range\.[^]*Savane[^]*<details>[^]*lion/);
  });

  test('cards have a front and a folded back', async () => {
    const cards = { description: 'Anglais', cards: [{ text: 'chat', answer: 'cat' }] };
    expect(await page('H5P.Flashcards', cards)).toMatch(/chat[^]*<details>[^]*cat/);
    const dialogs = { title: 'Anglais', dialogs: [{ text: '<p>chien</p>', answer: 'dog' }] };
    expect(await page('H5P.Dialogcards', dialogs)).toMatch(/chien[^]*<details>[^]*dog/);
  });
});

describe('texts and pictures', () => {
  const text = (html: string) => ({ library: 'H5P.AdvancedText 1.1', params: { text: html } });

  test('columns, accordions and slides keep their order', async () => {
    const column = { content: [{ content: text('<p>un</p>') }, { content: text('<p>deux</p>') }] };
    expect(await page('H5P.Column', column)).toMatch(/un[^]*deux/);
    const panels = [{ title: 'A & B', content: text('dedans') }];
    expect(await page('H5P.Accordion', { panels })).toMatch(/<h2>A &amp; B<\/h2>\s*<p>dedans/);
    const elements = [
      { y: 60, x: 0, action: text('bas') },
      { y: 10, x: 50, action: text('droite') },
      { y: 11, x: 5, action: text('gauche'), solution: 'aide' },
    ];
    const slides = { presentation: { slides: [{ keywords: [{ main: 'Titre' }], elements }] } };
    const html = await page('H5P.CoursePresentation', slides);
    expect(html).toMatch(/<h2>Page 1 – Titre<\/h2>[^]*gauche[^]*aide[^]*droite[^]*bas/);
  });

  test('a book is a cover and a page for each chapter', async () => {
    const { outline, text: textOf } = await read({
      library: 'H5P.InteractiveBook',
      params: {
        bookCover: { coverDescription: '<p>Bienvenue</p>' },
        chapters: ['Un', 'Deux'].map((title) => ({
          library: 'H5P.Column 1.15',
          params: { content: [{ content: text(`<p>chapitre ${title}</p>`) }] },
          metadata: { title },
        })),
      },
    });
    expect(outline).toEqual(['Leçon -> /lecon.html', '  Un -> /un.html', '  Deux -> /deux.html']);
    expect(textOf('deux.html')).toContain('chapitre Deux');
  });

  test('a picture has its alternative text, its credit and its own rights', async () => {
    const metadata = { license: 'CC BY', licenseVersion: '4.0', authors: [{ name: 'Ana' }] };
    const image = (path: string, more: object) => ({
      content: { library: 'H5P.Image 1.1', params: { file: { path }, alt: 'un "lac"' }, ...more },
    });
    const whole = await read({
      library: 'H5P.Column',
      params: {
        content: [
          image('images/a b.jpg', { metadata }),
          image('images/c.jpg#tmp', { metadata: { license: 'C' } }),
          image('images/absent.jpg', {}),
          image('https://ailleurs.example/x.jpg', {}),
        ],
      },
      about: {
        license: 'CC BY-SA',
        licenseVersion: '4.0',
        authors: [{ name: 'Léa', role: 'Author' }],
      },
      files: { 'content/images/a b.jpg': 'a', 'content/images/c.jpg': 'c', 'content/x.jpg': 'x' },
    });
    const html = whole.text('lecon.html');
    expect(html).toContain('<img src="content/images/a%20b.jpg" alt="un &quot;lac&quot;">');
    expect(html).toContain('<figcaption>Image : Ana, CC BY 4.0</figcaption>');
    expect(html).not.toContain('ailleurs');
    expect(whole.rights('content/images/a b.jpg')).toBe('open');
    expect(whole.rights('content/images/c.jpg')).toBe('reserved');
    expect(whole.leftOut).toEqual([
      'content/images/absent.jpg: missing-file',
      'content/x.jpg: not-listed',
    ]);
  });

  test('a film is a poster and a link, with what its author put into it', async () => {
    const params = {
      interactiveVideo: {
        video: {
          files: [{ path: 'https://videos.example/v', mime: 'video/YouTube' }],
          startScreenOptions: { title: 'Le cœur', poster: { path: 'images/p.jpg' } },
        },
        assets: {
          interactions: [
            { duration: { from: 75 }, action: text('<p>Plus tard</p>') },
            { duration: { from: 5 }, label: '<p>Pause</p>', action: text('<p>Tôt</p>') },
          ],
        },
      },
    };
    const html = await page('H5P.InteractiveVideo', params, { 'content/images/p.jpg': 'p' });
    expect(html).toContain('<a href="https://videos.example/v">Le cœur</a>');
    expect(html).toContain('src="content/images/p.jpg"');
    expect(html).toMatch(/<h3>0:05 – Pause<\/h3>[^]*Tôt[^]*<h3>1:15<\/h3>[^]*Plus tard/);
    const local = { sources: [{ path: 'videos/v.mp4', mime: 'video/mp4' }] };
    expect(await page('H5P.Video', local)).toContain(words('package.videoNone').slice(0, 14));
  });

  test('an unknown type gives its texts, and neither buttons nor notes for the author', async () => {
    const html = await page('H5P.Nouveau', {
      title: 'Un titre',
      parts: [{ description: 'décrit', note: { any: '<p>balisé</p>' }, checkLabel: 'Vérifier' }],
      inside: text('<p>connu</p>'),
      l10n: { text: 'Bouton' },
      authorComments: '<p>CANARI-AUTEUR</p>',
      behaviour: { text: 'réglage' },
    });
    for (const part of ['Un titre', 'décrit', 'balisé', 'connu']) expect(html).toContain(part);
    expect(html).not.toMatch(/Vérifier|Bouton|CANARI|réglage/);
  });

  test('a content of which nothing can be read says so', async () => {
    expect(await page('H5P.ArithmeticQuiz', { quizType: 'arithmetic' })).toContain(
      words('package.unreadable').slice(0, 30),
    );
  });
});

describe('rights and hostile input', () => {
  test.each([
    ['U', undefined],
    ['C', 'reserved'],
    ['CC BY-NC-SA', 'open'],
    ['PD', 'open'],
    ['ODC PDDL', 'open'],
    ['OwnLicence', 'reserved'],
  ])('licence %s is %s', async (license, kind) => {
    const whole = await read({ library: 'H5P.Text', params: { text: 'x' }, about: { license } });
    expect(whole.rights('lecon.html')).toBe(kind);
  });

  const text = (license: string) => ({
    library: 'H5P.AdvancedText 1.1',
    params: { text: '<p>x</p>' },
    metadata: { license, title: 't' },
  });

  test('a content within that is reserved holds the page that it stands on, and no other', async () => {
    const chapter = (title: string, license: string) => ({
      library: 'H5P.Column 1.1',
      metadata: { title, license: 'CC BY' },
      params: { content: [{ content: text('CC BY-SA') }, { content: text(license) }] },
    });
    const book = await read({
      library: 'H5P.InteractiveBook',
      params: { chapters: [chapter('Un', 'C'), chapter('Deux', 'CC BY')] },
      about: { license: 'CC BY' },
    });
    expect([book.rights('un.html'), book.rights('deux.html')]).toEqual(['reserved', 'open']);
    const one = { library: 'H5P.Column', params: { content: [{ content: text('C') }] } };
    expect((await read({ ...one, about: { license: 'CC BY' } })).rights('lecon.html')).toBe(
      'reserved',
    );
  });

  test('script in texts, names and drawings does not outlive the cleaning', async () => {
    const whole = await read({
      library: 'H5P.Image',
      params: { file: { path: 'images/x.svg' }, alt: '"><script>alert(1)</script>' },
      about: { title: '<script>alert(2)</script>', language: '"><script>' },
      files: {
        'content/images/x.svg':
          '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(3)</script><circle r="4" onload="alert(4)"/></svg>',
      },
    });
    const markup = lessonMarkup(words);
    const [name = ''] = whole.names.filter((one) => one.endsWith('.html'));
    const clean = markup.page(whole.text(name), () => ({ kind: 'internal', href: './x.svg' }));
    expect(clean?.body).not.toMatch(/<script|"><s/);
    expect(markup.drawing(whole.text('content/images/x.svg'))).not.toMatch(/script|alert/);
  });

  test('any content at all becomes a page, bounded in depth', async () => {
    const types = [
      'H5P.Column',
      'H5P.Blanks',
      'H5P.CoursePresentation',
      'H5P.Inconnu',
      'H5P.Image',
    ];
    const keys = fc.constantFrom('content', 'params', 'library', 'text', 'questions', 'path', 'x');
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 6 },
        fc.constantFrom('H5P.Column 1.1', 'a *b* c', '<p>x', null, 3, '__proto__'),
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(keys, tie('tree'), { maxKeys: 4 }),
      ),
    }));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...types), tree, async (library, params) => {
        expect(await page(library, params)).toContain('<h1>Leçon</h1>');
      }),
    );
  });

  test.each([20, 100_000])('%i contents within each other end somewhere', async (levels) => {
    const open = '{"content":[{"content":{"library":"H5P.Column 1.1","params":';
    const files = {
      'h5p.json': '{"title":"Leçon","mainLibrary":"H5P.Column"}',
      'content/content.json': `${open.repeat(levels)}"fond"${'}}]}'.repeat(levels)}`,
    };
    const whole = await readSource(h5pSource(memoryArchive(files), { words }));
    expect(whole.text('lecon.html')).toContain('<h1>Leçon</h1>');
    expect(whole.text('lecon.html')).not.toContain('fond');
  });

  test.each([
    ['no JSON', { 'h5p.json': '{', 'content/content.json': '{}' }],
    ['no main library', { 'h5p.json': '{"title":"x"}', 'content/content.json': '{}' }],
    ['no content', { 'h5p.json': '{"mainLibrary":"H5P.Text"}' }],
    ['broken content', { 'h5p.json': '{"mainLibrary":"H5P.Text"}', 'content/content.json': '[' }],
  ])('a package with %s is refused', async (_what, files) => {
    const source = h5pSource(memoryArchive(files), { words });
    await expect(source.list()).rejects.toMatchObject({ code: 'mirror-source-unreadable' });
  });

  test('a package without content is no H5P', async () => {
    expect(await isH5p(memoryArchive({ 'h5p.json': '{}' }))).toBe(false);
  });
});
