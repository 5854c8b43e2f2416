// Goal: what an import brings is kept, changed, closed and given to platforms as it should be.
// Method: imports by hand into a database in memory, read back.
import { describe, expect, test } from 'vitest';
import { openDirectory } from '../../../adapters/local/directory.ts';
import type { SchoolRecord } from '../../../app/schools/school-record.ts';
import { platformId, type Uai } from '../../../core/units.ts';
import { uaiOf } from '../../app/schools/fixtures.ts';
import { bring, platform, range, record, served } from './directory-fixtures.ts';

test('schools come back as they were brought, in UAI order, over several pages', async () => {
  const store = openDirectory(':memory:');
  const records = range(1, 1_203).map((n) => record(n));
  expect(bring(store, records.toReversed())).toMatchObject({ added: 1_203, gone: 0 });
  const entries = await served(store);
  expect(entries).toEqual(records.map(({ school, contacts }) => ({ school, contacts })));
  expect(await store.count()).toEqual({ schools: 1_203, mails: 1_203, mobiles: 0 });
  store.close();
});

test('a platform gets its own schools only', async () => {
  const store = openDirectory(':memory:');
  bring(store, [record(1), record(2, { academie: 'Rennes', department: '035' })]);
  expect((await served(store)).map(({ school }) => school.name)).toEqual(['Ecole 1']);
  const { mirror: _mirror, ...control } = platform;
  expect(await served(store, control)).toEqual([]);
  store.close();
});

test('schools are told with the platforms that serve them, in order and without contacts', async () => {
  const store = openDirectory(':memory:');
  bring(store, [record(1), record(2, { academie: 'Rennes', department: '035' }), record(3)]);
  const cned = { ...platform, id: platformId('cned'), serves: {} };
  const { mirror: _mirror, ...control } = platform;
  const found = [];
  for await (const school of store.servedSchools([platform, control, cned])) found.push(school);
  expect(found).toEqual([
    { uai: uaiOf(1), name: 'Ecole 1', platforms: ['ent', 'cned'] },
    { uai: uaiOf(2), name: 'Ecole 2', platforms: ['cned'] },
    { uai: uaiOf(3), name: 'Ecole 3', platforms: ['ent', 'cned'] },
  ]);
  const none = [];
  for await (const school of store.servedSchools([control])) none.push(school);
  expect(none).toEqual([]);
  store.close();
});

test('a mobile of the directory is kept to be dialled, and is no SMS contact', async () => {
  const store = openDirectory(':memory:');
  bring(store, [record(1)]);
  expect(store.phonesOf(uaiOf(1))).toEqual([{ number: '+33639980001', line: 'mobile' }]);
  const [entry] = await served(store);
  expect(entry?.contacts.filter(({ channel }) => channel === 'sms')).toEqual([]);
  store.close();
});

describe('a second import', () => {
  test('of the same changes nothing', () => {
    const store = openDirectory(':memory:');
    bring(store, [record(1), record(2)]);
    expect(bring(store, [record(1), record(2)])).toMatchObject({
      added: 0,
      changed: 0,
      unchanged: 2,
      gone: 0,
    });
    store.close();
  });

  test('adds, changes, closes and reopens, and counts each', async () => {
    const store = openDirectory(':memory:');
    bring(store, [record(1), record(2)]);
    expect(bring(store, [record(2, { name: 'Ecole neuve' }), record(3)])).toMatchObject({
      added: 1,
      changed: 1,
      unchanged: 0,
      gone: 1,
    });
    expect((await served(store)).map(({ school }) => school.name)).toEqual([
      'Ecole neuve',
      'Ecole 3',
    ]);
    expect(bring(store, [record(1), record(2), record(3)])).toMatchObject({
      reopened: 1,
      changed: 1,
      unchanged: 1,
    });
    expect(await store.count()).toMatchObject({ schools: 3 });
    store.close();
  });

  test('of another department closes nobody here', async () => {
    const store = openDirectory(':memory:');
    bring(store, [record(1)]);
    expect(bring(store, [record(2, { department: '035' })])).toMatchObject({ gone: 0 });
    expect(await store.count()).toMatchObject({ schools: 2 });
    store.close();
  });

  test('of collèges alone, without mails and numbers, closes no école without a doubt', () => {
    const store = openDirectory(':memory:');
    const college = (n: number) => record(n, { type: 'college' });
    bring(store, [record(1), record(4), college(2), college(3)]);
    const set = { ...college(2), contacts: null, phones: null };
    expect(bring(store, [set])).toMatchObject({ gone: 1, doubted: [] });
    expect(bring(store, [record(4), college(2)])).toMatchObject({ gone: 1, unchanged: 2 });
    store.close();
  });

  test('that names a school in a rejected row does not close it', async () => {
    const store = openDirectory(':memory:');
    bring(store, [record(1), record(2)]);
    const named = new Set([uaiOf(1), uaiOf(2)]);
    expect(bring(store, [record(1)], { named })).toMatchObject({ gone: 0 });
    store.close();
  });

  test('from which a fifth of a department is missing closes nobody, and says so', async () => {
    const store = openDirectory(':memory:');
    bring(
      store,
      range(1, 50).map((n) => record(n)),
    );
    const changes = bring(
      store,
      range(1, 39).map((n) => record(n)),
    );
    expect(changes).toMatchObject({
      gone: 0,
      doubted: [{ department: '031', known: 50, missing: 11 }],
    });
    expect(
      bring(
        store,
        range(1, 40).map((n) => record(n)),
      ),
    ).toMatchObject({
      gone: 10,
      doubted: [],
    });
    store.close();
  });

  test('of a file without mails or phones leaves those known', async () => {
    const store = openDirectory(':memory:');
    bring(store, [record(1)]);
    const bare = { ...record(1), contacts: null, phones: null };
    expect(bring(store, [bare])).toMatchObject({ unchanged: 1 });
    bring(store, [{ ...bare, school: { ...bare.school, name: 'Autre' } }]);
    const [entry] = await served(store);
    expect(entry).toEqual({
      school: { ...bare.school, name: 'Autre' },
      contacts: record(1).contacts,
    });
    expect(store.phonesOf(uaiOf(1))).toHaveLength(1);
    store.close();
  });
});

test('a dry run counts the same and writes nothing', async () => {
  const store = openDirectory(':memory:');
  bring(store, [record(1)]);
  const wet = { added: 1, changed: 1, gone: 0 };
  expect(bring(store, [record(1, { name: 'X' }), record(2)], { dryRun: true })).toMatchObject(wet);
  expect(await store.count()).toMatchObject({ schools: 1 });
  expect(bring(store, [record(1, { name: 'X' }), record(2)])).toMatchObject(wet);
  store.close();
});

test('an import that fails half-way leaves what was there', async () => {
  const store = openDirectory(':memory:');
  bring(store, [record(1)]);
  function* failing(): Generator<SchoolRecord> {
    yield record(2);
    throw new Error('disk full');
  }
  const named = new Set<Uai>();
  expect(() => bring(store, [], { records: failing(), named })).toThrow(
    expect.objectContaining({ code: 'store-unavailable', retryable: true }),
  );
  expect(await store.count()).toMatchObject({ schools: 1 });
  expect(bring(store, [record(1), record(2)])).toMatchObject({ added: 1, unchanged: 1 });
  store.close();
});
