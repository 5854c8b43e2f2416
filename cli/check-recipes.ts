import { statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { othersMayRead } from '../adapters/local/others-may-read.ts';
import { placeFindings } from '../config/place-findings.ts';
import type { Finding, Problem } from '../config/problem.ts';
import { readRecipe } from '../config/read-recipe.ts';
import type { CrawlRecipe, RecipeSecret } from '../config/recipe-schema.ts';
import type { Config } from '../config/schema.ts';

/** A file beside the configuration that is wrong, or the configuration for what it says of one. */
export interface WrongFile {
  readonly file: string;
  readonly text: string;
  readonly problems: readonly Problem[];
}

/**
 * Read every recipe that a configuration names, and look at the files of its secrets, not into them.
 *
 * @param file of the configuration: what it names is relative to its folder
 * @returns what is wrong; empty when all is well
 */
export async function checkRecipes(
  config: Config,
  file: string,
  text: string,
  language: 'fr' | 'en',
): Promise<readonly WrongFile[]> {
  const wrong: WrongFile[] = [];
  const unread: Finding[] = [];
  for (const [index, { mirror }] of config.platforms.entries()) {
    if (mirror?.recipe === undefined) continue;
    const path = resolve(dirname(file), mirror.recipe);
    const recipe = await readFile(path, 'utf8').catch(() => null);
    if (recipe === null) {
      unread.push({ code: 'recipe-unreadable', path: ['platforms', index, 'mirror', 'recipe'] });
      continue;
    }
    const problems = problemsOf(recipe, dirname(path), language);
    if (problems.length > 0) wrong.push({ file: path, text: recipe, problems });
  }
  if (unread.length === 0) return wrong;
  return [{ file, text, problems: placeFindings(text, unread, language) }, ...wrong];
}

function problemsOf(text: string, folder: string, language: 'fr' | 'en'): readonly Problem[] {
  const read = readRecipe(text, language);
  if (read.kind === 'refused') return read.problems;
  const findings = secretsOf(read.recipe).flatMap(
    ({ path, secret }) => fileFinding(path, secret, folder) ?? [],
  );
  return placeFindings(text, findings, language);
}

interface PlacedSecret {
  readonly path: readonly string[];
  readonly secret: RecipeSecret;
}

function secretsOf({ session = {} }: CrawlRecipe): readonly PlacedSecret[] {
  const { cookie, headers = {}, login } = session;
  const fields = Object.entries(login?.fields ?? {});
  return [
    ...(cookie ? [{ path: ['session', 'cookie'], secret: cookie }] : []),
    ...Object.entries(headers).map(([name, secret]) => ({
      path: ['session', 'headers', name],
      secret,
    })),
    ...fields.flatMap(([name, secret]) =>
      typeof secret === 'string' ? [] : [{ path: ['session', 'login', 'fields', name], secret }],
    ),
  ];
}

/** Of a file that a visit would refuse. What a variable holds is known where the visit runs, not here. */
function fileFinding(
  path: readonly string[],
  { file }: RecipeSecret,
  folder: string,
): Finding | null {
  if (file === undefined) return null;
  const found = statSync(resolve(folder, file), { throwIfNoEntry: false });
  const at = { path: [...path, 'file'] };
  if (found === undefined || !found.isFile()) return { code: 'recipe-secret-missing', ...at };
  if (!othersMayRead(found.mode)) return null;
  const mode = (found.mode & 0o777).toString(8);
  return { code: 'recipe-secret-open', ...at, values: { mode } };
}
