/** A line that is told, or a run of lines that the reader has: the first of them, and how many. */
export type ChangedLine = string | readonly [first: number, count: number];

/**
 * Say how the lines of a picture are made of those of the picture before: what is new is told, what
 * stood there already is pointed to. A page that shows one thing more is so told in some hundred bytes.
 *
 * @returns as many runs and lines as it takes, in order; `before` is all that is needed to read them
 */
export function changedLines(
  before: readonly string[],
  after: readonly string[],
): readonly ChangedLine[] {
  const places = new Map(before.map((line, index) => [line, index]));
  const told: ChangedLine[] = [];
  for (const line of after) {
    const last = told.at(-1);
    if (typeof last === 'object' && before[last[0] + last[1]] === line) {
      told[told.length - 1] = [last[0], last[1] + 1];
      continue;
    }
    const place = places.get(line);
    told.push(place === undefined ? line : [place, 1]);
  }
  return told;
}
