// Goal: each school has an address that leads to the state of its own platforms and to nothing of
// anybody, and a fall writes no school's file again.
// Method: the morning through the sets and the files of made-up schools; the folder read back.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Parser } from 'htmlparser2';
import { afterAll, describe, expect, test } from 'vitest';
import { writeSchoolPages } from '../../../adapters/local/school-pages.ts';
import type { ServedSchool } from '../../../app/schools/served-school.ts';
import { platformId, type Uai } from '../../../core/units.ts';
import { platformSet, setName, setsOf } from '../../../web/status/etab/platform-set.ts';
import { schoolFiles } from '../../../web/status/etab/school-files.ts';
import { setFiles } from '../../../web/status/etab/set-files.ts';
import { readWords } from '../../../web/words.ts';
import { HOSTILE, view } from '../feeds/fixtures.ts';

const words = readWords('fr');
const said = { words, language: 'fr' } as const;

const school = (uai: string, name: string, ...platforms: readonly string[]): ServedSchool => ({
  uai: uai as Uai,
  name,
  platforms: platforms.map(platformId),
});

const OCCITANIE = school('0310001A', 'Collège des Deux Rives', 'ent-occitanie', 'cned');
const HDF = school('0590001B', 'Lycée du Nord', 'ent-hdf');
const schools = [OCCITANIE, school('0310002B', 'Collège Bellevue', 'ent-occitanie', 'cned'), HDF];
const sets = setsOf(schools);
const known = new Set(sets.map(({ id }) => id));
const filesOf = (of: ServedSchool) => schoolFiles(of, known, said);

describe('the sets of platforms', () => {
  const files = setFiles(view, words, sets);

  test('are as many as there are, the largest first, each with a page and a file', () => {
    expect(sets.map(({ platforms }) => platforms)).toEqual([
      ['ent-occitanie', 'cned'],
      ['ent-hdf'],
    ]);
    expect(files.size).toBe(4);
  });

  test('tell of their own platforms alone, with the words that were sent about them', () => {
    const name = setName(platformSet(HDF.platforms));
    const { platforms, overall } = JSON.parse(files.get(`${name}.json`) ?? '');
    expect(platforms).toHaveLength(1);
    expect(platforms[0]).toMatchObject({ id: 'ent-hdf', look: 'returning' });
    expect(platforms[0].words).toHaveLength(2);
    expect(overall.look).toBe('returning');
    const page = files.get(`${name}.html`) ?? '';
    expect(page).toContain('id="ent-hdf"');
    expect(page).not.toContain('ENT Occitanie');
  });

  test('have a name that only their platforms decide', () => {
    expect(platformSet(HDF.platforms).id).toBe(platformSet([platformId('ent-hdf')]).id);
    expect(platformSet(HDF.platforms).id).toMatch(/^[0-9a-f]{12}$/);
  });

  test('are 200 at most; who has another reads the page of all', () => {
    const many = Array.from({ length: 300 }, (_, index) =>
      school(`031${String(index).padStart(4, '0')}A`, 'École', `ent-${index}`),
    );
    expect(setsOf(many)).toHaveLength(200);
    const stray = schoolFiles(OCCITANIE, new Set(), said);
    expect(JSON.parse(stray.get('etab/0310001A.json') ?? '')).toMatchObject({
      state: '../api/v2/summary.json',
      page: '../index.html',
    });
  });
});

describe("a school's files", () => {
  test('lead to its set, by addresses that are there', () => {
    const files = filesOf(OCCITANIE);
    const { state, name } = JSON.parse(files.get('etab/0310001A.json') ?? '');
    const published = setFiles(view, words, sets);
    expect(name).toBe('Collège des Deux Rives');
    const at = (path: string, from: string) => new URL(path, `https://x.example/${from}`);
    expect(published.has(at(state, 'etab/0310001A.json').pathname.slice(1))).toBe(true);
    const page = files.get('etab/0310001A/index.html') ?? '';
    const [, href = ''] = /<a href="([^"]+)">/.exec(page) ?? [];
    expect(published.has(at(href, 'etab/0310001A/').pathname.slice(1))).toBe(true);
    expect(page).toContain(`content="0;url=${href}"`);
  });

  test('let no name become markup', () => {
    const page = filesOf({ ...HDF, name: HOSTILE.repeat(8) }).get('etab/0590001B/index.html') ?? '';
    const seen: string[] = [];
    const parser = new Parser({ onopentag: (name) => seen.push(name) });
    parser.end(page);
    expect(seen).not.toContain('script');
    expect(page.length).toBeLessThan(5_000);
  });
});

describe('the folder of the schools', () => {
  const folder = mkdtempSync(join(tmpdir(), 'preau-etab-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const read = (path: string) => readFileSync(join(folder, path), 'utf8');

  test('gets two files a school, and none again while nothing of the directory changes', async () => {
    expect(await writeSchoolPages(folder, schools, filesOf)).toEqual({ written: 6, removed: 0 });
    const { mtimeMs } = statSync(join(folder, 'etab/0310001A.json'));
    expect(await writeSchoolPages(folder, schools, filesOf)).toEqual({ written: 0, removed: 0 });
    expect(statSync(join(folder, 'etab/0310001A.json')).mtimeMs).toBe(mtimeMs);
  });

  test('is written where a school has another name, and nowhere else', async () => {
    const renamed = schools.map((one) => (one === HDF ? { ...HDF, name: 'Lycée Neuf' } : one));
    expect(await writeSchoolPages(folder, renamed, filesOf)).toEqual({ written: 2, removed: 0 });
    expect(read('etab/0590001B.json')).toContain('Lycée Neuf');
  });

  test('is looked at file by file where a writing was cut short', async () => {
    rmSync(join(folder, 'etab/.written'));
    rmSync(join(folder, 'etab/0310002B.json'));
    const renamed = schools.map((one) => (one === HDF ? { ...HDF, name: 'Lycée Neuf' } : one));
    expect(await writeSchoolPages(folder, renamed, filesOf)).toEqual({ written: 1, removed: 0 });
  });

  test('loses who is no longer served and what a crash left, and keeps what is not ours', async () => {
    writeFileSync(join(folder, 'etab/0310001A.json.draft'), 'half');
    writeFileSync(join(folder, 'etab/notes.txt'), 'mine');
    expect(await writeSchoolPages(folder, [OCCITANIE], filesOf)).toEqual({
      written: 0,
      removed: 2,
    });
    expect(readdirSync(join(folder, 'etab')).toSorted()).toEqual([
      '.written',
      '0310001A',
      '0310001A.json',
      'notes.txt',
    ]);
  });

  test('tells plainly when it cannot be written', async () => {
    writeFileSync(join(folder, 'a-file'), '');
    await expect(writeSchoolPages(join(folder, 'a-file'), schools, filesOf)).rejects.toMatchObject({
      code: 'store-unavailable',
      retryable: true,
    });
  });
});
