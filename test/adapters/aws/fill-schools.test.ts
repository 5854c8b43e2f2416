// Goal: a host has each school's files as the directory has them, whatever cut earlier calls short, and
// nothing is put twice. Method: a host that is a map and writes down what is put; random histories.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fillSchools } from '../../../adapters/aws/fill-schools.ts';
import type { SchoolStore } from '../../../app/pages/school-store.ts';
import type { ServedSchool } from '../../../app/schools/served-school.ts';
import { platformId, type Uai } from '../../../core/units.ts';

const school = (index: number, name = 'École'): ServedSchool => ({
  uai: `${String(index).padStart(7, '0')}A` as Uai,
  name,
  platforms: [platformId('ent')],
});
const filesOf = ({ uai, name }: ServedSchool) =>
  new Map([
    [`etab/${uai}.json`, `{"name":"${name}"}`],
    [`etab/${uai}/index.html`, name],
  ]);

/** @param failsAt the number of the put that fails, from 1 */
function aHost() {
  const files = new Map<string, string>();
  const puts: string[] = [];
  const state = { marks: null as string | null, failsAt: Number.POSITIVE_INFINITY, calls: 0 };
  const store: SchoolStore = {
    readMarks: async () => state.marks,
    keepMarks: async (text) => void (state.marks = text),
    put: async (path, text) => {
      state.calls += 1;
      if (state.calls === state.failsAt) throw new Error('no store');
      files.set(path, text);
      puts.push(path);
    },
    remove: async (path) => void files.delete(path),
    has: async () => true,
  };
  return { store, files, puts, state };
}

const always = { filesOf, mayGoOn: () => true };

describe('the files of schools', () => {
  test('are put once, then again only where a school has changed', async () => {
    const { store, files, puts } = aHost();
    const schools = [school(1), school(2), school(3)];
    expect(await fillSchools(store, schools, always)).toEqual({ written: 3, removed: 0, left: 0 });
    expect(files.size).toBe(6);
    expect(await fillSchools(store, schools, always)).toEqual({ written: 0, removed: 0, left: 0 });
    const renamed = [school(1), school(2, 'Lycée'), school(3)];
    expect(await fillSchools(store, renamed, always)).toEqual({ written: 1, removed: 0, left: 0 });
    expect(puts.slice(6)).toEqual(['etab/0000002A.json', 'etab/0000002A/index.html']);
  });

  test('go when a school is no longer served', async () => {
    const { store, files } = aHost();
    await fillSchools(store, [school(1), school(2)], always);
    expect(await fillSchools(store, [school(2)], always)).toMatchObject({ removed: 1 });
    expect([...files.keys()]).toEqual(['etab/0000002A.json', 'etab/0000002A/index.html']);
  });

  test('that time does not reach are left for the next call, which goes on there', async () => {
    const { store, files, puts } = aHost();
    const schools = Array.from({ length: 1_200 }, (_, index) => school(index));
    let asked = 0;
    const once = { filesOf, mayGoOn: () => ++asked === 1 };
    expect(await fillSchools(store, schools, once)).toEqual({
      written: 500,
      removed: 0,
      left: 700,
    });
    expect(await fillSchools(store, schools, always)).toMatchObject({ written: 700, left: 0 });
    expect(puts).toHaveLength(2_400);
    expect(files.size).toBe(2_400);
  });

  test('are put again where marks say nothing, or nonsense', async () => {
    const { store, files, state } = aHost();
    await fillSchools(store, [school(1)], always);
    for (const marks of [null, '', 'x'.repeat(1_000), '0000001A nonsense\n']) {
      files.clear();
      state.marks = marks;
      expect(await fillSchools(store, [school(1)], always)).toMatchObject({ written: 1 });
    }
  });

  test('are as the directory has them in the end, whatever failed before and whoever came back', async () => {
    const directory = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 6 }), fc.constantFrom('École', 'Collège', 'Lycée')),
      { maxLength: 6 },
    );
    const step = fc.record({ directory, failsAt: fc.integer({ min: 1, max: 30 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 5 }), directory, async (steps, last) => {
        const { store, files, state } = aHost();
        const read = (of: readonly (readonly [number, string])[]) =>
          [...new Map(of)].map(([index, name]) => school(index, name));
        for (const { directory: of, failsAt } of steps) {
          Object.assign(state, { calls: 0, failsAt });
          await fillSchools(store, read(of), always).catch(() => undefined);
        }
        state.failsAt = Number.POSITIVE_INFINITY;
        await fillSchools(store, read(last), always);
        const wanted = read(last).flatMap((one) => [...filesOf(one)]);
        expect(files).toEqual(new Map(wanted));
      }),
    );
  });
});
