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
  const placeOf = finder(before);
  const told: ChangedLine[] = [];
  /** Where the line would stand if as many were taken away as were told. */
  let next = 0;
  for (const line of after) {
    const place = before[next] === line ? next : placeOf(line);
    const last = told.at(-1);
    if (place === undefined) told.push(line);
    else if (typeof last === 'object' && place === last[0] + last[1])
      told[told.length - 1] = [last[0], last[1] + 1];
    else told.push([place, 1]);
    next = (place ?? next) + 1;
  }
  return told;
}

/** Lines that are looked up one by one before all are ordered, which costs as much as some such. Chosen. */
const LOOKS_MAX = 8;

/** Most lines stand where they are expected: few are looked up. */
function finder(lines: readonly string[]): (line: string) => number | undefined {
  let places: ReadonlyMap<string, number> | null = null;
  let looks = 0;
  return (line) => {
    looks += 1;
    if (looks > LOOKS_MAX) {
      places ??= new Map(lines.map((one, index) => [one, index]));
      return places.get(line);
    }
    const place = lines.indexOf(line);
    return place < 0 ? undefined : place;
  };
}
