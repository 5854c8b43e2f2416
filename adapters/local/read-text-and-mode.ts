import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';

/**
 * Read a small text with its file's mode: both of the file that is open, so that no other can be put
 * in its place between the two.
 *
 * @throws Error in a few words: no plain file, too large, or what the system says
 */
export function readTextAndMode(
  path: string,
  maxBytes: number,
): { readonly text: string; readonly mode: number } {
  const file = openSync(path, 'r');
  try {
    const status = fstatSync(file);
    if (!status.isFile()) throw new Error('no plain file');
    if (status.size > maxBytes) throw new Error(`${status.size} bytes`);
    return { text: readFileSync(file, 'utf8'), mode: status.mode };
  } finally {
    closeSync(file);
  }
}
