import type { Counts, MutationResult, Survivor } from './mutation-result.ts';
import { SCORE_TARGET, scoreOf } from './score.ts';

const INTRODUCTION = `# Mutation tests of core/

Written by \`npm run mutate\`; its figures are in [docs/mutation/](mutation/).

A mutant is \`core/\` with one place of its code changed: a condition turned round, a string emptied, a call left out. Tests that
are worth something fail with it. The mutants are those of [StrykerJS](https://stryker-mutator.io), all kinds of them; the tests
are those of \`test/core/\`, with fewer runs of each property, always the same ones, and few others (\`test/mutation/judges-of.ts\`):
what only the tests of other layers see has *no test* here. A mutant is *killed* when a test fails with
it and passes again without; it *times out* when a test has no end with it, which counts as killed. Otherwise it *survived*
all tests that run its place, or *no test* runs it. Score: killed and timed out, of all. Mutants that change nothing anybody
could see count as missed too. A table that a script writes, \`core/watch/page-patterns.ts\`, is left out.

All mutants of a directory are in the code at once, asleep, and one process wakes one after the other
(\`test/mutation/\`): StrykerJS itself starts its tests anew for each. What is reckoned when a file is read, such as a table, is
read anew for each of its mutants, with the five test files that import it most directly.
`;

const percent = (share: number): string => `${(Math.floor(share * 1_000) / 10).toFixed(1)} %`;
const explainedAmong = (survivors: readonly Survivor[]): number =>
  survivors.filter(({ why }) => why !== undefined).length;

/**
 * The page for people.
 *
 * @param directories all that there are: those without a result are named as not run
 */
export function writePage(
  results: readonly MutationResult[],
  directories: readonly string[],
): string {
  const notRun = directories.filter((name) => results.every(({ directory }) => directory !== name));
  return [
    INTRODUCTION,
    '| directory | mutants | killed | timed out | survived | no test | score | explained | run |',
    '|---|--:|--:|--:|--:|--:|--:|--:|---|',
    ...results.map(rowOf),
    '',
    `Target: ${percent(SCORE_TARGET)} in each directory. ${missed(results)}`,
    ...(notRun.length > 0 ? ['', `Not run: ${notRun.join(', ')}.`] : []),
    '',
    ...results.flatMap(sectionOf),
  ].join('\n');
}

function rowOf({ directory, counts, survivors, day, seconds }: MutationResult): string {
  const { killed, timeout, survived, uncovered } = counts;
  const all = killed + timeout + survived + uncovered;
  const figures = [all, killed, timeout, survived, uncovered, percent(scoreOf(counts))];
  const explained = `${explainedAmong(survivors)} of ${survivors.length}`;
  return `| ${directory} | ${figures.join(' | ')} | ${explained} | ${day}, ${Math.round(seconds)} s |`;
}

function missed(results: readonly MutationResult[]): string {
  const below = results.filter(({ counts }) => scoreOf(counts) < SCORE_TARGET);
  if (below.length === 0) return 'Met by all that were run.';
  return `**Missed by ${below.map(({ directory, counts }) => `${directory} (${percent(scoreOf(counts))})`).join(', ')}.**`;
}

function sectionOf({
  directory,
  files,
  survivors,
  notRun = [],
}: MutationResult): readonly string[] {
  const late = notRun.length === 0 ? [] : [`Not run: ${notRun.join(', ')}.`, ''];
  if (survivors.length === 0) return [`## ${directory}`, '', 'None survived.', '', ...late];
  const byFile = Map.groupBy(survivors, ({ file }) => file);
  return [
    `## ${directory}`,
    '',
    ...late,
    ...Array.from(byFile, ([file, of]) => [
      `**${file}**, ${percent(scoreOf(files[file] as Counts))}`,
      '',
      ...of.map(lineOf),
      '',
    ]).flat(),
  ];
}

function lineOf({ line, mutator, original, replacement, outcome, why }: Survivor): string {
  const fate = outcome === 'uncovered' ? ' (no test)' : '';
  const reason = why === undefined ? '' : `: ${why}`;
  return `- ${line}, ${mutator}${fate}: ${asCode(original)} → ${asCode(replacement)}${reason}`;
}

/** Code in a line of Markdown, whatever backticks it has. */
function asCode(code: string): string {
  const longest = Math.max(0, ...Array.from(code.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = longest > 0 || code === '' ? ' ' : '';
  return `${fence}${pad}${code}${pad}${fence}`;
}
