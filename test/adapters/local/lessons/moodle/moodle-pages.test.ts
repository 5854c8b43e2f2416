// Goal: a page says what its teacher wrote, its links lead on the mirror, and what cannot work says so.
// Method: the made-up course, read page by page; then built, with every original address asked for.
import { describe, expect, it } from 'vitest';
import { buildMirror } from '../../../../../app/mirror/build-mirror.ts';
import { lessonMarkup } from '../../../../../adapters/local/mirror/markup.ts';
import { addressBook } from '../../../../../core/mirror/address-book.ts';
import type { Manifest } from '../../../../../core/mirror/manifest.ts';
import { platformId, sha256 } from '../../../../../core/units.ts';
import { packages } from '../../archive/archive-fixture.ts';
import { MORNING } from '../../mirror/fixture.ts';
import { A_COURSE } from './a-course.ts';
import { keyWords, readCourse } from './moodle-fixture.ts';
import { type MadeActivity, writeMoodle, zipped } from './write-moodle.ts';

const open = packages();
const course = async () => readCourse(await open(zipped(writeMoodle(A_COURSE))));

const pageOf = async (activity: Omit<MadeActivity, 'cmid' | 'title'>): Promise<string> => {
  const activities = [{ cmid: 1, title: 'Une', ...activity }];
  const made = { ...A_COURSE, sections: [{ id: 1, number: 1, name: 'S', activities }], files: [] };
  return (await readCourse(await open(zipped(writeMoodle(made))))).text('une.html');
};

describe('a page', () => {
  it('has its pictures by name, its links by page, and what is lost under its old address', async () => {
    const text = await (await course()).text('qu-est-ce-qu-une-fraction.html');
    expect(text).toContain('src="./qu-est-ce-qu-une-fraction/images/part%20de%20g%C3%A2teau.png"');
    expect(text).toContain('href="./le-livre-des-fractions/simplifier.html"');
    expect(text).toContain('href="/moodle/mod/page/view.php?id=999"');
    expect(text).toContain('href="/moodle/pluginfile.php/10010/mod_page/content/perdu.pdf"');
    expect(text).not.toMatch(/@@PLUGINFILE@@|\$@/);
    expect(text).not.toContain('Résumé de la page');
  });

  it('of a chapter finds its pictures beside it', async () => {
    const { text } = await course();
    expect(await text('le-livre-des-fractions/simplifier.html')).toContain('src="./schema.png"');
    expect(await text('le-livre-des-fractions.html')).not.toContain('Corrigé');
  });

  it('of a section shows its labels where they stand', async () => {
    const text = await (await course()).text('moodle-general.html');
    expect(text).toMatch(/À lire d’abord[^]*Prenez votre <b>cahier<\/b>[^]*Annonces/);
    const outer = await (await course()).text('documents.html');
    expect(outer).toContain('Pour aller plus loin');
    expect(outer).not.toContain('Vidéo interactive');
  });

  it('of the course nests what is in it, in a list that is well formed', async () => {
    const text = await (await course()).text('index.html');
    expect(text).toContain('lang="fr"');
    expect(text).toContain('src="./course/classe.png"');
    const tags = text.match(/<\/?(?:ul|li)>/g) ?? [];
    const depths = tags.map((tag, index) =>
      tags.slice(0, index + 1).reduce((sum, one) => sum + (one.startsWith('</') ? -1 : 1), 0),
    );
    expect(Math.min(...depths)).toBe(0);
    expect(depths.at(-1)).toBe(0);
    expect(Math.max(...depths)).toBe(6);
  });

  it.each([
    ['2', 'Une <b>\n\nDeux', '<p>Une &lt;b&gt;</p>\n<p>Deux</p>'],
    ['4', '*Une*\n\n- deux', '<p><em>Une</em></p>\n<ul>\n<li>deux</li>'],
    ['0', 'Une\nDeux', '<p>Une<br>\nDeux</p>'],
    ['0', '<p>Une\nDeux</p>', '<p>Une\nDeux</p>'],
    ['1', 'Une\n<i>Deux</i>', 'Une\n<i>Deux</i>'],
  ])('in format %s reads %j', async (format, text, expected) => {
    const escaped = text.replaceAll('<', '&lt;');
    const inner = `<content>${escaped}</content><contentformat>${format}</contentformat>`;
    expect(await pageOf({ module: 'page', inner })).toContain(expected);
  });

  it('has its formulas drawn, as no script of the platform will', async () => {
    const inner = String.raw`<content>&lt;p&gt;\(x^2\)&lt;/p&gt;</content><contentformat>1</contentformat>`;
    expect(await pageOf({ module: 'page', inner })).toMatch(/<p><math[^]*<\/math><\/p>/);
  });

  it('shows its introduction where its teacher chose so', async () => {
    const inner = '<displayoptions>a:1:{s:10:"printintro";s:1:"1";}</displayoptions>';
    expect(await pageOf({ module: 'page', intro: '<p>Avant</p>', inner })).toContain('Avant');
  });

  it.each([
    ['quiz', 'package.quiz'],
    ['assign', 'package.assignment'],
    ['forum', 'package.discussion'],
    ['lti', 'package.tool'],
    ['lesson', 'moodle.path'],
    ['scorm', 'moodle.program'],
    ['h5pactivity', 'moodle.program'],
    ['choice', 'moodle.poll'],
    ['feedback', 'moodle.poll'],
    ['chat', 'moodle.meeting'],
    ['bigbluebuttonbn', 'moodle.meeting'],
    ['wiki', 'moodle.together'],
    ['data', 'moodle.together'],
    ['workshop', 'moodle.together'],
    ['glossary', 'moodle.together'],
    ['millionaire', 'moodle.other'],
    ['constructor', 'moodle.other'],
  ])('of a %s says what it was, its introduction, and what to do', async (module, key) => {
    const text = await pageOf({ module, intro: '<p>À lire</p>' });
    expect(text).toContain(`[${key}]`);
    expect(text).toContain('<p>À lire</p>');
    expect(text).toContain(`[${key}ToDo]`);
    expect(text).not.toMatch(/<(?:form|button|input|script)/);
  });

  it('of a link that leads nowhere says so, and never runs', async () => {
    const inner = '<externalurl>javascript:alert(1)</externalurl>';
    const text = await pageOf({ module: 'url', inner });
    expect(text).toContain('[package.brokenAddress javascript:alert(1)]');
    expect(text).not.toContain('href');
  });

  it('of a resource whose file is lost says so', async () => {
    expect(await pageOf({ module: 'resource' })).toContain('[leftOut.missing-file]');
  });
});

it('built, it answers every original address, and keeps links to its own host on the mirror', async () => {
  const { source, aliases } = await course();
  const written = new Map<string, string>();
  const made: Manifest[] = [];
  await buildMirror(
    {
      source,
      markup: lessonMarkup(keyWords),
      words: keyWords,
      stemmers: { fr: (word) => word, en: (word) => word },
      hashText: (text) => sha256(`${text.length}`.padStart(64, '0')),
      sign: (manifest) => manifest,
      store: {
        draft: async () => ({
          write: async (path, bytes) => {
            written.set(path, Buffer.from(bytes).toString());
            return sha256(`${bytes.length}`.padStart(64, '0'));
          },
          commit: async (manifest) => {
            made.push(manifest);
            return { folder: '', changed: 0 };
          },
          discard: async () => undefined,
        }),
      },
    },
    { platform: platformId('ent'), builtAt: MORNING, language: 'fr' },
  );
  const page = written.get('/qu-est-ce-qu-une-fraction.html') ?? '';
  expect(page).toContain('href="./testez-vous.html"');
  expect(page).not.toContain('ent.example.fr/moodle/mod');
  const book = addressBook(made[0] ?? { files: [], aliases: {} });
  const reserved = /part de gâteau/;
  const expected = Object.entries(aliases).filter(([, name]) => !reserved.test(name));
  const lessonAt = (address: string): string => {
    const file = book.find(address);
    return stem(file?.copyOf ?? file?.path ?? '');
  };
  const answered = expected.map(([address]) => [address, lessonAt(address)]);
  expect(answered).toEqual(expected.map(([address, name]) => [address, stem(`/${name}`)]));
});

/** A build may choose another format for a picture. */
const stem = (path: string): string => path.replace(/\.png$|\.webp$|\.avif$/, '');
