import { z } from 'zod';
import { findingsOfIssue } from './findings-of-issue.ts';
import type { Finding, Problem } from './problem.ts';
import type { ConfigLanguage } from './read-config.ts';
import { readYaml } from './read-yaml.ts';
import { type CrawlRecipe, recipeSchema } from './recipe-schema.ts';
import { wordFinding } from './word-finding.ts';

export type ReadRecipe =
  | { readonly kind: 'read'; readonly recipe: CrawlRecipe }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] };

const PROBLEMS_MAX = 200;

const wholeSchema = z.toJSONSchema(recipeSchema, { io: 'input' });

/**
 * Read the recipe of a crawl, or find every problem with it at once, each at its line and column.
 * The text may be anything: nothing is thrown.
 *
 * @param language of the problems' words
 */
export function readRecipe(text: string, language: ConfigLanguage = 'fr'): ReadRecipe {
  const yaml = readYaml(text);
  const parsed = yaml.tree === undefined ? undefined : recipeSchema.safeParse(yaml.tree);
  const findings: readonly Finding[] = [
    ...yaml.findings,
    ...(parsed?.error?.issues ?? []).flatMap((issue) => findingsOf(issue, yaml.tree)),
    ...(parsed?.success ? disagreements(parsed.data) : []),
  ];
  if (parsed?.success && findings.length === 0) return { kind: 'read', recipe: parsed.data };
  const problems = findings
    .slice(0, PROBLEMS_MAX)
    .map((finding) => wordFinding(finding, yaml, language))
    .toSorted((a, b) => a.line - b.line || a.column - b.column);
  return { kind: 'refused', problems };
}

function findingsOf(issue: z.core.$ZodIssue, tree: unknown): readonly Finding[] {
  const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
  // A login's field: a text, or where a secret is.
  if (issue.code === 'invalid_union') return [{ code: 'recipe-secret', path }];
  return findingsOfIssue(issue, tree, wholeSchema);
}

/** What its values must agree on. A value of a session is never among what is shown of them. */
function disagreements(recipe: CrawlRecipe): readonly Finding[] {
  const { start = [], hosts, sameAs, session } = recipe;
  const scope = hosts ?? start.map((url) => new URL(url).host);
  if (scope.length === 0) return [];
  const inScope = (url: string): boolean => scope.includes(new URL(url).host);
  const values = { hosts: scope.join(', ').slice(0, 500) };
  const login = session?.login;
  return [
    ...start.flatMap((url, index) =>
      inScope(url) ? [] : [{ code: 'recipe-outside', path: ['start', index], values } as const],
    ),
    ...Object.entries(sameAs).flatMap(([name, target]) =>
      scope.includes(target) && !scope.includes(name)
        ? []
        : [{ code: 'recipe-same-as', path: ['sameAs', name], values } as const],
    ),
    ...(login === undefined || inScope(login.page)
      ? []
      : [{ code: 'recipe-outside', path: ['session', 'login', 'page'], values } as const]),
  ];
}
