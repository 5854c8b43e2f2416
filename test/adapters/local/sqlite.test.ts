// Goal: a disk that fails is loud and leaves nothing half done. Method: a database whose pages are
// limited, as a full disk limits them, and folders that cannot hold one.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSqlite, transaction } from '../../../adapters/local/sqlite.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'preau-sqlite-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a transaction', () => {
  it('is undone as a whole when a part of it throws', () => {
    const database = openSqlite(join(folder, 'undone.sqlite'));
    database.exec('CREATE TABLE t (n INTEGER) STRICT');
    const insert = database.prepare('INSERT INTO t VALUES (?)');
    expect(() =>
      transaction(database, () => {
        insert.run(1);
        throw new Error('in the midst of it');
      }),
    ).toThrow('in the midst of it');
    transaction(database, () => insert.run(2));
    expect(database.prepare('SELECT n FROM t').all()).toEqual([{ n: 2 }]);
    database.close();
  });

  it('on a full disk says that the disk is full, and works again once it is not', () => {
    const database = openSqlite(join(folder, 'full.sqlite'));
    database.exec('CREATE TABLE t (body TEXT) STRICT; PRAGMA max_page_count = 8');
    const insert = database.prepare('INSERT INTO t VALUES (?)');
    const fill = () =>
      transaction(database, () => {
        for (let count = 0; count < 100; count += 1) insert.run('x'.repeat(2_000));
      });
    for (const _ of ['first', 'again'])
      expect(fill).toThrow(
        expect.objectContaining({
          code: 'store-unavailable',
          retryable: true,
          message: expect.stringMatching(/full\.sqlite.*full/u),
        }),
      );
    expect(database.prepare('SELECT count(*) AS n FROM t').get()).toEqual({ n: 0 });
    database.exec('PRAGMA max_page_count = 1000');
    fill();
    expect(database.prepare('SELECT count(*) AS n FROM t').get()).toEqual({ n: 100 });
    database.close();
  });

  it('that another program keeps waiting for too long may be tried again', () => {
    const path = join(folder, 'locked.sqlite');
    const database = openSqlite(path);
    database.exec('CREATE TABLE t (n INTEGER) STRICT; PRAGMA busy_timeout = 0');
    const insert = () => transaction(database, () => database.exec('INSERT INTO t VALUES (1)'));
    const other = openSqlite(path);
    transaction(other, () => {
      expect(insert).toThrow(
        expect.objectContaining({ code: 'store-unavailable', retryable: true }),
      );
    });
    insert();
    expect(database.prepare('SELECT count(*) AS n FROM t').get()).toEqual({ n: 1 });
    for (const one of [database, other]) one.close();
  });

  it('whose end the database itself brought about shows the first cause, not its own undoing', () => {
    const database = openSqlite(join(folder, 'rolled.sqlite'));
    database.exec('CREATE TABLE t (n INTEGER PRIMARY KEY ON CONFLICT ROLLBACK) STRICT');
    const insert = database.prepare('INSERT INTO t VALUES (?)');
    expect(() =>
      transaction(database, () => {
        insert.run(1);
        insert.run(1);
      }),
    ).toThrow(/UNIQUE constraint failed/);
    database.close();
  });
});

describe('a database that cannot be opened', () => {
  it('is refused with what the system said and what to look at', () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, 'not a folder');
    expect(() => openSqlite(join(file, 'x.sqlite'))).toThrow(
      expect.objectContaining({
        code: 'store-unavailable',
        message: expect.stringContaining(file),
      }),
    );
  });

  it('is refused when it holds something else', () => {
    const path = join(folder, 'other.sqlite');
    writeFileSync(path, 'a text of somebody who means well. '.repeat(200));
    expect(() => openSqlite(path)).toThrow(expect.objectContaining({ code: 'store-unavailable' }));
  });
});
