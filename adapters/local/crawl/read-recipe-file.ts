import { readFile } from 'node:fs/promises';
import { readRecipe } from '../../../config/read-recipe.ts';
import { type CrawlRecipe, recipeSchema } from '../../../config/recipe-schema.ts';
import type { ConfigLanguage } from '../../../config/read-config.ts';
import type { Problem } from '../../../config/problem.ts';
import { PreauError } from '../../../core/errors.ts';

/** The recipe of a site that nobody wrote one for. */
export const NO_RECIPE: CrawlRecipe = recipeSchema.parse({});

/**
 * @param language of the problems' words
 * @throws PreauError `file-unreadable`; `config-invalid` with every problem at its place
 */
export async function readRecipeFile(file: string, language: ConfigLanguage): Promise<CrawlRecipe> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new PreauError(
      'file-unreadable',
      `expected the recipe of a site's visit in ${file}, got: ${cause instanceof Error ? cause.message : String(cause)}; correct the path`,
      {
        cause,
        said: {
          key: 'visit.recipe',
          values: { file, why: cause instanceof Error ? cause.message : String(cause) },
        },
      },
    );
  });
  const read = readRecipe(text, language);
  if (read.kind === 'read') return read.recipe;
  throw new PreauError('config-invalid', read.problems.map((one) => worded(file, one)).join('\n'));
}

const worded = (file: string, { line, column, path, expected, got, remedy }: Problem): string =>
  `${file}:${line}:${column} ${path}: ${expected} — ${got} — ${remedy}`;
