// Goal: each host gets the schools' files once the pages that they lead to are there, one that fails
// keeps nothing from the other, and an account without a directory is no alarm.
// Method: the function with hosts that are maps and a directory of two schools.
import { describe, expect, test } from 'vitest';
import { fillSchools } from '../../adapters/aws/fill-schools.ts';
import type { SchoolStore } from '../../app/pages/school-store.ts';
import type { ServedSchool } from '../../app/schools/served-school.ts';
import { PreauError } from '../../core/errors.ts';
import { platformId, type Uai } from '../../core/units.ts';
import { createHandler, type PublishSchoolsNeeds } from '../../lambdas/publish-schools/handler.ts';
import { readWords } from '../../web/words.ts';
import { contextOf, readLines } from './stage.ts';

const SCHOOLS: readonly ServedSchool[] = ['0310001A', '0310002B'].map((uai) => ({
  uai: uai as Uai,
  name: 'Collège',
  platforms: [platformId('ent')],
}));

function aHost(name: string, isReady = true) {
  const files = new Map<string, string>();
  let marks: string | null = null;
  const store: SchoolStore = {
    readMarks: async () => marks,
    keepMarks: async (text) => void (marks = text),
    put: async (path, text) => void files.set(path, text),
    remove: async (path) => void files.delete(path),
    has: async (paths) => isReady && paths.every((path) => /^platforms-\w{12}\./.test(path)),
  };
  return { host: { name, open: async () => store }, files };
}

const served = async function* () {
  yield* SCHOOLS;
};

function deployed(
  hosts: PublishSchoolsNeeds['hosts'],
  read: PublishSchoolsNeeds['served'] = served,
) {
  const kept: unknown[] = [];
  const handler = createHandler({
    served: read,
    sets: { keep: async (sets) => void kept.push(sets) },
    hosts,
    fill: fillSchools,
    said: () => ({ words: readWords('fr'), language: 'fr' }),
  });
  return { call: () => handler({}, contextOf(900_000)), kept };
}

describe('the schools’ files', () => {
  test('are on both hosts, and lead to the set that the status page is told of', async () => {
    const [one, other] = [aHost('one'), aHost('other')];
    const { call, kept } = deployed([one.host, other.host]);
    await call();
    expect(kept).toEqual([[['ent']]]);
    expect([...one.files.keys()].toSorted()).toEqual([
      'etab/0310001A.json',
      'etab/0310001A/index.html',
      'etab/0310002B.json',
      'etab/0310002B/index.html',
    ]);
    expect(other.files).toEqual(one.files);
    expect(one.files.get('etab/0310001A.json')).toMatch(/"page":"\.\.\/platforms-\w{12}\.html"/);
  });

  test('wait for the pages that they lead to', async () => {
    const { host, files } = aHost('one', false);
    await deployed([host]).call();
    expect(files.size).toBe(0);
  });

  test('of a host that fails keep nothing from the other, and fail the call by its name', async () => {
    const { host, files } = aHost('one');
    const broken = { name: 'broken', open: () => Promise.reject(new Error('no keys')) };
    await expect(deployed([broken, host]).call()).rejects.toThrow('none to broken');
    expect(files.size).toBe(4);
  });

  test('are not there without a directory, which is told and is no failure', async () => {
    const { host, files } = aHost('one');
    const lines = readLines();
    const none = (): never => {
      throw new PreauError('directory-unreadable', 'none');
    };
    await deployed([host], none).call();
    expect(files.size).toBe(0);
    expect(lines.all().flatMap(({ code }) => code ?? [])).toEqual(['directory-unreadable']);
  });
});
