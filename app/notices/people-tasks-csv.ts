import type { PeopleTask } from './people-tasks.ts';

/** As a French office program opens it without being asked: semicolons, UTF-8 with its mark. */
const MARK = '\uFEFF';
const LINE_END = '\r\n';

const COLUMNS = ['uai', 'name', 'commune', 'phones', 'why', 'detail', 'notice'] as const;

/**
 * The list as CSV, RFC 4180 but for its semicolons, one line a school.
 *
 * A cell that a spreadsheet would take for a formula begins with an apostrophe instead: names and
 * providers' answers are written by others. A number to dial keeps its `+`, which digits alone
 * follow.
 *
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export function peopleTasksCsv(tasks: readonly PeopleTask[]): string {
  const lines = tasks.map(({ recipient, phones, ...task }) =>
    [recipient, task.name, task.commune, phones.join(' '), task.why, task.detail, task.notice].map(
      cell,
    ),
  );
  return tableOf([[...COLUMNS], ...lines]);
}

/** Any table, its columns' names first, likewise. */
export const csvOf = (lines: readonly (readonly string[])[]): string =>
  tableOf(lines.map((line) => line.map(cell)));

const tableOf = (lines: readonly (readonly string[])[]): string =>
  MARK + lines.map((line) => line.join(';') + LINE_END).join('');

const NUMBERS = /^\+\d{4,15}(?: \+\d{4,15})*$/u;

function cell(text: string): string {
  const harmless = /^[\s]*[=+\-@\t\r]/u.test(text) && !NUMBERS.test(text) ? `'${text}` : text;
  return /[";\r\n,\t]/u.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
