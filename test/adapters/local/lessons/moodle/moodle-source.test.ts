// Goal: a Moodle backup becomes the lessons that its pupils see, in their teacher's order, under the
//   addresses that they had.
// Method: one made-up course with everything in it, in both kinds of archive; a real export; a twin
//   of a real course that is too large to ship, with the same counts and the same faults.
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { isMoodle } from '../../../../../adapters/local/lessons/moodle/moodle-source.ts';
import { openArchive } from '../../../../../adapters/local/archive/open-archive.ts';
import { packages } from '../../archive/archive-fixture.ts';
import { A_COURSE } from './a-course.ts';
import { aLargeCourse } from './a-large-course.ts';
import { readCourse } from './moodle-fixture.ts';
import {
  type MadeActivity,
  type MadeSection,
  tarred,
  writeMoodle,
  zipped,
} from './write-moodle.ts';

const open = packages();
const course = async () => readCourse(await open(zipped(writeMoodle(A_COURSE))));

describe('a course', () => {
  it('is its pages and files, under names for people', async () => {
    expect((await course()).names).toEqual([
      'annonces.html',
      'course/classe.png',
      'devoir-maison.html',
      'devoir-maison/enonce.pdf',
      'documents.html',
      'etape-2.html',
      'etape-2/md.png',
      'exercices.html',
      'exercices/serie 1/exercice.pdf',
      'exercices/serie 2/exercice.pdf',
      'fiche-a-imprimer.html',
      'fiche-a-imprimer/fiche n°1.pdf',
      'index.html',
      'le-livre-des-fractions.html',
      'le-livre-des-fractions/definir.html',
      'le-livre-des-fractions/schema.png',
      'le-livre-des-fractions/simplifier.html',
      'les-fractions.html',
      'les-fractions/tarte.png',
      'moodle-general.html',
      'pour-aller-plus-loin.html',
      'qu-est-ce-qu-une-fraction.html',
      'qu-est-ce-qu-une-fraction/images/part de gâteau.png',
      'testez-vous.html',
      'texte-brut.html',
      'un-site-utile.html',
      'video-interactive.html',
    ]);
  });

  it('leaves out what pupils could not see, and says what and why', async () => {
    expect((await course()).leftOut).toEqual([
      ['activities/page_13: Corrigé', 'unpublished'],
      ['activities/page_23: Pour le groupe A', 'restricted'],
      ['activities/page_25: À ne pas emporter', 'no-download'],
      ['activities/page_40: Pas prêt', 'unpublished'],
      ['qu-est-ce-qu-une-fraction/perdu.pdf', 'missing-file'],
      ['sections/section_487: Brouillon', 'unpublished'],
    ]);
  });

  it('keeps the teacher’s order: sequence, chapters by page, subsections where they stand', async () => {
    const { source } = await course();
    const lines = (await source.outline?.()) ?? [];
    expect(lines.map(({ depth, title }) => `${'  '.repeat(depth)}${title}`)).toEqual([
      '[moodle.general]',
      '  Annonces',
      'Les fractions',
      '  Le livre des fractions',
      '    Définir',
      '      Simplifier',
      '  Qu’est-ce qu’une fraction ?',
      '  Testez-vous',
      '  Devoir maison',
      'Documents',
      '  Fiche à imprimer',
      '  Exercices',
      '  Un site utile',
      '  Étape 2',
      '  Pour aller plus loin',
      '    Vidéo interactive',
      '    Texte brut',
    ]);
  });

  it('states what the backup states of its files, and nothing where that is nothing', async () => {
    const { files } = await (await course()).source.list();
    const said = files.flatMap(({ name, rights }) =>
      rights === undefined ? [] : [[name, rights.kind, rights.said]],
    );
    expect(said).toEqual([
      ['course/classe.png', 'open', 'CC BY 4.0'],
      ['devoir-maison/enonce.pdf', 'open', 'Public domain'],
      ['fiche-a-imprimer/fiche n°1.pdf', 'open', 'CC BY-SA 3.0'],
      ['qu-est-ce-qu-une-fraction/images/part de gâteau.png', 'reserved', 'All rights reserved'],
    ]);
  });

  it('says which host it comes from', async () => {
    const [set] = await (await course()).source.sets();
    expect(set).toMatchObject({ title: 'Mathématiques en 5e', hosts: ['ent.example.fr'] });
  });

  it.each([
    ['/moodle/course/view.php?id=63', 'index.html'],
    ['/moodle/course/view.php?id=63&section=1', 'les-fractions.html'],
    ['/moodle/course/section.php?id=488', 'pour-aller-plus-loin.html'],
    ['/moodle/mod/page/view.php?id=10', 'qu-est-ce-qu-une-fraction.html'],
    ['/moodle/mod/page/view.php?id=10&forceview=1', 'qu-est-ce-qu-une-fraction.html'],
    ['/moodle/mod/page/index.php?id=63', 'index.html'],
    ['/moodle/mod/label/view.php?id=1', 'moodle-general.html'],
    ['/moodle/mod/book/view.php?id=11', 'le-livre-des-fractions.html'],
    ['/moodle/mod/book/view.php?id=11&chapterid=702', 'le-livre-des-fractions/simplifier.html'],
    ['/moodle/mod/resource/view.php?id=20', 'fiche-a-imprimer.html'],
    ['/moodle/mod/quiz/view.php?id=12', 'testez-vous.html'],
    [
      '/moodle/pluginfile.php/10020/mod_resource/content/3/fiche%20n%C2%B01.pdf?forcedownload=1',
      'fiche-a-imprimer/fiche n°1.pdf',
    ],
    [
      '/moodle/pluginfile.php/10011/mod_book/chapter/702/schema.png',
      'le-livre-des-fractions/schema.png',
    ],
    ['/moodle/pluginfile.php/500/course/summary/classe.png', 'course/classe.png'],
  ])('answers %s', async (address, name) => {
    expect((await course()).aliases[address]).toBe(name);
  });

  it('answers no address of what it leaves out', async () => {
    const { aliases } = await course();
    const answered = Object.keys(aliases).join('\n');
    expect(answered).not.toMatch(/id=(?:13|23|25|40)\b|chapterid=703|section=3|\/10013\//);
  });

  it('is the same from a gzipped TAR, and read twice', async () => {
    const backup = writeMoodle(A_COURSE);
    const [zip, tar] = [await course(), await readCourse(await open(await tarred(backup)))];
    expect(tar.names).toEqual(zip.names);
    for (const name of zip.names) {
      expect(await tar.text(name)).toBe(await zip.text(name));
      expect(await zip.text(name)).not.toBe('');
    }
  });

  it('is found in the only folder of a package, too', async () => {
    const inFolder = Object.fromEntries(
      Object.entries(writeMoodle(A_COURSE)).map(([name, text]) => [`cours/${name}`, text]),
    );
    const archive = await open(zipped(inFolder));
    expect(isMoodle(archive)).toBe(true);
    expect((await readCourse(archive)).names).toEqual((await course()).names);
  });
});

describe('what pupils do not see', () => {
  const made = async (activities: readonly MadeActivity[], more: readonly MadeSection[] = []) => {
    const sections = [{ id: 1, number: 1, name: 'Une', activities }, ...more];
    return readCourse(await open(zipped(writeMoodle({ ...A_COURSE, sections, files: [] }))));
  };
  const page = (cmid: number, title: string, more: Partial<MadeActivity> = {}): MadeActivity => ({
    cmid,
    title,
    module: 'page',
    inner: '<content>Texte</content><contentformat>1</contentformat>',
    ...more,
  });

  it('goes with the subsection that hides it, however deep, though each part says that it is visible', async () => {
    const { names, leftOut } = await made(
      [{ cmid: 5, module: 'subsection', title: 'Cachée', visible: 0 }],
      [
        {
          id: 2,
          number: 2,
          subsection: 20_005,
          activities: [page(6, 'Dedans'), { cmid: 7, module: 'subsection', title: 'Plus bas' }],
        },
        { id: 3, number: 3, subsection: 20_007, activities: [page(8, 'Tout en bas')] },
      ],
    );
    expect(names).toEqual(['index.html']);
    expect(leftOut).toEqual([
      ['activities/page_6: Dedans', 'unpublished'],
      ['activities/page_8: Tout en bas', 'unpublished'],
      ['activities/subsection_5: Cachée', 'unpublished'],
      ['activities/subsection_7: Plus bas', 'unpublished'],
    ]);
  });

  it('on the course page alone is still there for a link, and in no list', async () => {
    const { names, source, text, leftOut } = await made([
      page(1, 'Montrée'),
      page(2, 'Par un lien', { listed: 0 }),
      { cmid: 3, module: 'label', title: 'Nulle part', intro: 'Nulle part', listed: 0 },
    ]);
    expect(names).toEqual(['index.html', 'montree.html', 'par-un-lien.html', 'une.html']);
    expect((await source.outline?.())?.map(({ title }) => title)).toEqual(['Une', 'Montrée']);
    for (const name of ['index.html', 'une.html']) {
      expect(await text(name)).toContain('Montrée');
      expect(await text(name)).not.toMatch(/Par un lien|Nulle part/);
    }
    expect(leftOut).toEqual([['activities/label_3: Nulle part', 'unpublished']]);
  });
});

describe('real exports', () => {
  it('of one quiz, packed by plain tar, is its home page and the quiz, explained', async () => {
    const name = new URL('../../../../fixtures/lessons/STACK-syntax-quiz.mbz', import.meta.url);
    const archive = await openArchive(fileURLToPath(name));
    expect(isMoodle(archive)).toBe(true);
    const { names, leftOut, text, aliases, source } = await readCourse(archive);
    expect(names).toEqual(['index.html', 'stack-syntax-quiz.html']);
    expect(leftOut).toEqual([['questions.xml', 'question-bank']]);
    expect(await text('stack-syntax-quiz.html')).toContain('[package.quiz] [package.quizCount 14]');
    expect(aliases['/abacus/mod/quiz/view.php?id=73']).toBe('stack-syntax-quiz.html');
    await source.close?.();
  });

  it('of a whole course, as a twin with its counts and faults, is 87 pages, and three things left out', async () => {
    const archive = await open(await tarred(aLargeCourse()));
    const { names, leftOut, source, aliases } = await readCourse(archive);
    expect(names.filter((name) => name.endsWith('.html'))).toHaveLength(87);
    expect(names).toHaveLength(87);
    expect(leftOut).toEqual([
      ['a-pocket-map/Barnard.pdf', 'missing-file'],
      ['files.xml', 'other-files'],
      ['questions.xml', 'question-bank'],
    ]);
    expect(await source.outline?.()).toHaveLength(86);
    expect(Object.keys(aliases)).toHaveLength(254);
  });
});
