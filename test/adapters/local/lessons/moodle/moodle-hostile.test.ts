// Goal: P10: no backup, however broken or hostile, crashes, hangs or fills the machine; it is read as
//   far as it is whole, and says what is not.
// Method: one lie each; then any change to any of its files.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Archive } from '../../../../../adapters/local/archive/archive.ts';
import { readCourse as readBackup } from '../../../../../adapters/local/lessons/moodle/read-course.ts';
import { isMoodle } from '../../../../../adapters/local/lessons/moodle/moodle-source.ts';
import { PreauError } from '../../../../../core/errors.ts';
import { packages } from '../../archive/archive-fixture.ts';
import { memoryArchive } from '../package/memory-archive.ts';
import { A_COURSE } from './a-course.ts';
import { readCourse } from './moodle-fixture.ts';
import { filler, sha1, writeMoodle, zipped } from './write-moodle.ts';

const open = packages();
const whole = writeMoodle(A_COURSE);
const PAGE = 'activities/page_10/page.xml';
const LINE = 'activities/page_10: Qu’est-ce qu’une fraction ?';

const withFiles = async (changes: Readonly<Record<string, string | null>>) => {
  const backup: Record<string, string | Uint8Array> = { ...whole };
  for (const [name, text] of Object.entries(changes)) {
    if (text === null) delete backup[name];
    else backup[name] = text;
  }
  return readCourse(memoryArchive(backup));
};

const textOf = (name: string): string => Buffer.from(whole[name] ?? '').toString('utf8');

const LAUGHS = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><activity><page><name>&b;</name></page></activity>`;

describe('an activity', () => {
  it.each([
    ['is not there', null, 'missing-file'],
    ['is no XML', 'nothing of the kind', 'unreadable'],
    ['ends in the middle', '<activity><page><name>x</name>', 'unreadable'],
    ['declares entities', LAUGHS, 'unreadable'],
    ['is nested without end', '<a>'.repeat(10_000), 'unreadable'],
    [
      'is one text without end',
      `<activity><page><name>x</name><x>${filler(5_000_000)}</x></page></activity>`,
      'unreadable',
    ],
    [
      'has a text longer than any page',
      `<activity><page><content>${filler(2_200_000)}</content></page></activity>`,
      'unreadable',
    ],
  ])('whose file %s is left out, and the course goes on', async (_, text, reason) => {
    const { names, leftOut } = await withFiles({ [PAGE]: text });
    expect(leftOut).toContainEqual([LINE, reason]);
    expect(names).not.toContain('qu-est-ce-qu-une-fraction.html');
    expect(names).toContain('testez-vous.html');
  });

  it('listed twice is shown once', async () => {
    const summary = textOf('moodle_backup.xml');
    const once = /<activity>(?:(?!<\/activity>).)*<moduleid>10<[^]*?<\/activity>/.exec(
      summary,
    )?.[0];
    const twice = summary.replace('</activities>', `${once ?? ''}</activities>`);
    expect(twice.length).toBeGreaterThan(summary.length);
    const { names, leftOut } = await withFiles({ 'moodle_backup.xml': twice });
    expect(leftOut).toContainEqual([LINE, 'name-taken']);
    expect(
      names.filter((name) => name.startsWith('qu-est-ce') && name.endsWith('html')),
    ).toHaveLength(1);
  });

  it('that names the folder of another is left out: no file is read twice for it', async () => {
    const summary = textOf('moodle_backup.xml').replace(
      '>activities/quiz_12<',
      '>activities/page_10<',
    );
    const { leftOut } = await withFiles({ 'moodle_backup.xml': summary });
    expect(leftOut).toContainEqual(['activities/page_10: Testez-vous', 'name-taken']);
  });

  it('that is a book of more than can be held is left out', async () => {
    const chapter = (id: number): string =>
      `<chapter id="${id}"><title>C</title><content>${filler(1_900_000)}</content></chapter>`;
    const chapters = Array.from({ length: 9 }, (_, id) => chapter(id)).join('');
    const book = `<activity><book><name>Gros</name><chapters>${chapters}</chapters></book></activity>`;
    const { leftOut } = await withFiles({ 'activities/book_11/book.xml': book });
    expect(leftOut).toContainEqual(['activities/book_11: Le livre des fractions', 'too-big']);
  });

  it('whose title is a text has a title of one line', async () => {
    const title = `<activity><page><name>Une\n${'très '.repeat(100_000)}</name></page></activity>`;
    const { source } = await withFiles({ [PAGE]: title });
    const lines = (await source.outline?.()) ?? [];
    const line = lines.find((one) => one.title.startsWith('Une très'))?.title ?? '';
    expect(line.length).toBeGreaterThan(100);
    expect(line.length).toBeLessThanOrEqual(300);
  });

  it('whose folder climbs is not found', async () => {
    const climbing = textOf('moodle_backup.xml').replace('activities/page_10<', '../../../etc<');
    const { leftOut } = await withFiles({ 'moodle_backup.xml': climbing });
    expect(leftOut).toContainEqual(['../../../etc: Qu’est-ce qu’une fraction ?', 'missing-file']);
  });
});

describe('a file', () => {
  const entry = `files/${sha1('pdf-fiche').slice(0, 2)}/${sha1('pdf-fiche')}`;

  it('whose bytes are not what its name says cannot be read', async () => {
    const { source } = await withFiles({ [entry]: 'something else' });
    const { files } = await source.list();
    const file = files.find(({ name }) => name.endsWith('fiche n°1.pdf'));
    expect(file).toBeDefined();
    expect(file === undefined ? null : await source.read(file)).toBeNull();
  });

  it('whose name climbs is left out', async () => {
    const listing = textOf('files.xml').replace('fiche n°1.pdf', '../../evil.pdf');
    const { names, leftOut } = await withFiles({ 'files.xml': listing });
    expect(leftOut).toContainEqual(['fiche-a-imprimer/../../evil.pdf', 'leaves-the-folder']);
    expect(names.join('\n')).not.toContain('evil');
  });

  it('whose checksum is a path is no file', async () => {
    const listing = textOf('files.xml').replace(sha1('pdf-fiche'), '../moodle_backup.xml');
    const { names } = await withFiles({ 'files.xml': listing });
    expect(names).not.toContain('fiche-a-imprimer/fiche n°1.pdf');
  });
});

it('a course holds no text of its sections: only how long each is', async () => {
  const long = 'mot '.repeat(300_000);
  const archive = memoryArchive({
    ...whole,
    'sections/section_484/section.xml': `<section id="484"><number>0</number><name>Titre ${long}</name><summary>${long}</summary><summaryformat>1</summaryformat><sequence>10,10,99,${'77,'.repeat(50_000)}12</sequence><visible>1</visible></section>`,
  });
  const { sections } = await readBackup(archive, '');
  const section = sections.find(({ id }) => id === '484');
  expect(section?.letters).toBe(long.trim().length);
  expect(section?.sequence).toEqual(['10', '12']);
  expect(JSON.stringify(sections).length).toBeLessThan(10_000);
  const { text, names } = await readCourse(archive);
  const page = names.find((name) => name.startsWith('titre-mot')) ?? '';
  expect((await text(page)).length).toBeGreaterThan(1_000_000);
});

describe('addresses of slashes', () => {
  const slashes = '/'.repeat(200_000);

  it('are no site, and cost no time', { timeout: 10_000 }, async () => {
    const summary = textOf('moodle_backup.xml').replace(
      /<original_wwwroot>[^<]*/,
      `<original_wwwroot>https://m.example${slashes}a`,
    );
    const { names, aliases } = await withFiles({ 'moodle_backup.xml': summary });
    expect(names).toContain('testez-vous.html');
    expect(Object.keys(aliases).filter((address) => address.includes('//'))).toEqual([]);
  });

  it('are no folder, and are told in short', { timeout: 10_000 }, async () => {
    const summary = textOf('moodle_backup.xml').replace('activities/page_10<', `${slashes}a<`);
    const { leftOut } = await withFiles({ 'moodle_backup.xml': summary });
    const [name = ''] = leftOut.find(([line]) => line.includes('Qu’est-ce')) ?? [];
    expect(name.length).toBeLessThan(700);
  });
});

it.each([
  ['is no XML', '<course', 'unreadable'],
  [
    'has a summary with pictures pasted into it',
    `<course><fullname>F</fullname><summary>${filler(2_200_000)}</summary></course>`,
    'unreadable',
  ],
])('a course whose own file %s goes on without its summary', async (_, text, reason) => {
  const name = 'course/course.xml';
  const { names, leftOut } = await withFiles({ [name]: text });
  expect(leftOut).toContainEqual([name, reason]);
  expect(names).toContain('qu-est-ce-qu-une-fraction.html');
  const course = await readBackup(memoryArchive({ ...whole, [name]: text }), '');
  expect(course).toMatchObject({ summary: { text: '' }, language: '' });
  expect(course.title).toBe(course.backup.courseTitle);
  expect(course.title).not.toBe('');
});

it('a backup of more activities than a course has is refused with a remedy', async () => {
  const many = '<activity><moduleid>1</moduleid></activity>'.repeat(20_001);
  const summary = textOf('moodle_backup.xml').replace('<activities>', `<activities>${many}`);
  const archive = memoryArchive({ ...whole, 'moodle_backup.xml': summary });
  await expect(readCourse(archive)).rejects.toThrow(/at most 20000 .* in parts/);
});

it('a backup without its own summary is none, and one that cannot be read is refused with a remedy', async () => {
  const { 'moodle_backup.xml': _, ...rest } = whole;
  expect(isMoodle(await open(zipped(rest)))).toBe(false);
  const broken = withFiles({ 'moodle_backup.xml': '<moodle_backup>' });
  await expect(broken).rejects.toMatchObject({ code: 'mirror-source-unreadable' });
  await expect(broken).rejects.toThrow(/moodle_backup\.xml.*back the course up again/);
});

it('a site whose address is none has no host and addresses from the top', async () => {
  for (const site of ['javascript:alert(1)', 'https://', 'ent', 'https://ent.example.fr/%E0']) {
    const made = writeMoodle({ ...A_COURSE, site });
    const { source, aliases } = await readCourse(await open(zipped(made)));
    expect((await source.sets())[0]?.hosts).toEqual([]);
    expect(aliases['/mod/page/view.php?id=10']).toBe('qu-est-ce-qu-une-fraction.html');
  }
});

it('any change to any of its files is read, or refused', async () => {
  const names = Object.keys(whole).filter((name) => name.endsWith('.xml'));
  const change = fc.record({
    name: fc.constantFrom(...names),
    at: fc.nat(3_000),
    cut: fc.nat(40),
    put: fc.oneof(
      fc.string({ maxLength: 20 }),
      fc.constantFrom(
        '<',
        '</',
        ']]>',
        '&#0;',
        '&x;',
        '$@NULL@$',
        '-1',
        '99999999999999999999',
        '@@PLUGINFILE@@/',
        '$@',
        '\u0000',
        '\uD800',
      ),
    ),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
      const backup: Record<string, string | Uint8Array> = { ...whole };
      for (const { name, at, cut, put } of changes) {
        const text = Buffer.from(backup[name] ?? '').toString('utf8');
        const from = at % (text.length + 1);
        backup[name] = text.slice(0, from) + put + text.slice(from + cut);
      }
      await readAll(memoryArchive(backup));
    }),
    { numRuns: 150 },
  );
});

async function readAll(archive: Archive): Promise<void> {
  const read = await readCourse(archive).catch((error: unknown) => {
    if (error instanceof PreauError && error.code === 'mirror-source-unreadable') return null;
    throw error;
  });
  for (const name of read?.names ?? []) expect(typeof (await read?.text(name))).toBe('string');
  expect(new Set(read?.names).size).toBe(read?.names.length ?? 0);
}
