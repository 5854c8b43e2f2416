import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { PreauError } from '../core/errors.ts';

/** As long as the hash that it is for: 32 bytes. */
const KEY_BYTES = 32;

/**
 * Make a key that a home and an agent share. A file that exists is never written over: it may be
 * in use elsewhere.
 *
 * @throws PreauError `argument-invalid` when the file exists or cannot be made
 */
export async function makeVantageKey(file: string): Promise<void> {
  const text = `${randomBytes(KEY_BYTES).toString('base64url')}\n`;
  await writeFile(file, text, { mode: 0o600, flag: 'wx' }).catch((cause: unknown) => {
    throw new PreauError(
      'argument-invalid',
      `expected a file that can be made, got ${cause instanceof Error ? cause.message : String(cause)}; give another name, or remove the file if nobody uses its key`,
      {
        cause,
        said: {
          key: 'vantage.keyNotNew',
          values: { why: cause instanceof Error ? cause.message : String(cause) },
        },
      },
    );
  });
}
