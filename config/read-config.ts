import { findingsOfIssue } from './findings-of-issue.ts';
import type { Finding, Problem } from './problem.ts';
import { readYaml } from './read-yaml.ts';
import { readableParts } from './readable.ts';
import { allRules } from './rules/all-rules.ts';
import { type Config, configSchema } from './schema.ts';
import { wordFinding } from './word-finding.ts';

export type ConfigLanguage = 'fr' | 'en';

export type ReadConfig =
  | { readonly kind: 'read'; readonly config: Config }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] };

export interface ReadOptions {
  /** Of the problems' words. @default 'fr' */
  readonly language?: ConfigLanguage;
  /** Allows port 0, for servers that a rehearsal starts itself. @default false */
  readonly rehearsal?: boolean;
}

/** More problems than this and the file is something else (chosen). */
const PROBLEMS_MAX = 200;

/**
 * Read preau.yaml, or find every problem with it at once: of the text, of the shape, and of what
 * values must agree on, each at its place and with its remedy. The text may be anything: time and
 * memory are bounded, and nothing is thrown.
 *
 * @returns the configuration with its defaults and its durations in milliseconds; or at least one
 *   problem, in the order of the text, at most 200
 */
export function readConfig(text: string, options: ReadOptions = {}): ReadConfig {
  const { language = 'fr', rehearsal = false } = options;
  const yaml = readYaml(text);
  const parsed = yaml.tree === undefined ? undefined : configSchema.safeParse(yaml.tree);
  const findings: readonly Finding[] = [
    ...yaml.findings,
    ...(parsed?.error?.issues ?? []).flatMap((issue) => findingsOfIssue(issue, yaml.tree)),
    ...agreements(yaml.tree, rehearsal),
  ];
  if (parsed?.success && findings.length === 0) return { kind: 'read', config: parsed.data };
  const problems = findings
    .slice(0, PROBLEMS_MAX)
    .map((finding) => wordFinding(finding, yaml, language))
    .toSorted((a, b) => a.line - b.line || a.column - b.column);
  return { kind: 'refused', problems };
}

function agreements(tree: unknown, rehearsal: boolean): readonly Finding[] {
  if (tree === undefined) return [];
  const parts = readableParts(tree, rehearsal);
  return allRules.flatMap((rule) => rule(parts));
}
