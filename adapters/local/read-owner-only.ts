import { PreauError } from '../../core/errors.ts';
import { othersMayRead } from './others-may-read.ts';
import { readTextAndMode } from './read-text-and-mode.ts';

/** What a file with a secret is for, for whoever must mend it. */
export interface SecretFile {
  /** `a TSIG secret`, in the words of a sentence. */
  readonly what: string;
  /** Where the configuration names the file. */
  readonly setting: string;
  readonly maxBytes: number;
  /** What to do when others may have read it, as an order. */
  readonly renew: string;
}

/**
 * Read a file that holds a secret. Nothing of what it holds is ever told.
 *
 * @throws PreauError `file-unreadable` for an absent or too large file; `config-invalid` for one that
 *   others than its owner may read
 */
export function readOwnerOnly(
  path: string,
  { what, setting, maxBytes, renew }: SecretFile,
): string {
  const { text, mode } = readBounded(path, `${what} for ${setting}`, maxBytes);
  if (!othersMayRead(mode)) return text;
  throw new PreauError(
    'config-invalid',
    `Expected ${what} that only its owner may read in ${path}, got mode ${(mode & 0o777).toString(8)}: run chmod 600 ${path}. If others have read it, ${renew}.`,
  );
}

function readBounded(path: string, what: string, maxBytes: number) {
  try {
    return readTextAndMode(path, maxBytes);
  } catch (cause) {
    throw new PreauError(
      'file-unreadable',
      `Expected ${what} in ${path}, got: ${cause instanceof Error ? cause.message : String(cause)}. Put it there, or correct the path.`,
      { cause },
    );
  }
}
