import type { FindingState } from '../adapters/aws/doctor/finding.ts';
import type { FindingWords } from './doctor-words.ts';
import { fillTemplate } from './fill-template.ts';
import type { CliIo } from './frame-io.ts';
import { createOutput } from './output.ts';
import { wrapText } from './wrap-text.ts';

const MARKS: { readonly [state in FindingState]: string } = {
  ok: '✔',
  warn: '!',
  fail: '✖',
  unknown: '?',
};
/** Two of margin, the mark, the name of the check; then what was found. */
const NAME = 21;
const INDENT = 4 + NAME;
const WIDE = 80;

/** What was found, of an account or of a machine. */
export interface Found<Check extends string, Code extends string> {
  readonly check: Check;
  readonly code: Code;
  readonly state: FindingState;
  readonly values: Readonly<Record<string, string | number>>;
}

export interface ReportWords<Check extends string, Code extends string> {
  readonly heading: string;
  readonly checks: { readonly [name in Check]: string };
  readonly findings: { readonly [code in Code]: FindingWords };
  readonly verdicts: { readonly [state in FindingState]: string };
}

/** What was found as lines of at most 80 columns, each fault with its remedy under it. */
export function doctorReport<Check extends string, Code extends string>(
  file: string,
  findings: readonly Found<Check, Code>[],
  words: ReportWords<Check, Code>,
  io: CliIo,
): readonly string[] {
  const { paint } = createOutput(io);
  return [
    paint.bold(fillTemplate(words.heading, { file })),
    '',
    ...findings.flatMap((found, index) => {
      const repeated = findings[index - 1]?.check === found.check;
      return oneFinding(
        found,
        words.findings[found.code],
        repeated ? '' : words.checks[found.check],
        io,
      );
    }),
    '',
    ...wrapText(words.verdicts[worstOf(findings)], WIDE).map((line) => paint.bold(line)),
  ];
}

const RANK: readonly FindingState[] = ['ok', 'unknown', 'warn', 'fail'];

/** @returns the worst of what was found; `ok` for nothing */
export const worstOf = (findings: readonly { readonly state: FindingState }[]): FindingState =>
  findings
    .map(({ state }) => state)
    .reduce((one, other) => (RANK.indexOf(other) > RANK.indexOf(one) ? other : one), 'ok');

function oneFinding(
  { state, values }: Pick<Found<string, string>, 'state' | 'values'>,
  said: FindingWords,
  name: string,
  io: CliIo,
): readonly string[] {
  const { paint } = createOutput(io);
  const colour = { ok: paint.green, warn: paint.yellow, fail: paint.red, unknown: paint.cyan }[
    state
  ];
  const shown = Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, readable(value, io)]),
  );
  const [first = '', ...more] = wrapText(fillTemplate(said.found, shown), WIDE - INDENT);
  const remedy =
    said.do === undefined ? [] : wrapText(fillTemplate(said.do, shown), WIDE - INDENT - 2);
  return [
    `  ${colour(MARKS[state])} ${name.padEnd(NAME)}${first}`,
    ...more.map((line) => ' '.repeat(INDENT) + line),
    ...remedy.map((line, index) =>
      paint.dim(`${' '.repeat(INDENT)}${index === 0 ? '→' : ' '} ${line}`),
    ),
  ];
}

const readable = (value: string | number, io: CliIo): string =>
  typeof value === 'number'
    ? new Intl.NumberFormat(io.language).format(value).replaceAll(/[\u00a0\u202f]/g, ' ')
    : value;
