import type { Finding, Problem } from './problem.ts';
import type { ConfigLanguage } from './read-config.ts';
import { readYaml } from './read-yaml.ts';
import { wordFinding } from './word-finding.ts';

/**
 * Give what was found elsewhere, by asking name servers say, its place in a configuration's text.
 *
 * @returns in the order of the text
 */
export function placeFindings(
  text: string,
  findings: readonly Finding[],
  language: ConfigLanguage,
): readonly Problem[] {
  const yaml = readYaml(text);
  return findings
    .map((finding) => wordFinding(finding, yaml, language))
    .toSorted((a, b) => a.line - b.line || a.column - b.column);
}
