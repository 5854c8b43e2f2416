import { PreauError, saidOf } from '../../core/errors.ts';
import { othersMayRead } from './others-may-read.ts';
import { readTextAndMode } from './read-text-and-mode.ts';

/** What a file with a secret is for, for whoever must mend it. */
export interface SecretFile {
  /** Its words in the languages of people: `secret.<kind>`, and `renew.<kind>` for {@link renew}. */
  readonly kind: 'dkim' | 'login' | 'push' | 'receipts' | 'site' | 'tsig' | 'webhook';
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
export function readOwnerOnly(path: string, about: SecretFile): string {
  const { kind, what, setting, renew } = about;
  const { text, mode } = readBounded(path, about);
  if (!othersMayRead(mode)) return text;
  const got = (mode & 0o777).toString(8);
  throw new PreauError(
    'config-invalid',
    `Expected ${what} that only its owner may read in ${path}, got mode ${got}: run chmod 600 ${path}. If others have read it, ${renew}.`,
    {
      said: {
        key: 'secret.open',
        values: {
          what: { key: `secret.${kind}`, values: { setting } },
          path,
          mode: got,
          renew: { key: `renew.${kind}` },
        },
      },
    },
  );
}

function readBounded(path: string, { kind, what, setting, maxBytes }: SecretFile) {
  try {
    return readTextAndMode(path, maxBytes);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new PreauError(
      'file-unreadable',
      `Expected ${what} for ${setting} in ${path}, got: ${why}. Put it there, or correct the path.`,
      {
        cause,
        said: {
          key: 'secret.closed',
          values: {
            what: { key: `secret.${kind}`, values: { setting } },
            path,
            why: saidOf(cause),
          },
        },
      },
    );
  }
}
