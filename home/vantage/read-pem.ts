import { readFileSync, statSync } from 'node:fs';
import { PreauError, type Said } from '../../core/errors.ts';

/** A system's whole store of authorities is under a megabyte. Chosen. */
const BYTES_MAX = 2_000_000;

/**
 * Read a certificate or a private key in PEM.
 *
 * @throws PreauError `file-unreadable`; its text repeats nothing of the file
 */
export function readPem(file: string): string {
  const fault = (got: string, said: Said | string, cause?: unknown): PreauError =>
    new PreauError(
      'file-unreadable',
      `expected a file in PEM (-----BEGIN …) at ${file}, got ${got}; give the file that your authority made`,
      { cause, said: { key: 'pem.file', values: { file, got: said } } },
    );
  try {
    const { size } = statSync(file);
    if (size > BYTES_MAX)
      throw fault(`${size} bytes`, { key: 'got.bytes', values: { bytes: size } });
    const text = readFileSync(file, 'utf8');
    if (!text.includes('-----BEGIN ')) throw fault('something else', { key: 'got.other' });
    return text;
  } catch (cause) {
    if (cause instanceof PreauError) throw cause;
    const got = cause instanceof Error ? cause.message : String(cause);
    throw fault(got, got, cause);
  }
}
