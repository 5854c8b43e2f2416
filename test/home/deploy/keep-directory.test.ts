import { mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepDirectory } from '../../../home/deploy/keep-directory.ts';
import { HEADER, row } from '../../adapters/local/schools-csv-fixtures.ts';

// Goal: schools are imported when they are new or changed, and a later start survives their loss.
// Method: small files in a temporary folder, changed between starts.

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'preau-directory-'));
  file = join(folder, 'annuaire.csv');
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (...schools: readonly number[]) =>
  writeFileSync(file, [HEADER, ...schools.map((n) => row(n)), ''].join('\n'));
const start = async () => {
  const news = await keepDirectory(folder, {
    schools: { directories: [file], contacts: [], attachments: [] },
    platforms: [],
  });
  return news.kind === 'imported' ? `imported ${news.report.changes.added}` : news.kind;
};

test('once, and again only when the content changes', async () => {
  write(1, 2);
  expect(await start()).toBe('imported 2');
  expect(await start()).toBe('unchanged');
  utimesSync(file, 1, 1);
  expect(await start()).toBe('unchanged');
  write(1, 2, 3);
  expect(await start()).toBe('imported 1');
});

test('a missing file refuses the first start and not a later one', async () => {
  await expect(start()).rejects.toMatchObject({ code: 'file-unreadable' });
  write(1);
  expect(await start()).toBe('imported 1');
  renameSync(file, `${file}.away`);
  expect(await start()).toBe('kept');
});

test('a file that is no directory any more leaves the one of before', async () => {
  write(1);
  await start();
  writeFileSync(file, 'nothing;of\nthe;kind\n');
  expect(await start()).toBe('kept');
});

test('no file, no schools, and it is said', async () => {
  const news = await keepDirectory(folder, {
    schools: { directories: [], contacts: [], attachments: [] },
    platforms: [],
  });
  expect(news).toEqual({ kind: 'none' });
});
