// Goal: no page of the project sends its reader to a file, a heading or a folder that is not there.
// Method: every link of every page is followed, and every path that is named in a page is looked for.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** Lessons of the examples are their authors' own: their links are for the importer to judge. */
const PAGES = globSync(['*.md', 'docs/**/*.md', 'examples/*/*.md', 'data/*.md'], { cwd: root });
const read = (page: string): string => readFileSync(join(root, page), 'utf8');
/** What a page shows to be typed, or drawn, is no link. */
const prose = (text: string): string => text.replaceAll(/^```[\s\S]*?^```/gm, '');

/** As GitHub makes an anchor of a heading; the same heading again gets a number. */
function anchorsOf(page: string): ReadonlySet<string> {
  const seen = new Map<string, number>();
  const made = [...prose(read(page)).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => {
    const anchor = heading
      .toLowerCase()
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-');
    const before = seen.get(anchor) ?? 0;
    seen.set(anchor, before + 1);
    return before === 0 ? anchor : `${anchor}-${before}`;
  });
  return new Set(made);
}

function isLost(page: string, target: string): boolean {
  if (/^[a-z]+:/.test(target)) return false;
  const [path = '', anchor] = decodeURI(target).split('#');
  const file = path === '' ? page : normalize(join(dirname(page), path));
  if (!existsSync(join(root, file))) return true;
  return anchor !== undefined && file.endsWith('.md') && !anchorsOf(file).has(anchor);
}

test('every link between pages leads to a file and a heading that are there', () => {
  const links = PAGES.flatMap((page) =>
    [...prose(read(page)).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => ({
      page,
      target,
    })),
  );
  expect(links.length).toBeGreaterThan(200);
  expect(links.filter(({ page, target }) => isLost(page, target))).toEqual([]);
});

/** A path of the project in backquotes: it begins with one of its folders and names a file. */
const NAMED =
  /`((?:adapters|app|bench|bin|cli|config|core|data|docs|examples|home|lambdas|lib|locales|test|web)\/[\w./-]+\.(?:ts|js|md|yaml|json|csv))`/g;

test('every file of the project that a page names is there', () => {
  const named = PAGES.flatMap((page) =>
    [...read(page).matchAll(NAMED)].map(([, path = '']) => ({ page, path })),
  );
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter(({ path }) => !existsSync(join(root, path)))).toEqual([]);
});
