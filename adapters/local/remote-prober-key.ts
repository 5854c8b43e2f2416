import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { othersMayRead } from './others-may-read.ts';
import { PreauError } from '../../core/errors.ts';

/** As long as the hash is strong: 32 bytes of chance in base64 are 44 characters. Chosen. */
const CHARS_MIN = 32;
const BYTES_MAX = 4_096;

/**
 * Read the key that a home and one of its agents share: a text without blanks, 32 to 4,096
 * characters, in a file that only its owner may read.
 *
 * @throws PreauError `file-unreadable`; its text never repeats the key
 */
export function readVantageKey(file: string): Buffer {
  const fault = (got: string, cause?: unknown): PreauError =>
    new PreauError(
      'file-unreadable',
      `expected a key of ${CHARS_MIN} characters or more, for its owner only (mode 0600), in ${file}, got ${got}; make one with: preau vantage key ${file}`,
      { cause },
    );
  const descriptor = openOr(file, fault);
  try {
    const { mode, size } = fstatSync(descriptor);
    if (othersMayRead(mode))
      throw fault(`mode 0${(mode & 0o777).toString(8)}, which others may read or write`);
    if (size > BYTES_MAX) throw fault(`${size} bytes`);
    const text = readFileSync(descriptor, 'utf8').trim();
    if (text.length < CHARS_MIN) throw fault(`${text.length} characters`);
    if (/\s/.test(text)) throw fault('several words or lines');
    return Buffer.from(text, 'utf8');
  } finally {
    closeSync(descriptor);
  }
}

function openOr(file: string, fault: (got: string, cause: unknown) => PreauError): number {
  try {
    return openSync(file, 'r');
  } catch (cause) {
    throw fault(cause instanceof Error ? cause.message : String(cause), cause);
  }
}
