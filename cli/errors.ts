import { PreauError } from '../core/errors.ts';
import { exitCodeOf } from './errors-exit-codes.ts';
import type { CliIo } from './frame-io.ts';
import type { Language } from './language.ts';
import { errorText } from './errors-text.ts';
import { createOutput } from './output.ts';

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
    output.note(JSON.stringify({ error: describeError(error, io.language) }));
    return;
  }
  if (error instanceof PreauError) {
    output.note(`preau: ${output.paint.red(error.code)}: ${errorText(error, io.language)}`);
    if (error.retryable) output.note(io.words('cli.errors.retryable'));
    return;
  }
  output.note(`preau: ${output.paint.red(io.words('cli.errors.bug'))}`);
  output.note(error instanceof Error ? (error.stack ?? error.message) : String(error));
  output.note(
    io.words('cli.errors.report', { version: process.version, system: process.platform }),
  );
}

function describeError(error: unknown, language: Language): Readonly<Record<string, unknown>> {
  if (error instanceof PreauError) {
    const { code, message, retryable } = error;
    return { code, message, said: errorText(error, language), retryable };
  }
  const stack = error instanceof Error ? error.stack : undefined;
  return { code: 'bug', message: error instanceof Error ? error.message : String(error), stack };
}
