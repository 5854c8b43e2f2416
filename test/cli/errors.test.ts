// Goal: what a failure quotes of a file or a server does not drive the terminal. Method: a failure with
// every kind of invisible sign, and what is written of it.
import { expect, test } from 'vitest';
import { reportError } from '../../cli/errors.ts';
import { createIo } from '../../cli/frame-io.ts';
import { PreauError } from '../../core/errors.ts';

function told(message: string): string {
  const said: string[] = [];
  const sink = { write: (text: string) => said.push(text) };
  const io = createIo({ argv: [], env: { LANG: 'en_GB.UTF-8' }, stdout: sink, stderr: sink });
  reportError(io, new PreauError('directory-unreadable', message), false);
  return said.join('');
}

test('what is invisible in a failure is shown as its code, and its lines stay lines', () => {
  expect(told('a.json: got "\u001B[2J\u202E\u0000\r"\nb.json: expected JSON')).toBe(
    'preau: directory-unreadable: a.json: got "\\u{1b}[2J\\u{202e}\\u{0}\\u{d}"\nb.json: expected JSON\n',
  );
});
