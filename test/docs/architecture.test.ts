// Goal: docs/architecture.md names each function and each queue on AWS, and each folder that code is in.
// Method: read the page beside the tables that make them, and beside the tree.
import { globSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { FUNCTIONS } from '../../config/aws-functions.ts';
import { QUEUES } from '../../config/aws-queues.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(new URL('../../docs/architecture.md', import.meta.url), 'utf8');
const names = (word: string): boolean => new RegExp(`(?<![\\w-])${word}(?![\\w-])`).test(page);

test('each function on AWS has its place in the picture', () => {
  expect(Object.keys(FUNCTIONS).filter((name) => !names(name))).toEqual([]);
});

test('each queue on AWS is there', () => {
  expect(Object.keys(QUEUES).filter((name) => !names(name))).toEqual([]);
});

test('each folder of the core, of the use cases, of the homes and of the pages is in the map', () => {
  const folders = new Set(
    ['core/*/*.ts', 'app/*/*.ts', 'home/*/*.ts', 'web/*/*.ts'].flatMap((pattern) =>
      globSync(pattern, { cwd: root }).map((path) => dirname(path).replaceAll('\\', '/')),
    ),
  );
  expect(folders.size).toBeGreaterThan(30);
  const named = (folder: string): boolean =>
    page.includes(`${folder}/`) || page.includes(`\`${folder.split('/')[1]}/`);
  expect([...folders].filter((folder) => !named(folder)).toSorted()).toEqual([]);
});
