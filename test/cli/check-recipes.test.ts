// Goal: "preau check" finds what a home would stumble on when it visits a site: recipes that are not there or wrong,
// secrets that others may read. Method: configurations and recipes in a folder, by the command itself.
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { aConfig } from '../config/a-config.ts';
import { temporaryFolder } from '../adapters/local/mirror/fixture.ts';
import { type } from './a-terminal.ts';

const folder = temporaryFolder();

const LESSONS = 'platforms.0.mirror.lessons';
const RECIPE = 'platforms.0.mirror.recipe';

async function check(recipe: string | null, lessons = 'https://ent.region.example/', mode = 0o600) {
  const root = await folder();
  const file = join(root, 'preau.yaml');
  await writeFile(file, aConfig({ aws: undefined, [LESSONS]: lessons, [RECIPE]: 'ent.yaml' }));
  await writeFile(join(root, 'secret'), 'canari');
  await chmod(join(root, 'secret'), mode);
  if (recipe !== null) await writeFile(join(root, 'ent.yaml'), recipe);
  return type(['check', file, '--json', '--lang', 'en']);
}

const WITH_SECRET = 'session: { cookie: { file: secret } }\n';

it('a platform with a site and its recipe is right', async () => {
  const { exitCode, out } = await check(WITH_SECRET);
  expect(exitCode).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    ok: true,
    summary: { platforms: [{ mirror: { lessons: { found: true } } }, {}] },
  });
  expect(out).not.toContain('web-lessons-elsewhere');
});

it('a site that is not under the platform’s name is told', async () => {
  const { exitCode, out } = await check('{}', 'https://cours.example/');
  expect(exitCode).toBe(0);
  expect(out).toContain('web-lessons-elsewhere');
});

it.each([
  ['a recipe that is not there', null, 0o600, 'recipe-unreadable'],
  ['a recipe that is wrong', 'hots: [a.example]\n', 0o600, 'unknown-key-near'],
  ['a secret that others may read', WITH_SECRET, 0o644, 'recipe-secret-open'],
  [
    'a secret that is not there',
    'session: { cookie: { file: autre } }\n',
    0o600,
    'recipe-secret-missing',
  ],
])('%s is refused', async (_, recipe, mode, code) => {
  const { exitCode, out } = await check(recipe, undefined, mode);
  expect(exitCode).toBe(3);
  const { files } = JSON.parse(out) as { files: { problems: { code: string; line: number }[] }[] };
  expect(files.flatMap(({ problems }) => problems.map((problem) => problem.code))).toEqual([code]);
  expect(out).not.toContain('canari');
});
