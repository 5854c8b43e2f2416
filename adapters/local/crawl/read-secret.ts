import { resolve } from 'node:path';
import type { RecipeSecret } from '../../../config/recipe-schema.ts';
import { PreauError } from '../../../core/errors.ts';
import { readTextAndMode } from '../read-text-and-mode.ts';

/** Where secrets are looked for. */
export interface SecretPlaces {
  /** What paths of files are relative to: the recipe's own folder. */
  readonly folder: string;
  readonly environment: { readonly [name: string]: string | undefined };
}

/** Chosen: a session has a few cookies. */
const MAX_BYTES = 65_536;

/**
 * Read a secret from a file of its owner's alone, or from a variable. Never taken from the command
 * line, which every user of the machine can read; nothing of what it holds is ever told.
 *
 * @returns without the end of its last line
 * @throws PreauError `file-unreadable` for a file that cannot be read; `config-invalid` for one that
 *   others may read; `credentials-missing` for a variable that is empty
 */
export function readSecret(secret: RecipeSecret, { folder, environment }: SecretPlaces): string {
  const text =
    secret.file === undefined
      ? readVariable(secret.environment ?? '', environment)
      : readSecretFile(resolve(folder, secret.file));
  return text.replace(/\r?\n$/, '');
}

function readVariable(name: string, environment: SecretPlaces['environment']): string {
  const text = environment[name] ?? '';
  if (text.trim() !== '' && text.length <= MAX_BYTES) return text;
  throw new PreauError(
    'credentials-missing',
    `expected a secret for the visit of a site in the variable ${name}, got ${text === '' ? 'none' : 'one that is empty or too long'}; set it, or give a file instead`,
  );
}

function readSecretFile(path: string): string {
  const { text, mode } = readBounded(path);
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new PreauError(
      'config-invalid',
      `expected a secret that only its owner may read in ${path}, got mode ${(mode & 0o777).toString(8)}; run chmod 600 ${path}, and change the secret if others may have read it`,
    );
  }
  if (text.trim() !== '') return text;
  throw unreadable(path, 'an empty file');
}

function readBounded(path: string): { readonly text: string; readonly mode: number } {
  try {
    return readTextAndMode(path, MAX_BYTES);
  } catch (cause) {
    throw unreadable(path, cause instanceof Error ? cause.message : String(cause), cause);
  }
}

const unreadable = (path: string, got: string, cause?: unknown): PreauError =>
  new PreauError(
    'file-unreadable',
    `expected a secret for the visit of a site in ${path}, got: ${got}; put it there, or correct the path in the recipe`,
    { cause },
  );
