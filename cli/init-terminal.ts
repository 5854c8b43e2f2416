import { createInterface } from 'node:readline/promises';

/** Ask one question. @returns null when the person gave up: Ctrl-C, Ctrl-D, a closed terminal */
export type Ask = (question: string) => Promise<string | null>;

export interface InitTerminal {
  readonly ask: Ask;
  readonly close: () => void;
}

/** Longer than any answer can be: what is pasted beyond it is cut, and then refused (chosen). */
const LINE_MAX = 4_000;

/**
 * The terminal of this process; questions go to standard error, so that a result that is piped
 * holds none.
 *
 * @returns null where standard input is no terminal
 */
export function initTerminal(
  input: NodeJS.ReadStream = process.stdin,
  output: NodeJS.WritableStream = process.stderr,
): InitTerminal | null {
  if (!input.isTTY) return null;
  const lines = createInterface({ input, output, terminal: true });
  const gone = new AbortController();
  lines.on('SIGINT', () => gone.abort());
  lines.on('close', () => gone.abort());
  return {
    ask: async (question) => {
      try {
        const line = await lines.question(`${question}\n> `, { signal: gone.signal });
        return line.slice(0, LINE_MAX);
      } catch (error) {
        if (gone.signal.aborted) return null;
        throw error;
      }
    },
    close: () => lines.close(),
  };
}
