import { readWords } from '../web/words.ts';
import type { Words } from '../app/views/words.ts';
import { chooseLanguage, type Language } from './language.ts';

/** Where words go: standard output or error, or a test's notebook. */
interface Sink {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** Everything that a command may know of the terminal and the process around it. */
export interface CliIo {
  /** The words of the command line, without the program's own name. */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Sink;
  readonly stderr: Sink;
  readonly language: Language;
  readonly words: Words;
  /** True on a terminal, unless NO_COLOR is set or TERM is `dumb`. */
  readonly colours: boolean;
  /** What the process will exit with: set by a command that ends otherwise than well. */
  exitCode: number;
}

export interface CliSurroundings {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Sink;
  readonly stderr: Sink;
}

/**
 * Make a command's surroundings out of a process's, or out of a test's.
 *
 * @see https://no-color.org any value of NO_COLOR that is not empty turns colours off
 */
export function createIo(around: CliSurroundings): CliIo {
  const language = chooseLanguage(around.argv, around.env);
  const plain = Boolean(around.env['NO_COLOR']) || around.env['TERM'] === 'dumb';
  return {
    ...around,
    language,
    words: readWords(language),
    colours: around.stdout.isTTY === true && !plain,
    exitCode: 0,
  };
}
