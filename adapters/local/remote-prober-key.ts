import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { othersMayRead } from './others-may-read.ts';
import { PreauError, type Said } from '../../core/errors.ts';

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
  const fault = (got: string, said: Said | string = got, cause?: unknown): PreauError =>
    new PreauError(
      'file-unreadable',
      `expected a key of ${CHARS_MIN} characters or more, for its owner only (mode 0600), in ${file}, got ${got}; make one with: preau vantage key ${file}`,
      { cause, said: { key: 'vantage.keyFile', values: { least: CHARS_MIN, file, got: said } } },
    );
  const descriptor = openOr(file, fault);
  try {
    const { mode, size } = fstatSync(descriptor);
    const open = `0${(mode & 0o777).toString(8)}`;
    if (othersMayRead(mode))
      throw fault(`mode ${open}, which others may read or write`, {
        key: 'got.openMode',
        values: { mode: open },
      });
    if (size > BYTES_MAX)
      throw fault(`${size} bytes`, { key: 'got.bytes', values: { bytes: size } });
    const text = readFileSync(descriptor, 'utf8').trim();
    const letters = text.length;
    if (letters < CHARS_MIN)
      throw fault(`${letters} characters`, { key: 'got.letters', values: { letters } });
    if (/\s/.test(text)) throw fault('several words or lines', { key: 'got.words' });
    return Buffer.from(text, 'utf8');
  } finally {
    closeSync(descriptor);
  }
}

type Fault = (got: string, said: Said | string | undefined, cause: unknown) => PreauError;

function openOr(file: string, fault: Fault): number {
  try {
    return openSync(file, 'r');
  } catch (cause) {
    throw fault(cause instanceof Error ? cause.message : String(cause), undefined, cause);
  }
}
