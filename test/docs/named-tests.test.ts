// Goal: a page that says which test holds something names one that is there. Method: every test that a page
// names by its file and its words is looked for.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const PAGES = ['README.md', 'CONTRIBUTING.md', ...globSync('docs/**/*.md', { cwd: root })];
/** As the threat model writes them: `test/….test.ts` "words of the test". */
const NAMED = /`(test\/[^`]+\.ts)` "([^"]+)"/g;

test('every test that a page names by its words is there', () => {
  const named = PAGES.flatMap((page) =>
    [...readFileSync(join(root, page), 'utf8').matchAll(NAMED)].map(
      ([, file = '', words = '']) => ({ page, file, words }),
    ),
  );
  expect(named.length).toBeGreaterThan(60);
  const isLost = (file: string, words: string): boolean =>
    !existsSync(join(root, file)) || !readFileSync(join(root, file), 'utf8').includes(words);
  expect(named.filter(({ file, words }) => isLost(file, words))).toEqual([]);
});
