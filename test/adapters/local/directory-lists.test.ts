// Goal: only people who asked get an SMS, until they leave their list; the file is safe to keep.
// Method: opt-in lists and database files by hand, in memory or in a temporary folder.
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { openDirectoryCopy } from '../../../adapters/local/directory-copy.ts';
import {
  directoryPath,
  type LocalDirectory,
  openDirectory,
} from '../../../adapters/local/directory.ts';
import { uaiOf } from '../../app/schools/fixtures.ts';
import { bring, optIn, record, served } from './directory-fixtures.ts';
import { writeOldDirectory } from './old-directory.ts';

const folder = mkdtempSync(join(tmpdir(), 'preau-directory-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('an opt-in list', () => {
  test('survives the directory, and its numbers are the ones that count', async () => {
    const store = openDirectory(':memory:');
    const lists = [{ name: 'a.csv', contacts: [optIn(uaiOf(1), '+33639980007')] }];
    bring(store, [record(1)], { lists });
    bring(store, [record(1, { name: 'Autre' })]);
    const [entry] = await served(store);
    expect(entry?.contacts).toContainEqual(optIn(uaiOf(1), '+33639980007'));
    expect(await store.count()).toEqual({ schools: 1, mails: 1, mobiles: 1 });
    store.close();
  });

  test('replaces what the same list gave before: who left it is in peace', async () => {
    const store = openDirectory(':memory:');
    const list = (name: string, ...addresses: readonly string[]) => ({
      name,
      contacts: addresses.map((address) => optIn(uaiOf(1), address)),
    });
    bring(store, [record(1)], { lists: [list('a.csv', '+1', '+2'), list('b.csv', '+2', '+3')] });
    expect(bring(store, [], { lists: [list('a.csv', '+2', '+4')] })).toMatchObject({
      contactsAdded: 1,
      contactsRemoved: 1,
    });
    const [entry] = await served(store);
    const sms = entry?.contacts.filter(({ channel }) => channel === 'sms');
    expect(sms?.map(({ address }) => address)).toEqual(['+2', '+3', '+4']);
    store.close();
  });

  test('tells of contacts whose school is unknown or closed', () => {
    const store = openDirectory(':memory:');
    const contacts = [optIn(uaiOf(1), '+1'), optIn(uaiOf(9), '+2')];
    const lists = [{ name: 'a.csv', contacts }];
    expect(bring(store, [record(1)], { lists }).contactsWithoutSchool).toBe(1);
    bring(store, [record(1), record(2)]);
    expect(bring(store, [record(2)]).contactsWithoutSchool).toBe(2);
    store.close();
  });
});

describe('the file', () => {
  test('is made for its owner alone, and is there after a restart', async () => {
    const path = directoryPath(join(folder, 'new', 'data'));
    const store = openDirectory(path);
    bring(store, [record(1)]);
    store.close();
    expect(statSync(path).mode & 0o077).toBe(0);
    const again = openDirectory(path);
    expect(await again.count()).toMatchObject({ schools: 1 });
    expect(again.departmentOf(uaiOf(1))).toBe('031');
    expect(again.departmentOf(uaiOf(2))).toBeNull();
    again.close();
  });

  test('of a newer Préau is refused and left untouched', () => {
    const path = join(folder, 'newer.sqlite');
    const newer = new DatabaseSync(path);
    newer.exec('PRAGMA user_version = 99');
    newer.close();
    const before = statSync(path);
    expect(() => openDirectory(path)).toThrow(
      expect.objectContaining({ code: 'data-folder-newer' }),
    );
    expect(statSync(path)).toMatchObject({ size: before.size, mtimeMs: before.mtimeMs });
  });

  test('of the version before goes on with all that it holds', async () => {
    const path = join(folder, 'first.sqlite');
    writeOldDirectory(path);
    const copy = openDirectoryCopy(path);
    expect(await copy.count()).toEqual({ schools: 1, mails: 1, mobiles: 1 });
    expect(await served(copy)).toHaveLength(1);
    copy.close();
    const store = openDirectory(path);
    expect(await store.count()).toEqual({ schools: 1, mails: 1, mobiles: 1 });
    expect(store.phonesOf(uaiOf(1))).toEqual([{ number: '+33536499286', line: 'landline' }]);
    expect(bring(store, [record(2)], { lists: [{ name: 'a.csv', contacts: [] }] })).toMatchObject({
      added: 1,
      contactsRemoved: 1,
    });
    store.close();
  });

  test.each([
    ['new', () => undefined],
    ['of the version before', writeOldDirectory],
  ])('that is %s is opened by two at once', async (name, write) => {
    const path = join(folder, `two-${name.length}.sqlite`);
    write(path);
    let other: LocalDirectory | null = null;
    // The other opens it after this one has read its version, and before this one has it alone.
    const watch = () => {
      const spy = vi.spyOn(DatabaseSync.prototype, 'exec').mockImplementation(function (
        this: DatabaseSync,
        sql: string,
      ) {
        spy.mockRestore();
        if (sql.includes('journal_mode')) other = openDirectory(path);
        this.exec(sql);
        if (other === null) watch();
      });
    };
    watch();
    const store = openDirectory(path);
    expect(other).not.toBeNull();
    expect(bring(store, [record(2)])).toMatchObject({ added: 1 });
    store.close();
    const last = other as unknown as LocalDirectory;
    expect(last.isOpen(uaiOf(2))).toBe(true);
    last.close();
  });

  test('that is no database is refused with what to do', () => {
    const path = join(folder, 'text.sqlite');
    writeFileSync(path, 'these are no pages of SQLite'.repeat(100));
    expect(() => openDirectory(path)).toThrow(
      expect.objectContaining({ code: 'store-unavailable' }),
    );
  });
});
