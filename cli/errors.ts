import { PreauError } from '../core/errors.ts';
import { exitCodeOf } from './errors-exit-codes.ts';
import type { CliIo } from './frame-io.ts';
import type { Words } from '../app/views/words.ts';
import { createOutput } from './output.ts';
import { printable } from './printable.ts';
import { showInvisible } from './show-invisible.ts';

/**
 * Say why a command failed, on standard error, and set the exit code.
 *
 * An expected failure shows its code and its text (expected, got, remedy); anything else is a
 * bug, shown with its stack and with how to report it. With `--json` both are one JSON document.
 */
export function reportError(io: CliIo, error: unknown, asJson: boolean): void {
  io.exitCode = exitCodeOf(error);
  const output = createOutput(io);
  if (asJson) {
    output.note(JSON.stringify({ error: describeError(error, io.words) }));
    return;
  }
  if (error instanceof PreauError) {
    output.note(`preau: ${output.paint.red(error.code)}: ${errorText(error, io.words)}`);
    if (error.retryable) output.note(io.words('cli.errors.retryable'));
    return;
  }
  output.note(`preau: ${output.paint.red(io.words('cli.errors.bug'))}`);
  output.note(error instanceof Error ? (error.stack ?? error.message) : String(error));
  output.note(
    io.words('cli.errors.report', { version: process.version, system: process.platform }),
  );
}

/** An expected failure in the reader's language, where it has words there. Programs read `message`. */
export function errorText({ message, said }: PreauError, words: Words): string {
  // It may quote a file, or a server.
  if (said === undefined) return showInvisible(message, 'several');
  const values = Object.entries(said.values ?? {}).map(([name, value]) => [
    name,
    typeof value === 'string' ? printable(value) : value,
  ]);
  return words(`errors.${said.key}`, Object.fromEntries(values));
}

function describeError(error: unknown, words: Words): Readonly<Record<string, unknown>> {
  if (error instanceof PreauError) {
    const { code, message, retryable } = error;
    return { code, message, said: errorText(error, words), retryable };
  }
  const stack = error instanceof Error ? error.stack : undefined;
  return { code: 'bug', message: error instanceof Error ? error.message : String(error), stack };
}
