import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { openArchive } from '../../../../../adapters/local/archive/open-archive.ts';
import {
  cartridgeSource,
  isCartridge,
} from '../../../../../adapters/local/lessons/cartridge/cartridge-source.ts';
import { mirrorWords } from '../../../../../adapters/local/mirror/words.ts';
import { memoryArchive } from '../package/memory-archive.ts';
import { readSource } from '../package/read-source.ts';
import { aCourse, CANARIES, cartridgeManifest } from './a-cartridge.ts';

// Goal: a cartridge becomes the lessons that its pupils see, and says what it leaves out.
// Method: two real exports; a course with every kind of resource and the faults of real ones.

const words = mirrorWords('fr');
const course = async (files = aCourse()) =>
  readSource(cartridgeSource(memoryArchive(files), { words }));
const real = async (name: string) => {
  const path = new URL(`../../../../fixtures/lessons/${name}`, import.meta.url);
  const archive = await openArchive(fileURLToPath(path));
  expect(await isCartridge(archive)).toBe(true);
  const source = cartridgeSource(archive, { words });
  const [sets, whole] = [await source.sets(), await readSource(source)];
  await source.close?.();
  return { set: sets[0], ...whole };
};

describe('real exports', () => {
  test('a page that only <resources> names is shown', async () => {
    const { set, names, leftOut, outline, rights } = await real('single-page.imscc');
    expect(set?.title).toBe('The Life of Paul');
    expect(set?.licence).toMatch(/^Public Domain/);
    expect(names).toEqual(['wiki_content/our-purpose.html']);
    expect(rights('wiki_content/our-purpose.html')).toBe('open');
    expect(outline).toEqual([]);
    expect(leftOut).toHaveLength(5);
    expect(leftOut.every((line) => line.endsWith(': settings'))).toBe(true);
  });

  test('an empty organisation and a file that is not in the ZIP are no fault', async () => {
    const { set, names, leftOut, outline, text } = await real('canvas_cc_gem_course.imscc');
    expect(set).toEqual({ folder: '/', title: 'Canvas CC Gem Course', aliases: {}, exclude: [] });
    expect(names).toHaveLength(3);
    // Work that stands in no module has a heading, in place of folders that are called after numbers.
    expect(outline).toEqual([
      words('package.assignments'),
      expect.stringMatching(/^ {2}.+ -> \/2d7d5ca55a932e43c614910000000004\//),
      expect.stringMatching(/^ {2}.+ -> \/2d7d5ca55a932e43c614910000000005\//),
      expect.stringMatching(/^ {2}.+ -> \/2d7d5ca55a932e43c614910000000006\//),
    ]);
    expect(leftOut).toHaveLength(12);
    expect(leftOut).toContain('course_settings/syllabus.html: missing-file');
    expect(text(names[0] ?? '')).toContain('This is assignment content.');
    expect(text(names[0] ?? '')).toContain(words('package.assignmentToDo').slice(0, 20));
  });
});

describe('a whole course', () => {
  test('shows what pupils see, under names for people', async () => {
    const { names } = await course();
    expect(names).toEqual([
      'a-rendre.html',
      'geogebra.html',
      'publie/devoir.html',
      'se-tester.html',
      'video.html',
      'vos-questions.html',
      'web_resources/Ma figure (1).png',
      'web_resources/fiche élève.pdf',
      'web_resources/oubli.png',
      'wiki_content/thales-simple.html',
      'wiki_content/thales.html',
    ]);
  });

  test('keeps the order of its teacher, sub-headers and other versions', async () => {
    const { outline } = await course();
    expect(outline).toEqual([
      'Chapitre 1',
      '  Thalès -> /wiki_content/thales.html',
      '    Thalès (autre version) -> /wiki_content/thales-simple.html',
      '  Pour aller plus loin',
      '  Vidéo -> /video.html',
      '  Vos questions -> /vos-questions.html',
      '  Se tester -> /se-tester.html',
      '  À rendre -> /a-rendre.html',
      '  GeoGebra -> /geogebra.html',
      words('package.assignments'),
      '  devoir -> /publie/devoir.html',
    ]);
  });

  test('says what it leaves out, and why', async () => {
    const { leftOut } = await course();
    expect(leftOut.filter((line) => !line.startsWith('course_settings/'))).toEqual([
      'Ressource perdue: missing-file',
      'ancien/assignment_settings.xml: unpublished',
      'ancien/devoir.html: unpublished',
      'banque.xml: question-bank',
      'casse.xml: unreadable',
      'ferme-meta.xml: unpublished',
      'ferme.xml: unpublished',
      'forum-meta.xml: settings',
      'futur.xml: unknown-kind',
      'gradebook.csv: not-listed',
      'plan.html: teachers-only',
      'publie/assignment_settings.xml: settings',
      'quiz/assessment_meta.xml: settings',
      'submissions/eleve.html: not-listed',
      'web_resources/prof/corrige.pdf: unpublished',
      'web_resources/prof/oubli.jpg: not-listed',
      'web_resources/verrou.pdf: unpublished',
      'wiki_content/brouillon.html: unpublished',
      'wiki_content/examen.html: unpublished',
    ]);
    expect(leftOut).toContain('course_settings/syllabus.html: missing-file');
  });

  test('turns addresses of the platform into links between files', async () => {
    const html = (await course()).text('wiki_content/thales.html');
    expect(html).toContain('src="../web_resources/Ma%20figure%20(1).png"');
    expect(html).toContain('href="../web_resources/fiche%20%C3%A9l%C3%A8ve.pdf"');
    expect(html).toContain('href="./thales-simple.html#debut"');
    expect(html).toContain('href="../se-tester.html"');
    expect(html).toContain('<a href="./thales.html">chapitre</a>');
    expect(html).toContain('src="https://geo.example/a"');
    expect(html).toContain('href="$CANVAS_OBJECT_REFERENCE$/quizzes/inconnu"');
    expect(html).toContain('<p>$IMS-CC-FILEBASE$ dans le texte reste.</p>');
  });

  test('answers the addresses that its pages had on the platform', async () => {
    const [set] = await cartridgeSource(memoryArchive(aCourse()), { words }).sets();
    expect(set?.aliases['/courses/42/pages/thales-simple']).toBe('wiki_content/thales-simple.html');
  });

  test('gives each activity a page with its introduction and what to do instead', async () => {
    const { text } = await course();
    const shows = (name: string, ...parts: readonly string[]) => {
      for (const part of parts) expect(text(name)).toContain(part);
    };
    shows('video.html', 'href="https://youtube.com/watch?v=1"');
    shows('vos-questions.html', 'href="./wiki_content/thales.html"', 'Ma%20figure%20(1).png"');
    shows('se-tester.html', '<p>Dix minutes.</p>', 'Nombre de questions : 2.');
    shows('a-rendre.html', 'Tracer &lt;trois&gt; droites.', 'ne peut pas y être rendu');
    shows('publie/devoir.html', 'Construire un carré.', 'ne peut pas y être rendu');
    shows('geogebra.html', '<p>Un tableau.</p>');
    expect(text('geogebra.html')).not.toContain('https://lti.example');
  });

  test.each(CANARIES)('%s is in no page, name or line', async (canary) => {
    const whole = await course();
    const all = [...whole.names.map(whole.text), ...whole.names, ...whole.outline];
    expect(all.join('\n')).not.toContain(canary);
  });

  test('is the same when it is read again', async () => {
    const twice = await Promise.all([course(), course()]);
    const [one, other] = twice.map((whole) => [whole.names, whole.names.map(whole.text)]);
    expect(one).toEqual(other);
  });
});

describe('versions and rights', () => {
  const small = (parts: Parameters<typeof cartridgeManifest>[0]) => ({
    'imsmanifest.xml': cartridgeManifest({
      items: '<item identifier="i" identifierref="r"><title>Page</title></item>',
      resources:
        '<resource identifier="r" type="webcontent" href="a.html"><file href="a.html"/></resource>',
      ...parts,
    }),
    'a.html': '<p>Bonjour</p>',
  });

  test.each(['1.0.0', '1.1.0', '1.2.0', '1.3.0'])('version %s is read', async (version) => {
    const archive = memoryArchive(small({ version }));
    expect(await isCartridge(archive)).toBe(true);
    const { names, outline } = await readSource(cartridgeSource(archive, { words }));
    expect([names, outline]).toEqual([['a.html'], ['Page -> /a.html']]);
  });

  test.each([
    ['Private (Copyrighted) - http://en.wikipedia.org/wiki/Copyright', 'reserved'],
    ['Public Domain - http://en.wikipedia.org/wiki/Public_domain', 'open'],
    ['CC Attribution Non-Commercial Share Alike', 'open'],
    ['Demandez à Madame Durand', 'reserved'],
    ['', undefined],
  ])('%s is %s', async (rights, kind) => {
    const whole = await course(small({ rights }));
    expect(whole.rights('a.html')).toBe(kind);
  });

  test('a folder that was zipped whole is read too', async () => {
    const inside = Object.entries(small({})).map(([name, text]) => [`cours/${name}`, text]);
    const { names, outline } = await course(Object.fromEntries(inside));
    expect([names, outline]).toEqual([['cours/a.html'], ['Page -> /cours/a.html']]);
  });
});

describe('what is no cartridge', () => {
  test.each([
    ['nothing in it', {}, false],
    ['a manifest that is no XML', { 'imsmanifest.xml': 'bonjour' }, true],
    ['a manifest with entities', { 'imsmanifest.xml': '<!DOCTYPE m [<!ENTITY a "b">]><m/>' }, true],
  ])('%s: refused with what was expected', async (_what, files, isOne) => {
    const archive = memoryArchive(files);
    // Never read as a plain folder, which would show what its manifest hides.
    expect(await isCartridge(archive)).toBe(isOne);
    await expect(cartridgeSource(archive, { words }).list()).rejects.toMatchObject({
      code: 'mirror-source-unreadable',
      message: expect.stringMatching(/imsmanifest\.xml.*expected|expected imsmanifest\.xml/),
    });
  });
});
