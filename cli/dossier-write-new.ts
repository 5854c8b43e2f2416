import { writeFile } from 'node:fs/promises';
import { PreauError } from '../core/errors.ts';

/**
 * Write a file for its owner only, and never over another: a dossier names people who acted.
 *
 * @throws PreauError `argument-invalid` for a file that is there, or a place where none can be
 */
export async function writeNew(file: string, data: string | Uint8Array): Promise<void> {
  try {
    await writeFile(file, data, { flag: 'wx', mode: 0o600 });
  } catch (cause) {
    throw new PreauError(
      'argument-invalid',
      `expected to write ${file}, got: ${String(cause)}; move it away, or name another one with --out`,
      { cause, said: { key: 'home.notNew', values: { path: file, why: String(cause) } } },
    );
  }
}
