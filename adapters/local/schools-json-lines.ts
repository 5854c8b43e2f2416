import { type Line, readLines } from './schools-csv-lines.ts';
import type { JsonValue } from './schools-json-document.ts';

/** A line that is no JSON, or too long to be one record. */
export interface BrokenLine {
  readonly line: number;
  readonly broken: 'row-too-long' | 'record-invalid';
  readonly text: string;
}

/**
 * The records of a file that has one on each line (JSON lines). A broken line costs no other.
 *
 * @param most records of one batch; the rest of it is left out
 */
export async function* readJsonLines(
  path: string,
  most = Infinity,
): AsyncGenerator<readonly (JsonValue | BrokenLine)[]> {
  for await (const lines of readLines(path)) {
    yield lines
      .filter(({ text }) => text.trim() !== '')
      .slice(0, most)
      .map(readLine);
  }
}

function readLine({ number, text, tooLong }: Line): JsonValue | BrokenLine {
  if (tooLong) return { line: number, text, broken: 'row-too-long' };
  const value = parseLine(text);
  return value === undefined
    ? { line: number, text, broken: 'record-invalid' }
    : { line: number, value };
}

/** @returns undefined, which no JSON is, for what is none */
export function parseLine(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
