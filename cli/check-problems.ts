import type { Problem } from '../config/problem.ts';
import type { CliIo } from './frame-io.ts';
import { createOutput, type Output } from './output.ts';

/** Longer lines are shown around the place (chosen: what a terminal of 80 columns holds). */
const EXCERPT_MAX = 68;

/** Every problem with its line and a caret, as lines for a terminal. */
export function showProblems(
  file: string,
  text: string,
  problems: readonly Problem[],
  io: CliIo,
): readonly string[] {
  const { paint } = createOutput(io);
  const lines = text.split(/\r\n|\n|\r/);
  const title = io.words(problems.length === 1 ? 'check.oneProblem' : 'check.problems', {
    file,
    count: problems.length,
  });
  return [
    paint.bold(title),
    ...problems.flatMap((problem) => [
      '',
      `${paint.cyan(`${file}:${problem.line}:${problem.column}`)}  ${paint.bold(problem.path)}`,
      ...showExcerpt(problem, lines[problem.line - 1] ?? '', paint),
      `  ${io.words('check.expected')} ${problem.expected}`,
      `  ${io.words('check.got')} ${problem.got}`,
      `  ${io.words('check.remedy')} ${paint.green(problem.remedy)}`,
    ]),
  ];
}

function showExcerpt(problem: Problem, source: string, paint: Output['paint']): readonly string[] {
  const line = harmless(source);
  const start = problem.column > EXCERPT_MAX ? problem.column - EXCERPT_MAX / 2 : 0;
  const number = String(problem.line);
  const caret = `${' '.repeat(problem.column - 1 - start)}${'^'.repeat(caretWidth(problem, line))}`;
  return [
    `  ${paint.dim(`${number} |`)} ${line.slice(start, start + EXCERPT_MAX)}`,
    `  ${paint.dim(`${' '.repeat(number.length)} |`)} ${paint.red(caret)}`,
  ];
}

/** As wide as the value found, where it stands there on one line; else one character. */
function caretWidth(problem: Problem, line: string): number {
  const rest = line.slice(problem.column - 1).replace(/^["']/, '');
  return rest.startsWith(problem.got) ? Math.min(problem.got.length, EXCERPT_MAX / 2) : 1;
}

/** One column a character still, but nothing that a terminal would obey. */
function harmless(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ');
}
