import type { ProblemCode } from './problem-words-fr.ts';

/** Where something stands in a configuration: keys and positions from the root. */
export type ConfigPath = readonly (string | number)[];

/** One thing wrong, before it has a place in the text and words for people. */
export interface Finding {
  readonly code: ProblemCode;
  readonly path: ConfigPath;
  /** What the words of `code` name in braces. */
  readonly values?: Readonly<Record<string, string | number>>;
  /** What was found; absent: the value at `path`. */
  readonly got?: string;
  /** Where it stands, when it is the key at `path` and not its value. */
  readonly atKey?: boolean;
  /** Where it stands, in characters from the start, when the text could not be read as a tree. */
  readonly offset?: number;
}

/** One thing wrong with a configuration, for people: where, expected, got, what to do. */
export interface Problem {
  /** From 1. */
  readonly line: number;
  /** From 1, in characters. */
  readonly column: number;
  /** For example `platforms[0].origin.host`; empty for the whole file. */
  readonly path: string;
  readonly code: ProblemCode;
  readonly expected: string;
  readonly got: string;
  readonly remedy: string;
}

/** Write a path the way people do: `platforms[0].origin.host`. */
export function formatPath(path: ConfigPath): string {
  return path
    .map((part, index) => {
      if (typeof part === 'number') return `[${part}]`;
      return index === 0 ? part : `.${part}`;
    })
    .join('');
}
