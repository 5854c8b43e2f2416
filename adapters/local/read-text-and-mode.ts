import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { PreauError, type Said } from '../../core/errors.ts';

/**
 * Read a small text with its file's mode: both of the file that is open, so that no other can be put
 * in its place between the two.
 *
 * @throws Error in a few words: no plain file, too large (PreauError `file-unreadable`), or what the
 *   system says
 */
export function readTextAndMode(
  path: string,
  maxBytes: number,
): { readonly text: string; readonly mode: number } {
  const file = openSync(path, 'r');
  try {
    const status = fstatSync(file);
    if (!status.isFile()) throw unfit('no plain file', { key: 'got.noFile' });
    if (status.size > maxBytes)
      throw unfit(`${status.size} bytes`, { key: 'got.bytes', values: { bytes: status.size } });
    return { text: readFileSync(file, 'utf8'), mode: status.mode };
  } finally {
    closeSync(file);
  }
}

const unfit = (message: string, said: Said): PreauError =>
  new PreauError('file-unreadable', message, { said });
